"""Who is paged when: the contact tree of an incident, its clock and what was done, in; pages due now, out.

Pure, and computed afresh from the incident's age each time: a timer that comes late, comes twice, or never
came, leads to the same pages.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

EVERY = timedelta(minutes=10)
"""From one wave of pages to the next, once the last level was paged: it never ends in silence."""


@dataclass(frozen=True)
class Level:
    """As in commands.contacts, but as it was when the incident was declared; `people` can be reached."""

    position: int
    role: str
    after: timedelta
    people: tuple[str, ...]


@dataclass(frozen=True)
class Climb:
    """`since` is when the first level was due, `paged_at` when somebody was last paged.

    `first_only`: a severity whose tree is not climbed; the first level with anybody in it is paged, again and
    again.
    """

    levels: Sequence[Level]
    since: datetime
    done: Collection[int] = ()
    paged_at: datetime | None = None
    first_only: bool = False


@dataclass(frozen=True)
class Call:
    """Somebody to page now, who should have been paged at `due_at`."""

    user: str
    level: int
    role: str
    due_at: datetime
    again: bool = False


@dataclass(frozen=True)
class Plan:
    """`calls` are due now; `skipped` are levels with nobody in them; `next_at` is when to plan again.

    `again`: everybody is called once more, or, where nobody is on call, that is to be said once more.
    """

    calls: tuple[Call, ...]
    skipped: tuple[Level, ...]
    done: tuple[int, ...]
    paged_at: datetime | None
    next_at: datetime
    again: bool = False


def decide(climb: Climb, now: datetime) -> Plan:
    """What is due. Each person is called once, for the highest of their levels."""
    due = [(level, at) for level, at in starts(climb) if at <= now and level.position not in climb.done]
    if due:
        calls, skipped = _calls(due), tuple(level for level, _ in due if not level.people)
        paged_at = now if calls else climb.paged_at
        return _planned(climb, calls, [level for level, _ in due], paged_at or now, now, skipped)
    wave_at = (climb.paged_at or climb.since) + EVERY
    if wave_at <= now and _ahead(climb, climb.done, now) is None:
        return _planned(climb, _wave(climb, wave_at), [], now, now, again=True)
    return _planned(climb, (), [], climb.paged_at, now)


def raised(climb: Climb, now: datetime, to: int | None = None) -> Plan | None:
    """The next level with anybody in it, or that level, is paged now. None where there is none."""
    above = [level for level in climb.levels if level.people and level.position not in climb.done]
    meant = [level for level in climb.levels if level.people and level.position == to] if to else above[:1]
    if not meant:
        return None
    return _planned(climb, _calls([(meant[0], now)]), meant, now, now)


def resumed(climb: Climb, now: datetime, without: str | None = None) -> Plan:
    """Whoever had it has it no more: the level that had come is called again, else the next, else everybody.

    `without`: somebody who has just said that it is not theirs.
    """
    reached = [level for level in climb.levels if level.position in climb.done and level.people][-1:]
    calls = tuple(call for call in _calls((level, now) for level in reached) if call.user != without)
    if calls:
        return _planned(climb, calls, [], now, now)
    return raised(climb, now) or everybody(climb, now, without)


def everybody(climb: Climb, now: datetime, without: str | None = None) -> Plan:
    """All whose level has come, now."""
    wave = _wave(climb, now)
    others = tuple(call for call in wave if call.user != without)
    return _planned(climb, others or wave, [], now, now, again=True)


def starts(climb: Climb) -> list[tuple[Level, datetime]]:
    """When each level is due. After one with nobody in it the next is due at once."""
    timed, empty_since = [], None
    for level in climb.levels:
        after = level.after if empty_since is None else empty_since
        timed.append((level, climb.since + after))
        empty_since = None if level.people else after
    if climb.first_only:
        first = next((at for at, (level, _) in enumerate(timed) if level.people), len(timed))
        return timed[: first + 1]
    return timed


def upcoming(climb: Climb, now: datetime) -> tuple[Level, datetime] | None:
    """The next level that is due by the clock, with people in it."""
    later = [(level, at) for level, at in starts(climb) if at > now and level.position not in climb.done]
    return next(((level, at) for level, at in later if level.people), None)


def _calls(due: Iterable[tuple[Level, datetime]]) -> tuple[Call, ...]:
    called: dict[str, Call] = {}
    for level, at in sorted(due, key=lambda each: -each[0].position):
        for user in level.people:
            called.setdefault(user, Call(user, level.position, level.role, at))
    return tuple(sorted(called.values(), key=lambda call: (call.level, call.due_at)))


def _wave(climb: Climb, due_at: datetime) -> tuple[Call, ...]:
    """Everybody whose level has come, once more."""
    come = {*climb.done, *(level.position for level, _ in starts(climb))}
    levels = [(level, due_at) for level in climb.levels if level.position in come]
    return tuple(replace(call, again=True) for call in _calls(levels))


def _ahead(climb: Climb, done: Collection[int], now: datetime) -> datetime | None:
    """When the next level is due."""
    later = [at for level, at in starts(climb) if at > now and level.position not in done]
    return min(later, default=None)


def _planned(
    climb: Climb,
    calls: tuple[Call, ...],
    levels: Sequence[Level],
    paged_at: datetime | None,
    now: datetime,
    skipped: tuple[Level, ...] = (),
    *,
    again: bool = False,
) -> Plan:
    done = tuple(sorted({*climb.done, *(level.position for level in levels)}))
    next_at = _ahead(climb, done, now) or max(now, (paged_at or climb.since) + EVERY)
    return Plan(calls, skipped, done, paged_at, next_at, again)
