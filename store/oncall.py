"""Who is on call: each role's duty, covers, and what is known of reaching people."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Field, SQLModel, col, select

from store.columns import Json, UtcDateTime
from store.db import Transaction


class Duty(SQLModel, table=True):
    """Who answers for a role: `people` and the members of `groups` all at once, or, with `every`, in turn.

    `every`, `at` (HH:MM), `zone` and `since` (a date) are a commands.rota.Rota.
    """

    __tablename__ = "duties"

    team_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    role: str
    people: list[str] = Field(sa_type=Json)
    groups: list[str] = Field(default_factory=list, sa_type=Json)
    every: str | None = None
    at: str | None = None
    zone: str | None = None
    since: str | None = None


class Cover(SQLModel, table=True):
    """Somebody answers for a role in the place of whoever would, for a while."""

    __tablename__ = "covers"

    id: int = Field(default=None, primary_key=True)
    team_id: str = Field(index=True)
    key: str
    user_id: str
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)


class Group(SQLModel, table=True):
    """A user group as Slack last had it; `problem` where it did not say."""

    __tablename__ = "user_groups"

    team_id: str = Field(primary_key=True)
    group_id: str = Field(primary_key=True)
    handle: str
    users: list[str] = Field(default_factory=list, sa_type=Json)
    problem: str | None = None


class Reach(SQLModel, table=True):
    """What was found out about reaching somebody: their DM channel, and when Slack does not ring."""

    __tablename__ = "reach"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    dm: str | None = None
    dm_problem: str | None = None
    quiet_from: datetime | None = Field(default=None, sa_type=UtcDateTime)
    quiet_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    snoozed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)


def key(role: str) -> str:
    """A role's name, as it is compared."""
    return " ".join(role.casefold().split())


async def is_used(tx: Transaction, team_id: str) -> bool:
    """Whether anybody was ever put on call here, or covered."""
    for kind in (Duty, Cover):
        if (await tx.session.exec(select(kind).where(kind.team_id == team_id).limit(1))).first() is not None:
            return True
    return False


async def put(tx: Transaction, duty: Duty) -> None:
    """In the place of what the role had before."""
    await tx.session.merge(duty)
    await tx.session.flush()


async def find(tx: Transaction, team_id: str, role: str) -> Duty | None:
    query = select(Duty).where(Duty.team_id == team_id, Duty.key == key(role))
    return (await tx.session.exec(query)).first()


async def duties(tx: Transaction, team_id: str) -> dict[str, Duty]:
    """By key of the role."""
    query = select(Duty).where(Duty.team_id == team_id)
    return {duty.key: duty for duty in (await tx.session.exec(query)).all()}


async def cover(tx: Transaction, made: Cover) -> Cover:
    tx.session.add(made)
    await tx.session.flush()
    return made


async def get_cover(tx: Transaction, cover_id: int) -> Cover | None:
    return (await tx.session.exec(select(Cover).where(Cover.id == cover_id))).first()


async def covers(tx: Transaction, team_id: str) -> dict[str, Cover]:
    """Those in force now, by key of the role; of several the one made last."""
    query = (
        select(Cover)
        .where(Cover.team_id == team_id, col(Cover.starts_at) <= tx.now, col(Cover.ends_at) > tx.now)
        .order_by(col(Cover.id))
    )
    return {each.key: each for each in (await tx.session.exec(query)).all()}


async def uncover(tx: Transaction, ending: Cover) -> None:
    """It ends now, before its time."""
    ending.ends_at = tx.now
    tx.session.add(ending)
    await tx.session.flush()


async def keep_group(tx: Transaction, group: Group) -> None:
    await tx.session.merge(group)
    await tx.session.flush()


async def groups(tx: Transaction, team_id: str) -> dict[str, Group]:
    query = select(Group).where(Group.team_id == team_id)
    return {group.group_id: group for group in (await tx.session.exec(query)).all()}


async def reach(tx: Transaction, team_id: str, user_ids: Iterable[str]) -> dict[str, Reach]:
    query = select(Reach).where(Reach.team_id == team_id, col(Reach.user_id).in_(set(user_ids)))
    return {each.user_id: each for each in (await tx.session.exec(query)).all()}


async def keep_reach(tx: Transaction, team_id: str, user_id: str, **found: object) -> None:
    """Of somebody, what was found out now; the rest stays."""
    known = await reach(tx, team_id, [user_id])
    row = known.get(user_id) or Reach(team_id=team_id, user_id=user_id)
    for name, value in found.items():
        setattr(row, name, value)
    tx.session.add(row)
    await tx.session.flush()
