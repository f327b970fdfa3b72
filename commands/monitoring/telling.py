"""Where what hangs on `live` speaks: in the thread of a section's card, on that card, and to one person."""

from collections.abc import Iterable

from commands import contacts, kit
from store import messages, people, runs, sections
from store.db import Transaction
from store.messages import Surface, Urgency
from store.runs import Run
from store.sections import Section
from store.timers import Timer

RUN, SECTION = "run", "section"
CLOCK = "clock"


def subject(run: Run) -> str:
    """A run in the journal."""
    return f"run:{run.id}"


async def of(tx: Transaction, timer: Timer) -> tuple[Section, Run]:
    section = await sections.get(tx, int(timer.subject))
    return section, await runs.get(tx, section.run_id)


def is_over(run: Run, section: Section) -> bool:
    return run.ended_at is not None or section.stopped_at is not None


async def head(tx: Transaction, section: Section) -> messages.Message | None:
    """The card whose thread a section speaks in."""
    return await messages.find(tx, section.team_id, f"{SECTION}:{section.id}/0")


async def in_thread(tx: Transaction, run: Run, section: Section, key: str, text: str) -> None:
    parent = await head(tx, section)
    await messages.note(tx, run.team_id, key, run.channel, kit.body(text), parent=parent)


async def on_run(tx: Transaction, run: Run, key: str, text: str) -> None:
    """In the thread of the run's card."""
    card = await messages.find(tx, run.team_id, f"{RUN}:{run.id}")
    await messages.note(tx, run.team_id, key, run.channel, kit.body(text), parent=card)


async def to_person(tx: Transaction, run: Run, person: str, key: str, text: str) -> None:
    await messages.note(tx, run.team_id, f"{key}:{person}", person, kit.body(text), surface=Surface.DM)


async def redraw(tx: Transaction, section: Section, urgency: Urgency = Urgency.USUAL) -> None:
    await messages.redraw(tx, section.team_id, SECTION, f"{section.id}/0", urgency=urgency)


async def named(tx: Transaction, team_id: str, user_ids: Iterable[str]) -> str:
    given = list(user_ids)
    names = await people.names(tx, team_id, given)
    return ", ".join(kit.person(names, user) for user in given)


async def on_duty(tx: Transaction, run: Run) -> tuple[str, ...]:
    """Whoever is on call at the first level of the contact tree, else the lead."""
    levels = await contacts.levels(tx, run.team_id)
    return (levels[0].people if levels else ()) or (run.lead,)
