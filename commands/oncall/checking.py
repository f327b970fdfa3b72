"""Whether everybody on call can be reached: asked of Slack daily and at the start of every run."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from commands import contacts, rota, zones
from commands.facts import RunStarted
from commands.oncall import look, problems, telling
from commands.outside import (
    AskGroup,
    AskPerson,
    AskQuiet,
    DmOpened,
    Members,
    OpenDm,
    Outcome,
    PersonFound,
    Quiet,
    want,
)
from store import checks, journal, oncall, people, runs, timers
from store.checks import Check
from store.db import Transaction
from store.oncall import Group
from store.timers import Timer

DAILY = "oncall.daily"
AT = time(9)

DM, QUIET, PERSON, GROUP = "oncall.dm", "oncall.quiet", "oncall.person", "oncall.group"
UNKNOWN = {"user_not_found", "user_not_visible"}
"""What Slack says of somebody whom it does not know here."""

NO_CHECK = 0
"""What is asked when somebody is set, outside of any check."""


# When. ------------------------------------------------------------------------------------------------------


async def run_started(tx: Transaction, fact: RunStarted) -> None:
    await begin(tx, fact.team_id, fact.run_id)


async def daily(tx: Transaction, timer: Timer) -> None:
    await begin(tx, timer.team_id)
    await put_daily(tx, timer.team_id)


async def put_daily(tx: Transaction, team_id: str) -> None:
    """The next nine o'clock, where the first rotation is, or else the first person on call."""
    zone = zones.parse(await _zone(tx, team_id))
    day = tx.now.astimezone(zone).date()
    at = datetime.combine(day, AT, zone)
    if at <= tx.now:
        at = datetime.combine(day + timedelta(days=1), AT, zone)
    await timers.put(tx, team_id, DAILY, "", at.astimezone(UTC))


async def _zone(tx: Transaction, team_id: str) -> str:
    duties = await oncall.duties(tx, team_id)
    levels = await contacts.levels(tx, team_id)
    for level in levels:
        duty = duties.get(oncall.key(level.role))
        if duty is not None and duty.zone:
            return duty.zone
    for user in (user for level in levels for user in level.people):
        person = await people.find(tx, team_id, user)
        if person is not None:
            return person.zone
    return "UTC"


# Asking. ----------------------------------------------------------------------------------------------------


async def prepare(tx: Transaction, team_id: str, key: str, users: Iterable[str]) -> None:
    """Somebody may be paged from now on: open the way to them while nothing burns."""
    asked = list(users)
    met = await people.standings(tx, team_id, asked)
    for user in asked:
        subject = f"{NO_CHECK}:{user}"
        await want(tx, team_id, f"{key}:dm:{user}", OpenDm(user=user), then=DM, subject=subject)
        await want(tx, team_id, f"{key}:quiet:{user}", AskQuiet(user=user), then=QUIET, subject=subject)
        if user not in met:
            await want(tx, team_id, f"{key}:who:{user}", AskPerson(user=user), then=PERSON, subject=subject)


async def ask_group(tx: Transaction, team_id: str, key: str, group: str, check: int = NO_CHECK) -> None:
    await want(
        tx, team_id, f"{key}:group:{group}", AskGroup(group=group), then=GROUP, subject=f"{check}:{group}"
    )


async def begin(tx: Transaction, team_id: str, run_id: int | None = None) -> None:
    """A workspace that never put anybody on call does without, and is not told so at every deployment."""
    if not await oncall.is_used(tx, team_id):
        return
    check = await checks.add(tx, Check(team_id=team_id, run_id=run_id, begun_at=tx.now))
    duties = (await oncall.duties(tx, team_id)).values()
    for group in {group for duty in duties for group in duty.groups}:
        await ask_group(tx, team_id, _key(check), group, check.id)
        check.waiting += 1
    levels = await contacts.levels(tx, team_id)
    await _ask(tx, check, [*look.mentioned(levels), *(user for duty in duties for user in duty.people)])
    if check.waiting == 0:
        await _report(tx, check)


async def _ask(tx: Transaction, check: Check, users: Iterable[str]) -> None:
    """Of each person once: who they are, when Slack does not ring, and the way to them if there is none."""
    team_id, new = check.team_id, sorted(set(users) - set(check.asked))
    reach = await oncall.reach(tx, team_id, new)
    for user in new:
        asked = [(AskPerson(user=user), PERSON), (AskQuiet(user=user), QUIET)]
        if user not in reach or reach[user].dm is None:
            asked.append((OpenDm(user=user), DM))
        for wanted, then in asked:
            key = f"{_key(check)}:{then}:{user}"
            await want(tx, team_id, key, wanted, then=then, subject=f"{check.id}:{user}")
        check.waiting += len(asked)
    check.asked = [*check.asked, *new]
    tx.session.add(check)
    await tx.session.flush()


