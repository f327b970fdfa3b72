"""Conversations and the messages in them, as the workspace keeps them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.wire import Json

FORMER_DRAWINGS_KEPT = 20


@dataclass
class Message:
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    ephemeral_to: str | None = None
    metadata: Json | None = None
    subtype: str | None = None
    username: str | None = None
    is_bot: bool = False
    edited: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    former: list[list[Json]] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    warnings: dict[str, str] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def react(self, name: str, user: str) -> None:
        self.reactions.setdefault(name, []).append(user)

    def unreact(self, name: str, user: str) -> None:
        self.reactions[name].remove(user)
        if not self.reactions[name]:
            del self.reactions[name]

    def redraw(self, blocks: list[Json]) -> None:
        """Replaces the blocks; the former ones stay known, because a slow client may still show them."""
        self.former = [*self.former, self.blocks][-FORMER_DRAWINGS_KEPT:]
        self.blocks = blocks


@dataclass
class Channel:
    id: str
    name: str
    creator: str
    created: int
    members: list[str] = field(default_factory=list)
    topic: str = ""
    purpose: str = ""
    is_private: bool = False
    is_im: bool = False
    is_archived: bool = False
    is_shared: bool = False
    pins: list[str] = field(default_factory=list)
    bookmarks: list[Json] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The word Slack's methods have for this kind of conversation."""
        if self.is_im:
            return "im"
        return "private_channel" if self.is_private else "public_channel"

    @property
    def is_general(self) -> bool:
        return self.name == "general"

    def lasting(self) -> Iterator[Message]:
        """What history knows: ephemeral messages are no part of it."""
        return (message for message in self.messages.values() if message.ephemeral_to is None)

    def remove(self, ts: str) -> None:
        """Takes a message away, and its pin with it."""
        self.messages.pop(ts, None)
        self.pins = [pinned for pinned in self.pins if pinned != ts]

    def replies(self, ts: str) -> list[Message]:
        return [message for message in self.lasting() if message.is_reply and message.thread_ts == ts]

    def reply_counts(self) -> Counter[str]:
        """How many replies each thread has, by the timestamp of its parent."""
        return Counter(
            message.thread_ts for message in self.lasting() if message.is_reply and message.thread_ts
        )

    def other_than(self, user: str) -> str:
        """The other person of a direct message."""
        return next((member for member in self.members if member != user), user)
