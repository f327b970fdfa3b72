"""A workspace in which somebody holds every role of a checklist, and the side file that says who."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from runbook.model import Runbook
from sandbox.conversations import Channel
from sandbox.people import Person, Team
from sandbox.world import World

TEAM = Team("TREHEARSAL", "Rehearsal", "rehearsal")
LEAD, BOT = "ULEAD", "UBOT"
DEPLOYMENTS, OPERATIONS, GENERAL = "CDEPLOY", "COPS", "CGENERAL"
_MADE = 1_700_000_000
_LEAD_ROLE = re.compile(r"\b(deployment|release)\s+(lead|manager)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Company:
    """`holders` is who holds each role, by its name."""

    world: World
    holders: dict[str, str]

    @property
    def members(self) -> list[str]:
        return [person.id for person in self.world.people.values() if person.is_member]


def company(runbook: Runbook) -> Company:
    """One person a role, and an engineer for what nobody is named for."""
    holders = {role.name: LEAD for role in runbook.roles if _LEAD_ROLE.search(role.name)}
    others = [role.name for role in runbook.roles if role.name not in holders]
    holders |= {name: f"UROLE{nth}" for nth, name in enumerate(others, start=1)}
    world = World(TEAM)
    for person in _people(holders):
        world.people.setdefault(person.id, person)
    members = [person.id for person in world.people.values()]
    for channel_id, name in ((DEPLOYMENTS, "deployments"), (OPERATIONS, "operations"), (GENERAL, "general")):
        world.channels[channel_id] = Channel(channel_id, name, LEAD, _MADE, [*members])
    return Company(world, holders)


def _people(holders: dict[str, str]) -> Iterable[Person]:
    yield Person(LEAD, "lead", "The Lead", "Deployment Lead", is_admin=True)
    for role, user in holders.items():
        yield Person(user, user.lower(), f"The {role}", role)
    yield Person("UENGINEER", "engineer", "An Engineer", "Engineer")
    yield Person(BOT, "runsheet", "Runsheet", is_bot=True)


def side_file(bound: dict[str, Any], company: Company) -> str:
    """The bindings given, with invented people in the roles and a channel of this workspace."""
    comms = {**(bound.get("comms") or {}), "slack": GENERAL}
    return yaml.safe_dump({**bound, "roles": company.holders, "comms": comms}, allow_unicode=True)


def furnished(folder: Path, name: str, text: bytes, side: str) -> Path:
    """A folder of runbooks with this one in it."""
    (folder / f"{name}.md").write_bytes(text)
    (folder / f"{name}.bindings.yaml").write_text(side)
    return folder