def _key(check: Check) -> str:
    return f"oncall.check:{check.id}"


# What Slack answers. ----------------------------------------------------------------------------------------


async def opened(tx: Transaction, outcome: Outcome[DmOpened]) -> None:
    check, user = _of(outcome)
    channel = outcome.answer.channel if outcome.answer else None
    await oncall.keep_reach(tx, outcome.team_id, user, dm=channel, dm_problem=outcome.problem)
    await _answered(tx, check)


async def found(tx: Transaction, outcome: Outcome[PersonFound]) -> None:
    """Who they are was kept with the answer; somebody whom Slack does not know cannot be reached."""
    check, user = _of(outcome)
    if outcome.problem in UNKNOWN:
        await oncall.keep_reach(tx, outcome.team_id, user, dm=None, dm_problem=outcome.problem)
    await _answered(tx, check)


async def quiet(tx: Transaction, outcome: Outcome[Quiet]) -> None:
    check, user = _of(outcome)
    told = outcome.answer
    if told is not None:
        await oncall.keep_reach(
            tx, outcome.team_id, user, quiet_from=_moment(told.starts), quiet_until=_moment(told.ends),
            snoozed_until=_moment(told.snoozed_until),
        )  # fmt: skip
    blind = outcome.problem if outcome.problem not in UNKNOWN else None
    await _answered(tx, check, blind)


async def grouped(tx: Transaction, outcome: Outcome[Members]) -> None:
    """Members that were not known yet are asked about too."""
    check_id, group_id = _of(outcome)
    known = (await oncall.groups(tx, outcome.team_id)).get(group_id)
    handle = known.handle if known else group_id
    users = list(outcome.answer.users) if outcome.answer else (known.users if known else [])
    await oncall.keep_group(
        tx,
        Group(
            team_id=outcome.team_id, group_id=group_id, handle=handle, users=users, problem=outcome.problem
        ),
    )
    if check_id == NO_CHECK:
        await prepare(tx, outcome.team_id, outcome.key, users)
        return
    await _ask(tx, await checks.get(tx, check_id), users)
    await _answered(tx, check_id)


def _of(
    outcome: Outcome[DmOpened] | Outcome[PersonFound] | Outcome[Quiet] | Outcome[Members],
) -> tuple[int, str]:
    check, _, whom = outcome.subject.partition(":")
    return int(check), whom


def _moment(stamp: int | None) -> datetime | None:
    return datetime.fromtimestamp(stamp, UTC) if stamp else None


async def _answered(tx: Transaction, check_id: int, blind: str | None = None) -> None:
    """The last answer of a check is the moment to say what was found."""
    if check_id == NO_CHECK:
        return
    check = await checks.get(tx, check_id)
    check.waiting -= 1
    check.blind = check.blind or blind
    tx.session.add(check)
    await tx.session.flush()
    if check.waiting == 0:
        await _report(tx, check)


# What is said. ----------------------------------------------------------------------------------------------


async def _report(tx: Transaction, check: Check) -> None:
    check.ended_at = tx.now
    tx.session.add(check)
    said = problems.found(await _facts(tx, check))
    if not said:
        return
    run = await runs.find(tx, check.team_id, check.run_id) if check.run_id else None
    title = f"⚠️ *Before it is needed* (run {run.number} has started)" if run else "⚠️ *On call today*"
    text = "\n".join([title, *(f"• {each}" for each in said)])
    await telling.operations(tx, check.team_id, f"check:{check.id}", text)
    await journal.record(
        tx, check.team_id, telling.JOURNAL, "clock", "oncall.warned", problems=len(said), run=check.run_id
    )


async def _facts(tx: Transaction, check: Check) -> problems.Facts:
    team_id = check.team_id
    levels = await contacts.levels(tx, team_id)
    shifts = {}
    for duty in (await oncall.duties(tx, team_id)).values():
        turns = contacts.rotation(duty)
        if turns is not None:
            shifts[duty.role] = rota.following(turns, tx.now)
    everybody = look.mentioned(levels) | {each.person for some in shifts.values() for each in some}
    return problems.Facts(
        levels=levels,
        now=tx.now,
        names=await people.names(tx, team_id, everybody),
        shifts=shifts,
        unreachable=await contacts.unreachable(tx, team_id, everybody),
        reach=await oncall.reach(tx, team_id, everybody),
        groups=await oncall.groups(tx, team_id),
        blind=check.blind,
    )
