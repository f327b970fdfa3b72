"""What a feature may want done once outside, and how it is told of the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from store import effects
from store.db import Transaction
from store.effects import End
from store.messages import Urgency


class Nothing(BaseModel):
    """Done, and there is no more to say."""


class Wanted(BaseModel):
    """`does` completes "Slack does not let me …"; `answers` is what its outcome carries where it was done.

    What shares a `place` is done in the order in which it was wanted; an empty place waits for nothing.
    """

    model_config = ConfigDict(frozen=True)
    kind: ClassVar[str]
    does: ClassVar[str]
    answers: ClassVar[type[BaseModel]] = Nothing

    @property
    def place(self) -> str:
        return ""


A = TypeVar("A", bound=BaseModel)


@dataclass(frozen=True)
class Outcome(Generic[A]):
    """How something wanted has ended; `answer` where it was done, else `problem` is Slack's word for why not.

    UNKNOWN: it may have been done, and nobody can find out.
    """

    team_id: str
    key: str
    subject: str
    end: End
    answer: A | None = None
    problem: str | None = None


async def want(
    tx: Transaction,
    team_id: str,
    key: str,
    wanted: Wanted,
    *,
    then: str | None = None,
    subject: str = "",
    urgency: Urgency = Urgency.USUAL,
) -> None:
    """Have it done once; a key wanted before is not wanted again.

    The handler that `then` names in a feature's `outcomes` is told of the end, once. Without `then` a refusal
    is said to the operations channel, once for all of its kind.
    """
    payload = wanted.model_dump(mode="json")
    await effects.want(
        tx, team_id, wanted.kind, key, place=wanted.place, then=then, subject=subject, urgency=urgency,
        **payload,
    )  # fmt: skip


# Channels. --------------------------------------------------------------------------------------------------


class InChannel(Wanted):
    channel: str

    @property
    def place(self) -> str:
        return self.channel


class ChannelCreated(BaseModel):
    """`fresh`: made for this. Else one of that name which our bot had made before was there already."""

    channel: str
    name: str
    fresh: bool = True


class CreateChannel(Wanted):
    """Refused with `name_taken` where somebody else's channel has the name. A private one stays private."""

    kind: ClassVar[str] = "create_channel"
    does: ClassVar[str] = "create channels"
    answers: ClassVar[type[BaseModel]] = ChannelCreated
    name: str
    private: bool = False


class SetTopic(InChannel):
    """At most 250 characters."""

    kind: ClassVar[str] = "set_topic"
    does: ClassVar[str] = "set the topic of channels"
    topic: str


class Invited(BaseModel):
    """Who could not be invited, with Slack's word for why; whoever was there already is not among them."""

    refused: dict[str, str] = {}


class Invite(InChannel):
    kind: ClassVar[str] = "invite"
    does: ClassVar[str] = "invite people"
    answers: ClassVar[type[BaseModel]] = Invited
    users: tuple[str, ...]


class Bookmark(InChannel):
    """A link in the header of a channel."""

    kind: ClassVar[str] = "bookmark"
    does: ClassVar[str] = "add bookmarks"
    title: str
    link: str


class Archive(InChannel):
    kind: ClassVar[str] = "archive"
    does: ClassVar[str] = "archive channels"


class Uploaded(BaseModel):
    file: str


class Upload(InChannel):
    """A text file, posted with a `comment`."""

    kind: ClassVar[str] = "upload"
    does: ClassVar[str] = "upload files"
    answers: ClassVar[type[BaseModel]] = Uploaded
    name: str
    title: str
    text: str
    comment: str | None = None
    thread_ts: str | None = None


class Downloaded(BaseModel):
    """`content` in base64: it waits in the database for its turn."""

    name: str
    content: str


class Download(Wanted):
    """A file that somebody gave in Slack. Refused with `too_large` above `most` bytes."""

    kind: ClassVar[str] = "download"
    does: ClassVar[str] = "read the files that people give me"
    answers: ClassVar[type[BaseModel]] = Downloaded
    file: str
    most: int


# Messages. --------------------------------------------------------------------------------------------------


class OnMessage(InChannel):
    ts: str


class Pin(OnMessage):
    kind: ClassVar[str] = "pin"
    does: ClassVar[str] = "pin messages"


class Unpin(OnMessage):
    kind: ClassVar[str] = "unpin"
    does: ClassVar[str] = "unpin messages"


class React(OnMessage):
    """`emoji` without colons, such as `pushpin`."""

    kind: ClassVar[str] = "react"
    does: ClassVar[str] = "add reactions"
    emoji: str


class MessageFound(BaseModel):
    """`author` wrote it, or the bot's user where an app did; it stands in the thread of `thread_ts`."""

    text: str
    author: str | None = None
    thread_ts: str | None = None


class AskMessage(OnMessage):
    """Ask Slack for a message, in a thread or not."""

    kind: ClassVar[str] = "ask_message"
    does: ClassVar[str] = "read messages"
    answers: ClassVar[type[BaseModel]] = MessageFound


# People: repeatable reads, but for opening a direct message. ------------------------------------------------


class OnPerson(Wanted):
    user: str

    @property
    def place(self) -> str:
        return self.user


class DmOpened(BaseModel):
    channel: str


class OpenDm(OnPerson):
    kind: ClassVar[str] = "open_dm"
    does: ClassVar[str] = "open direct messages"
    answers: ClassVar[type[BaseModel]] = DmOpened


class PersonFound(BaseModel):
    """As store.people has kept it by then."""

    standing: str
    zone: str


class AskPerson(OnPerson):
    """Ask Slack anew who somebody is (users.info)."""

    kind: ClassVar[str] = "ask_person"
    does: ClassVar[str] = "look people up"
    answers: ClassVar[type[BaseModel]] = PersonFound


class Quiet(BaseModel):
    """When Slack does not ring for somebody: what lasts or comes next, and a snooze (Unix seconds)."""

    starts: int | None = None
    ends: int | None = None
    snoozed_until: int | None = None


class AskQuiet(OnPerson):
    """Ask Slack for somebody's Do Not Disturb (dnd.info)."""

    kind: ClassVar[str] = "ask_quiet"
    does: ClassVar[str] = "see who is in Do Not Disturb"
    answers: ClassVar[type[BaseModel]] = Quiet


class Members(BaseModel):
    users: tuple[str, ...]


class AskGroup(Wanted):
    """Ask Slack who is in a user group (usergroups.users.list)."""

    kind: ClassVar[str] = "ask_group"
    does: ClassVar[str] = "read user groups"
    answers: ClassVar[type[BaseModel]] = Members
    group: str

    @property
    def place(self) -> str:
        return self.group


# Beyond Slack. ----------------------------------------------------------------------------------------------


class Ring(Wanted):
    """The pager's webhook: see bot/outside/pager.py. Refused with `not_set_up` where there is none."""

    kind: ClassVar[str] = "ring"
    does: ClassVar[str] = "ring the pager"
    body: dict[str, Any]


KINDS: Mapping[str, type[Wanted]] = {
    kind.kind: kind
    for kind in (
        CreateChannel, SetTopic, Invite, Bookmark, Archive, Upload, Download, Pin, Unpin, React, AskMessage,
        OpenDm, AskPerson, AskQuiet, AskGroup, Ring,
    )
}  # fmt: skip
