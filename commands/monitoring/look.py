"""What the cards show of what hangs on `live`, and finding what a button means."""

from commands.feature import Card, Panel, Refused
from commands.monitoring import criteria, panel_views, rules, telling, views
from store import checkins, incidents, items, occasions, people, runs, sections
from store.checkins import CheckIn
from store.db import Transaction
from store.items import Item
from store.occasions import Occasion
from store.runs import Run
from store.sections import Section, Waits

NOT_KNOWN = "This is not known here any more. `/deploy status` shows the run as it is."


async def checkin(tx: Transaction, team_id: str, checkin_id: int) -> tuple[CheckIn, Section, Run]:
    found = await checkins.find(tx, team_id, checkin_id)
    if found is None:
        raise Refused(NOT_KNOWN)
    return found, await sections.get(tx, found.section_id), await runs.get(tx, found.run_id)


async def occasion(tx: Transaction, team_id: str, occasion_id: int) -> tuple[Occasion, Section, Run]:
    found = await occasions.find(tx, team_id, occasion_id)
    if found is None:
        raise Refused(NOT_KNOWN)
    return found, await sections.get(tx, found.section_id), await runs.get(tx, found.run_id)


async def text(tx: Transaction, of: Occasion) -> str:
    item = await items.find(tx, of.team_id, of.items[0])
    return item.text if item else ""


async def titles(tx: Transaction, run: Run) -> dict[int, str]:
    return {each.id: each.title for each in await sections.of_run(tx, run.id)}


async def answered(tx: Transaction, of: CheckIn) -> str:
    names = await people.names(tx, of.team_id, [of.answered_by])
    return views.answered(of, names)


# Check-ins. -------------------------------------------------------------------------------------------------


async def line(tx: Transaction, run: Run, section: Section, of: CheckIn) -> str:
    numbers = [each.number for each in await open_incidents(tx, run)]
    return views.line(of, await checkins.size(tx, section.id), numbers)


async def open_incidents(tx: Transaction, run: Run) -> list[incidents.Incident]:
    """Those of a run that may be spoken of."""
    found = await incidents.of_run(tx, run.team_id, run.id)
    return [each for each in found if each.resolved_at is None and not each.private]


async def draw_checkin(tx: Transaction, team_id: str, subject: str) -> Card:
    of, section, run = await checkin(tx, team_id, int(subject.partition("/")[0]))
    names = await people.names(tx, team_id, [*of.asked, of.answered_by])
    looked_at = [each for each in await items.of_section(tx, section.id) if each.rhythm == "check-in"]
    question = views.Question(
        run=run,
        section=section,
        checkin=of,
        of=await checkins.size(tx, section.id),
        looked_at=[each.text for each in looked_at],
        names=names,
        is_over=telling.is_over(run, section),
        alone="/" in subject,
    )
    return views.question(question)


# Prompts. ---------------------------------------------------------------------------------------------------


async def draw_prompt(tx: Transaction, team_id: str, subject: str) -> Card:
    of, section, run = await occasion(tx, team_id, int(subject.partition("/")[0]))
    its = [each for each in await occasions.of_run(tx, run.id) if of.items[0] in each.items]
    about = [item for item in [await items.find(tx, team_id, each) for each in of.items] if item]
    passed = [each for each in its if each.prompted_at == of.prompted_at and each.id != of.id]
    prompt = views.Prompt(
        run=run,
        section=section,
        occasion=of,
        number=1 + [each.id for each in its].index(of.id),
        of=len(its),
        items=about,
        passed=len(passed),
        names=await people.names(tx, team_id, [of.done_by, *(each.assignee for each in about)]),
        is_over=telling.is_over(run, section),
        alone="/" in subject,
    )
    return views.prompt(prompt)


# The card of a section. -------------------------------------------------------------------------------------


async def section_panel(tx: Transaction, _team_id: str, subject: str) -> Panel | None:
    """On the first card of a section that hangs on `live`."""
    section_id, _, part = subject.partition("/")
    of = await sections.get(tx, int(section_id))
    if of.waits != Waits.LIVE or part != "0":
        return None
    run = await runs.get(tx, of.run_id)
    if of.measured:
        return await _criteria(tx, run, of)
    over = telling.is_over(run, of)
    lines = [*await _checked(tx, of, over), *await _series(tx, of, over)]
    lines += [] if over else await _due(tx, of)
    return panel_views.watched(lines, run, of) if lines else None


async def _checked(tx: Transaction, of: Section, over: bool) -> list[str]:  # noqa: FBT001
    size = await checkins.size(tx, of.id)
    if not size:
        return []
    last, asked = await checkins.made(tx, of.id), await checkins.answered(tx, of.id)
    following = await checkins.following(tx, of.id)
    names = await people.names(tx, of.team_id, [asked.answered_by] if asked else [])
    return [panel_views.checked(size, last, following, asked, names, is_over=over)]


async def _series(tx: Transaction, of: Section, over: bool) -> list[str]:  # noqa: FBT001
    by_item: dict[int, list[Occasion]] = {}
    for each in await occasions.of_run(tx, of.run_id):
        for item_id in each.items:
            by_item.setdefault(item_id, []).append(each)
    own = [item for item in await items.of_section(tx, of.id) if item.id in by_item]
    return [panel_views.series(item.text, by_item[item.id], tx.now, is_over=over) for item in own]


async def _due(tx: Transaction, of: Section) -> list[str]:
    left = [each for each in await items.of_section(tx, of.id) if each.due_at and each.closed_at is None]
    return [panel_views.due(left, tx.now)] if left else []


# Verdicts. --------------------------------------------------------------------------------------------------


async def verdict(tx: Transaction, of: Section) -> rules.Verdict:
    found = await items.of_section(tx, of.id)
    return rules.verdict([_criterion(item) for item in found])


def _criterion(item: Item) -> rules.Criterion:
    outcomes = item.outcomes or []
    met = outcomes.index(item.outcome) == rules.MET if item.outcome in outcomes else None
    return rules.Criterion(item.text, item.closed_at is not None, met)


async def _criteria(tx: Transaction, run: Run, of: Section) -> Panel:
    found = await incidents.of_run(tx, run.team_id, run.id)
    within = [each for each in found if _within(each, run, of)]
    said = []
    for item in await items.of_section(tx, of.id):
        known = criteria.known(item.text)
        about = [i.number for i in within if known.severity in {None, i.severity}]
        said.append(panel_views.criterion(item, known, about))
    return panel_views.criteria(run, of, await verdict(tx, of), said)


def _within(incident: incidents.Incident, run: Run, of: Section) -> bool:
    """Declared between live and the end of what is measured; of a private one nothing is said."""
    since, until = run.live_at, of.ends_at
    return bool(not incident.private and since and until and since <= incident.declared_at <= until)
