"""Finding what a button means, and what a card shows."""

from commands import documents, kit
from commands.checklist import copies, rules, said, views
from commands.checklist.views import PER_CARD
from commands.feature import Card, Panel, Refused
from runbook.model import Unreadable
from store import blockers, items, people, runbooks, runs, sections
from store.db import Transaction
from store.items import Item, Rhythm
from store.runs import Run
from store.sections import Section

RUN = "run"
SECTION = "section"
ASSIGNMENT = "assignment"


def part(item: Item) -> int:
    """Which of its section's cards an item stands on."""
    return item.ordinal // PER_CARD


async def parts(tx: Transaction, of: Section) -> range:
    """The numbers of a section's cards."""
    return range(max(1, -(-await sections.size(tx, of.id) // PER_CARD)))


async def on_card(tx: Transaction, of: Section, number: int) -> list[Item]:
    return await items.stretch(tx, of.id, number * PER_CARD, PER_CARD)


async def item(tx: Transaction, team_id: str, item_id: int) -> tuple[Item, Run]:
    found = await items.find(tx, team_id, item_id)
    if found is None:
        raise Refused("This item is not known here. `/deploy status` shows the run as it is.")
    return found, await runs.get(tx, found.run_id)


async def section(tx: Transaction, team_id: str, section_id: int) -> tuple[Section, Run]:
    found = await sections.find(tx, team_id, section_id)
    if found is None:
        raise Refused("This section is not known here. `/deploy status` shows the run as it is.")
    return found, await runs.get(tx, found.run_id)


async def standing(tx: Transaction, of: Item, run: Run) -> rules.Standing:
    names = await people.names(tx, of.team_id, [of.doer, of.reopened_by])
    why = f" ({kit.safe(of.reason)})" if of.reason else ""
    closed_by = f"{kit.person(names, of.doer)}, {kit.clock(of.closed_at)}" if of.doer and of.closed_at else ""
    return rules.Standing(
        state=rules.State(of.state),
        rev=of.rev,
        run_ended=run.ended_at is not None,
        closed_by=closed_by + why,
        reopened_by=kit.person(names, of.reopened_by) + why if of.reopened_by else None,
        outcomes=tuple(of.outcomes or ()),
        moves_traffic=of.percent is not None,
        comes_back=said.RHYTHMS[Rhythm(of.rhythm)] if of.rhythm else None,
    )


async def draw_section(tx: Transaction, team_id: str, subject: str) -> Card:
    section_id, _, number = subject.partition("/")
    shown, run = await section(tx, team_id, int(section_id))
    rows = await on_card(tx, shown, int(number))
    latest = await sections.latest_opened(tx, run.id)
    involved = [
        user_id for each in rows for user_id in (each.doer, each.assignee, each.reopened_by, each.note_by,
                                                    each.added_by, each.skip_asked_by)
    ]  # fmt: skip
    drawn = views.Drawn(
        run=run,
        section=shown,
        part=int(number),
        parts=len(await parts(tx, shown)),
        items=rows,
        claims=await sections.in_state(tx, shown.id, rules.State.CLAIMED),
        names=await people.names(tx, team_id, involved),
        is_latest=latest is not None and latest.id == shown.id,
        is_last=await sections.next_unopened(tx, run.id) is None,
    )
    return views.card(drawn)


async def draw_assignment(tx: Transaction, team_id: str, subject: str) -> Card:
    item_id, _, user_id = subject.partition("/")
    shown, run = await item(tx, team_id, int(item_id))
    of, _ = await section(tx, team_id, shown.section_id)
    names = await people.names(
        tx, team_id, [shown.doer, shown.assignee, shown.reopened_by, shown.note_by, shown.added_by]
    )
    return views.assignment(run, of, shown, names, user_id)


async def run_panel(tx: Transaction, _team_id: str, run_id: str) -> Panel | None:
    """Where the run is, on its card."""
    run = await runs.get(tx, int(run_id))
    current, latest = await sections.current(tx, run.id), await sections.latest_opened(tx, run.id)
    following = await sections.next_unopened(tx, run.id)
    if current is None or run.ended_at is not None:
        return None
    in_turn = latest is not None and latest.id == current.id and following is not None
    return views.now_at(
        current,
        await sections.open_items(tx, current.id),
        goes_on=bool(in_turn and following and not await blockers.of_section(tx, run.id, following.ordinal)),
        way_back=run.id if await ways_back(tx, run) else None,
    )


async def ways_back(tx: Transaction, run: Run) -> list[copies.Way]:
    """Those of the checklist that the run was started from; none where a later reader cannot read it."""
    try:
        return copies.ways_back(await documents.read(tx, await runbooks.get(tx, run.runbook_id)))
    except (Refused, Unreadable):
        return []


async def home_panel(tx: Transaction, team_id: str, user_id: str) -> Panel:
    return views.mine(await items.assigned_open(tx, team_id, user_id, limit=20))
