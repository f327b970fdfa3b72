"""What may be asked about people, and opening a direct message to one: all repeatable."""

from typing import ClassVar

from pydantic import BaseModel

from commands.outside.wanted import Wanted


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
