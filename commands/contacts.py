"""The contact tree with the people in it: who is paged at each level, as of now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from commands import rota
from commands.access import Standing
from commands.rota import Every, Rota
from runbook import reader
from store import oncall, people, runbooks
from store.db import Transaction
from store.oncall import Cover, Duty, Group, Reach


@dataclass(frozen=True)
class Rung:
    """A level of the tree: this role is paged when nobody has acknowledged for so long."""

    role: str
    after: timedelta


TREE = (
    Rung("On-Call Engineer", timedelta(0)),
    Rung("Team Lead", timedelta(minutes=5)),
    Rung("Engineering Manager", timedelta(minutes=15)),
    Rung("CTO", timedelta(minutes=30)),
)
"""The contact tree of the runbook that ships."""


@dataclass(frozen=True)
class Level:
    """Who is paged at one level. `unreachable` are those that would be, and why they cannot.

    Where a rotation or a cover says so, `until` is when this changes by itself, and `then` who it is from
    there on; `covered_for` are the people in whose place a cover answers.
    """

    position: int
    role: str
    after: timedelta
    people: tuple[str, ...]
    unreachable: tuple[tuple[str, str], ...] = ()
    until: datetime | None = None
    then: tuple[str, ...] = ()
    covered_for: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


WHY = {
    Standing.DEACTIVATED: "the account is deactivated",
    Standing.GUEST: "a guest cannot act on a page",
    Standing.FOREIGN: "somebody of another workspace cannot act on a page",
    Standing.BOT: "a bot answers no page",
}


async def tree(tx: Transaction, team_id: str) -> tuple[Rung, ...]:
    """That of the first runbook, by name, which has one; else that of the runbook that ships."""
    for kept in await runbooks.offered(tx, team_id):
        levels = reader.read(kept.raw).contacts if kept.problem is None else ()
        if levels:
            return tuple(Rung(level.role, timedelta(minutes=level.first)) for level in levels)
    return TREE


async def levels(tx: Transaction, team_id: str) -> list[Level]:
    """Every level from the first to the last, rotations and covers resolved as of now; empty ones too."""
    duties, covers = await oncall.duties(tx, team_id), await oncall.covers(tx, team_id)
    groups = await oncall.groups(tx, team_id)
    filled = [
        _level(number, rung, duties.get(oncall.key(rung.role)), covers, groups, tx.now)
        for number, rung in enumerate(await tree(tx, team_id), start=1)
    ]
    everybody = {user for level in filled for user in level.people}
    problems = await unreachable(tx, team_id, everybody)
    return [_without(level, problems) for level in filled]


async def unreachable(tx: Transaction, team_id: str, user_ids: Iterable[str]) -> dict[str, str]:
    """Of these people, those who cannot be paged, and why."""
    asked = set(user_ids)
    standings = await people.standings(tx, team_id, asked)
    reach = await oncall.reach(tx, team_id, asked)
    found = {user: _problem(standings.get(user), reach.get(user)) for user in asked}
    return {user: problem for user, problem in found.items() if problem}


def rotation(duty: Duty) -> Rota | None:
    """The rotation of a role, where it has one."""
    if duty.every is None or duty.at is None or duty.zone is None or duty.since is None:
        return None
    since, at = date.fromisoformat(duty.since), time.fromisoformat(duty.at)
    return Rota(tuple(duty.people), Every(duty.every), at, duty.zone, since)


def _level(
    position: int,
    rung: Rung,
    duty: Duty | None,
    covers: Mapping[str, Cover],
    groups: Mapping[str, Group],
    now: datetime,
) -> Level:
    level = Level(position, rung.role, rung.after, ())
    if duty is not None:
        level = _on_duty(level, duty, groups, now)
    cover = covers.get(oncall.key(rung.role))
    return level if cover is None else _covered(level, duty, cover)


def _on_duty(level: Level, duty: Duty, groups: Mapping[str, Group], now: datetime) -> Level:
    turns = rotation(duty)
    if turns is None:
        members = [user for group in duty.groups if group in groups for user in groups[group].users]
        everybody = tuple(dict.fromkeys([*duty.people, *members]))
        return replace(level, people=everybody, groups=tuple(duty.groups))
    shift, (following,) = rota.shift(turns, now), rota.following(turns, now, 1)
    holds = (shift.person,) if shift else ()
    return replace(level, people=holds, until=following.starts, then=(following.person,))


def _covered(level: Level, duty: Duty | None, cover: Cover) -> Level:
    """Until the cover ends; then it is whoever it would be at that moment."""
    turns = rotation(duty) if duty else None
    after = rota.shift(turns, cover.ends_at) if turns else None
    then = (after.person,) if after else level.people
    return replace(level, people=(cover.user_id,), until=cover.ends_at, then=then, covered_for=level.people)


def _without(level: Level, problems: Mapping[str, str]) -> Level:
    reachable = tuple(user for user in level.people if user not in problems)
    others = tuple((user, problems[user]) for user in level.people if user in problems)
    return replace(level, people=reachable, unreachable=others)


def _problem(standing: str | None, reach: Reach | None) -> str | None:
    if standing is not None and standing in WHY:
        return WHY[Standing(standing)]
    if reach is not None and reach.dm_problem:
        return f"Slack opens no direct message ({reach.dm_problem})"
    return None
