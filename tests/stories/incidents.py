"""What several stories about incidents do and see."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

import sandbox.people
from commands import contacts
from store import incidents, journal, oncall, people, timeline
from store.db import Transaction
from store.incidents import Incident
from store.oncall import Duty
from store.pages import Page
from store.people import Person
from tests.stories.scene import ANA, BEN, OPERATIONS, Scene

GIA, HUGO = "UGIA", "UHUG"
TREE = {"l1": BEN, "l2": ANA, "l3": GIA, "l4": HUGO}
Json = dict[str, Any]


async def staff(scene: Scene, **levels: str | None) -> None:
    """Ben is on call; then Ana, Gia, Hugo. `l2=None` leaves one empty. As `/oncall set` does, but quicker."""
    async with scene.bot.database.transaction(scene.stage.clock.now()) as tx:
        await on_call(tx, scene.stage.sandbox.world.people.values(), **levels)


async def on_call(tx: Transaction, everybody: Iterable[sandbox.people.Person], **levels: str | None) -> None:
    """As `staff`, of a bot that does not run yet."""
    for rung, level in zip(contacts.TREE, TREE, strict=True):
        user = levels.get(level, TREE[level])
        there = [user] if user else []
        await oncall.put(tx, Duty(team_id="THARBOR", key=oncall.key(rung.role), role=rung.role, people=there))
    for person in everybody:
        await people.keep(tx, Person(
            team_id="THARBOR", user_id=person.id, name=person.real_name, zone=person.tz,
            standing="guest" if person.is_restricted else "member", is_admin=person.is_admin,
            seen_at=tx.now,
        ))  # fmt: skip


async def declared(scene: Scene, what: str = "sev1 payment errors", by: str = "UCHI") -> Json:
    """By one line; the card in its channel."""
    await scene.types(by, f"/incident open {what}")
    return room_card(scene)


def rooms(scene: Scene) -> list[Json]:
    """The channels that incidents have."""
    channels = scene.stage.sandbox.state()["channels"]
    return [channel for channel in channels if channel["name"].startswith("inc-")]


def room(scene: Scene) -> str:
    (one,) = rooms(scene)
    return str(one["id"])


def room_card(scene: Scene) -> Json:
    return scene.card("Severity", room(scene))


def said(scene: Scene, channel: str | None = None) -> list[str]:
    """What stands in the incident's channel, or another, in order; no notices of Slack's own."""
    here = scene.messages(channel or room(scene))
    return [message["text"] for message in here if message["bot"]]


def told_operations(scene: Scene) -> list[str]:
    return said(scene, OPERATIONS)


def pages_to(scene: Scene, user: str) -> list[Json]:
    """The pages this person got by direct message."""
    return [message for message in scene.dm(user) if is_page(message)]


def is_page(message: Json) -> bool:
    key = ((message.get("metadata") or {}).get("event_payload") or {}).get("key", "")
    return str(key).startswith("incident.page:")


def paged(scene: Scene) -> dict[str, int]:
    """How many pages each person of the tree has got."""
    return {user: len(pages_to(scene, user)) for user in (BEN, ANA, GIA, HUGO)}


async def record(scene: Scene, number: int = 1) -> list[str]:
    """What was done, in the order of the journal."""
    async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
        return [entry.what for entry in await journal.read(tx, scene.bot.team_id, f"incident:{number}")]


async def happened(scene: Scene, number: int = 1) -> list[str]:
    """The timeline, in words."""
    async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
        return [moment.text for moment in await timeline.of_incident(tx, number)]


async def incident(scene: Scene, number: int = 1) -> Incident:
    async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
        found = await incidents.numbered(tx, scene.bot.team_id, number)
    assert found is not None
    return found


async def page_rows(scene: Scene) -> list[Page]:
    async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
        return list((await tx.session.exec(select(Page).order_by(col(Page.id)))).all())


async def steps_to(scene: Scene, *minutes: float) -> list[dict[str, int]]:
    """The clock, stepped to so many minutes after now, one after another; who was paged how often by then."""
    start = scene.stage.clock.now()
    seen = []
    for minute in minutes:
        scene.stage.clock.jump_to(start + timedelta(minutes=minute))
        await scene.settled()
        seen.append(paged(scene))
    return seen


def written(scene: Scene, user: str) -> list[str]:
    """Everything that this person got by direct message."""
    return [message["text"] for message in scene.dm(user)]
