"""Hand-offs: announced before and at the change, by timers that the rotation itself sets."""

from datetime import timedelta

from commands import contacts, kit, rota
from commands.facts import OnCallChanged
from commands.oncall import telling
from commands.rota import Every, Rota
from store import journal, oncall, timers
from store.db import Transaction
from store.oncall import Duty
from store.timers import Timer

BEFORE, HANDOFF, COVER_END = "oncall.before", "oncall.handoff", "oncall.cover_end"

AHEAD = {Every.DAY: timedelta(hours=1), Every.WEEK: timedelta(days=1)}
"""How long before a hand-off whoever is next is told."""


async def schedule(tx: Transaction, duty: Duty) -> None:
    """The timers of the next hand-off of a role; none where it has no rotation."""
    await timers.clear(tx, duty.team_id, BEFORE, duty.key)
    await timers.clear(tx, duty.team_id, HANDOFF, duty.key)
    turns = contacts.rotation(duty)
    if turns is None:
        return
    (coming,) = rota.following(turns, tx.now, 1)
    await timers.put(tx, duty.team_id, HANDOFF, duty.key, coming.starts)
    notice = coming.starts - AHEAD[turns.every]
    if notice > tx.now:
        await timers.put(tx, duty.team_id, BEFORE, duty.key, notice)


async def before(tx: Transaction, timer: Timer) -> None:
    """Whoever is next is told while there is time to find a cover."""
    found = await _rotation(tx, timer)
    if found is None:
        return
    duty, turns = found
    (coming,) = rota.following(turns, tx.now, 1)
    text = (
        f"You are on call as *{kit.safe(duty.role)}* from {kit.when(coming.starts)} to "
        f"{kit.when(coming.ends)}. If you cannot be, have somebody type `/oncall cover`."
    )
    await telling.person(tx, duty.team_id, coming.person, f"before:{duty.key}:{coming.starts}", text)


async def handed(tx: Transaction, timer: Timer) -> None:
    """A shift begins. After a downtime it is the one that has begun by now."""
    found = await _rotation(tx, timer)
    if found is None:
        return
    duty, turns = found
    await schedule(tx, duty)
    shift = rota.shift(turns, tx.now)
    before_it = rota.shift(turns, shift.starts - timedelta(microseconds=1)) if shift else None
    if shift is None or (before_it is not None and before_it.person == shift.person):
        return
    came = [before_it.person] if before_it else []
    key = f"handoff:{duty.key}:{shift.starts}"
    after = f", after {await telling.named(tx, duty.team_id, came)}" if came else ""
    who = await telling.named(tx, duty.team_id, [shift.person])
    covered = await _covered(tx, duty)
    text = f"📟 *{kit.safe(duty.role)}:* {who} is on call until {kit.when(shift.ends)}{after}.{covered}"
    await telling.operations(tx, duty.team_id, key, text)
    mine = f"📟 You are on call now as *{kit.safe(duty.role)}*, until {kit.when(shift.ends)}.{covered}"
    await telling.person(tx, duty.team_id, shift.person, key, mine)
    said = {"role": duty.role, "to": shift.person, "after": came[0] if came else None}
    await journal.record(tx, duty.team_id, telling.JOURNAL, "clock", "oncall.handed_over", **said)
    tx.tell(OnCallChanged(duty.team_id))


async def cover_ended(tx: Transaction, timer: Timer) -> None:
    """The cover has run out; one that was given back has said so already."""
    cover = await oncall.get_cover(tx, int(timer.subject))
    if cover is None or cover.ends_at > tx.now:
        return
    level = next(
        (each for each in await contacts.levels(tx, timer.team_id) if oncall.key(each.role) == cover.key),
        None,
    )
    if level is None:
        return
    who = await telling.named(tx, timer.team_id, level.people)
    coverer = await telling.named(tx, timer.team_id, [cover.user_id])
    text = f"📟 *{kit.safe(level.role)}:* {coverer}'s cover is over; on call: {who}."
    key = f"cover_end:{cover.id}"
    await telling.operations(tx, timer.team_id, key, text)
    for user in {cover.user_id, *level.people}:
        await telling.person(tx, timer.team_id, user, key, text)
    await journal.record(
        tx, timer.team_id, telling.JOURNAL, "clock", "oncall.cover_over", role=level.role, by=cover.user_id
    )
    tx.tell(OnCallChanged(timer.team_id))


async def _rotation(tx: Transaction, timer: Timer) -> tuple[Duty, Rota] | None:
    duty = await oncall.find(tx, timer.team_id, timer.subject)
    turns = contacts.rotation(duty) if duty else None
    return (duty, turns) if duty and turns else None


async def _covered(tx: Transaction, duty: Duty) -> str:
    cover = (await oncall.covers(tx, duty.team_id)).get(duty.key)
    if cover is None:
        return ""
    who = await telling.named(tx, duty.team_id, [cover.user_id])
    return f" Until {kit.when(cover.ends_at)} {who} covers."
