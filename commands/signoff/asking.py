"""Asking people for their signatures: once as the gate opens, once more an hour before it counts."""

from collections.abc import Iterable
from datetime import datetime

from commands import kit
from commands.outside import AskGroup, AskPerson, Members, Outcome, PersonFound, want
from commands.signoff import passing, rules, says, signers
from commands.signoff.rules import State
from store import gates, journal, messages, oncall, people, runs, sections, signoffs, timers
from store.db import Transaction
from store.gates import Before, Gate
from store.messages import Surface
from store.oncall import Group
from store.runs import Run
from store.signoffs import SignOff
from store.timers import Timer

REMIND, FALLS_BACK = "signoff.remind", "signoff.falls_back"
GROUP, PERSON = "signoff.group", "signoff.person"

_UNSIGNED = {State.OPEN, State.DELEGATED, State.STALE, State.WITHDRAWN}


async def ask(tx: Transaction, run: Run, gate: Gate) -> None:
    """Everybody to whom something here is bound, once for all of it; groups as Slack says who is in them."""
    bound, _ = await signers.policy(tx, run)
    rows = await unsigned_of(tx, gate)
    for group in sorted({group for row in rows for group in signers.groups(row, bound)}):
        key = f"signoff.group:{gate.id}:{group}"
        await want(tx, run.team_id, key, AskGroup(group=group), then=GROUP, subject=f"{gate.id}:{group}")
    await _ask_each(tx, run, gate, rows)


async def grouped(tx: Transaction, outcome: Outcome[Members]) -> None:
    """Who is in a user group: the card can name them, and they are asked."""
    gate_id, _, group_id = outcome.subject.partition(":")
    known = (await oncall.groups(tx, outcome.team_id)).get(group_id)
    users = list(outcome.answer.users) if outcome.answer else (known.users if known else [])
    group = Group(
        team_id=outcome.team_id, group_id=group_id, handle=known.handle if known else group_id, users=users,
        problem=outcome.problem,
    )  # fmt: skip
    await oncall.keep_group(tx, group)
    gate = await gates.get(tx, int(gate_id))
    run = await runs.get(tx, gate.run_id)
    await passing.redraw(tx, run, gate)
    if outcome.answer and not run.ended_at:
        await _ask_each(tx, run, gate, await unsigned_of(tx, gate))


async def _ask_each(tx: Transaction, run: Run, gate: Gate, rows: Iterable[SignOff]) -> None:
    """Once for the same signatures; again where others became theirs. Whoever signed what is stale knows."""
    each = await by_person(tx, run, rows)
    theirs = await by_person(tx, run, await _asked(tx, gate))
    known = await people.standings(tx, run.team_id, each)
    for user, unsigned in each.items():
        names = [row.name for row in unsigned if not (row.state == State.STALE and row.by == user)]
        said = f"{gate.id}:{'-'.join(str(row.id) for row in theirs.get(user, unsigned))}"
        if names:
            await _dm(tx, run, f"signoff.asked:{said}", user, says.asked(run, names, Before(gate.before)))
        if user not in known:
            key = f"signoff.person:{gate.id}:{user}"
            await want(tx, run.team_id, key, AskPerson(user=user), then=PERSON, subject=str(gate.id))


async def met(tx: Transaction, outcome: Outcome[PersonFound]) -> None:
    """The card can name them now."""
    gate = await gates.get(tx, int(outcome.subject))
    await passing.redraw(tx, await runs.get(tx, gate.run_id), gate)


async def ask_instead(tx: Transaction, run: Run, rows: Iterable[SignOff], lead: str, key: str) -> None:
    """Those who may sign what `lead` may not any more."""
    for user, unsigned in (await by_person(tx, run, rows)).items():
        if user != run.lead:
            text = says.instead(run, [row.name for row in unsigned], lead)
            await _dm(tx, run, f"signoff.instead:{key}", user, text)


# Once more. -------------------------------------------------------------------------------------------------


