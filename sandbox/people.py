"""A team, its people and its user groups."""

from dataclasses import dataclass, field
from typing import TypeAlias

Hours: TypeAlias = tuple[str, str]
"""From and until, as HH:MM in the person's own zone."""


@dataclass(frozen=True)
class Team:
    id: str
    name: str
    domain: str


@dataclass
class Person:
    """A user: a member, a guest (`is_restricted`), somebody gone (`deleted`), a bot, or of another `team`."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "UTC"
    is_admin: bool = False
    is_restricted: bool = False
    deleted: bool = False
    is_bot: bool = False
    team: Team | None = None
    email: str = ""
    quiet: Hours | None = None

    @property
    def is_stranger(self) -> bool:
        """Of another workspace, here through a shared channel."""
        return self.team is not None

    @property
    def is_member(self) -> bool:
        """A full member of this workspace who is still here."""
        return not (self.is_restricted or self.deleted or self.is_bot or self.is_stranger)


@dataclass
class UserGroup:
    """People who are mentioned together, such as `@oncall`."""

    id: str
    handle: str
    name: str
    creator: str
    created: int
    users: list[str] = field(default_factory=list)
    is_disabled: bool = False
