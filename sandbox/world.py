"""The pure state of a workspace: people, conversations, files, open views, homes and trigger ids."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sandbox.conversations import Channel, Message
from sandbox.errors import SlackError
from sandbox.files import File
from sandbox.people import Person, Team, UserGroup
from sandbox.policy import Policy
from sandbox.wire import Json

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TRIGGERS_KEPT = 1000
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass
class Trigger:
    user: str
    issued: float
    exchanged: bool = False


@dataclass
class World:
    team: Team
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    groups: dict[str, UserGroup] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    uploads: dict[str, File] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy)
    views: dict[str, list[Json]] = field(default_factory=dict)
    view_errors: dict[str, dict[str, str]] = field(default_factory=dict)
    view_warnings: dict[str, str] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    selections: dict[tuple[str, str], Json] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    version: int = 0
    watchers: set[Callable[[], None]] = field(default_factory=set)
    _micros: int = 0

    def touch(self) -> None:
        """Says that something a person can see has changed."""
        self.version += 1
        for watcher in tuple(self.watchers):
            watcher()

    def ts(self, now: datetime) -> str:
        """A message's identity: `seconds.micros` of story time, never given twice."""
        seconds, micros = divmod(self._tick(now), 1_000_000)
        return f"{seconds}.{micros:06d}"

    def mint(self, prefix: str, now: datetime) -> str:
        """An id like Slack's; out of the moment, so that a restarted sandbox does not give one again."""
        rest, number = "", self._tick(now)
        while number:
            number, digit = divmod(number, 36)
            rest = DIGITS[digit] + rest
        return prefix + rest.rjust(10, "0")

    def trigger(self, user: str, now: datetime, issued: float) -> str:
        """A trigger id for this person, issued at a moment of real time."""
        trigger_id = f"{self.ts(now)}.{secrets.token_hex(16)}"
        self.triggers[trigger_id] = Trigger(user, issued)
        if len(self.triggers) > TRIGGERS_KEPT:
            self.triggers.pop(next(iter(self.triggers)))
        return trigger_id

    def person(self, user_id: str) -> Person:
        if user_id not in self.people:
            raise SlackError("user_not_found")
        return self.people[user_id]

    def channel(self, channel_id: str) -> Channel:
        if channel_id not in self.channels:
            raise SlackError("channel_not_found")
        return self.channels[channel_id]

    def named(self, name: str) -> Channel | None:
        return next((one for one in self.channels.values() if one.name == name and not one.is_im), None)

    def direct(self, one: str, other: str) -> Channel | None:
        """The direct message of two people, if it has ever been opened."""
        pair = {one, other}
        return next(
            (found for found in self.channels.values() if found.is_im and set(found.members) == pair), None
        )

    def open_views(self) -> Iterator[Json]:
        """Every form somebody has open, and every Home tab."""
        for stack in (*self.views.values(), [*self.homes.values()]):
            yield from stack

    def message(self, channel: Channel, ts: str) -> Message:
        if ts not in channel.messages:
            raise SlackError("message_not_found")
        return channel.messages[ts]

    def _tick(self, now: datetime) -> int:
        self._micros = max(self._micros + 1, (now - EPOCH) // timedelta(microseconds=1))
        return self._micros