async def remind_at(tx: Transaction, run: Run, gate: Gate) -> None:
    """Not where the first word would be followed at once by the second."""
    at = await _begins(tx, run, gate) - rules.REMIND
    if at >= tx.now + rules.APART:
        await timers.put(tx, run.team_id, REMIND, str(gate.id), at)


async def remind(tx: Transaction, timer: Timer) -> None:
    """Later, where the stages were moved meanwhile."""
    gate = await gates.get(tx, int(timer.subject))
    run = await runs.get(tx, gate.run_id)
    if run.ended_at or run.started_at or gate.passed_at:
        return
    begins = await _begins(tx, run, gate)
    if begins - rules.REMIND > tx.now:
        await timers.put(tx, run.team_id, REMIND, str(gate.id), begins - rules.REMIND)
        return
    for user, unsigned in (await by_person(tx, run, await unsigned_of(tx, gate))).items():
        text = says.reminded(run, [row.name for row in unsigned], begins)
        await _dm(tx, run, f"signoff.reminded:{gate.id}", user, text)


async def _begins(tx: Transaction, run: Run, gate: Gate) -> datetime:
    stages = await sections.stages(tx, run.id)
    behind = next((each for each in stages if each.ordinal == gate.from_ordinal), None)
    return behind.opens_at if behind and behind.opens_at else run.planned_at


# Delegates. -------------------------------------------------------------------------------------------------


async def ask_delegate(tx: Transaction, run: Run, row: SignOff, by: str, key: str) -> None:
    if row.delegate and row.delegated_until:
        text = says.delegated(run, row, by, row.delegated_until)
        await _dm(tx, run, f"signoff.delegated:{row.id}:{key}", row.delegate, text)
        await timers.put(tx, run.team_id, FALLS_BACK, str(row.id), row.delegated_until)


async def fall_back(tx: Transaction, timer: Timer) -> None:
    """It was not signed in time: whoever has delegated it is told."""
    row = await signoffs.get(tx, int(timer.subject))
    run, gate = await runs.get(tx, row.run_id), await gates.get(tx, row.gate_id)
    if run.ended_at or row.state != State.DELEGATED:
        return
    names = await people.names(tx, run.team_id, [row.delegate])
    who, by = kit.person(names, row.delegate or ""), row.delegated_by
    row.state = State.OPEN
    signers.undelegate(row)
    entry = await journal.record(
        tx, run.team_id, passing.subject(run), "clock", "signoff.fell_back", role=row.name
    )
    if by:
        await _dm(tx, run, f"signoff.fell_back:{row.id}:{entry.seq}", by, says.fell_back(run, row, who))
    await passing.show(tx, run, gate, await signoffs.of_gate(tx, gate.id))


# What they share. -------------------------------------------------------------------------------------------


async def unsigned_of(tx: Transaction, gate: Gate) -> list[SignOff]:
    return [row for row in await _asked(tx, gate) if State(row.state) in _UNSIGNED]


async def _asked(tx: Transaction, gate: Gate) -> list[SignOff]:
    return [row for row in await signoffs.of_gate(tx, gate.id) if not row.waived]


async def by_person(tx: Transaction, run: Run, rows: Iterable[SignOff]) -> dict[str, list[SignOff]]:
    """What each person is to sign, or to have signed."""
    bound, _ = await signers.policy(tx, run)
    found: dict[str, list[SignOff]] = {}
    for row in rows:
        delegate = signers.delegate(tx, row)
        holds = await signers.of(tx, run, row, bound)
        for user in dict.fromkeys([*holds.users, *([delegate] if delegate else [])]):
            if user != run.lead or row.statement or holds.users == (user,):
                found.setdefault(user, []).append(row)
    return found


async def _dm(tx: Transaction, run: Run, key: str, user: str, text: str) -> None:
    await messages.note(tx, run.team_id, f"{key}:{user}", user, kit.body(text), surface=Surface.DM)
