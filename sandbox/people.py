"""A team and its people."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Team:
    id: str
    name: str
    domain: str


@dataclass
class Person:
    """A user of the workspace: a member, a guest (`is_restricted`), somebody gone (`deleted`) or a bot."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "UTC"
    is_admin: bool = False
    is_restricted: bool = False
    deleted: bool = False
    is_bot: bool = False
