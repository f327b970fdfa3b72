"""People of a workspace, as Slack last described them."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Field, SQLModel, col, select

from store.columns import UtcDateTime
from store.db import Transaction


class Person(SQLModel, table=True):
    """`standing` is a commands.access.Standing; `seen_at` is when Slack was last asked."""

    __tablename__ = "people"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    name: str
    zone: str
    standing: str
    is_admin: bool = False
    seen_at: datetime = Field(sa_type=UtcDateTime)


async def find(tx: Transaction, team_id: str, user_id: str) -> Person | None:
    query = select(Person).where(Person.team_id == team_id, Person.user_id == user_id)
    return (await tx.session.exec(query)).first()


async def keep(tx: Transaction, person: Person) -> None:
    await tx.session.merge(person)


async def names(tx: Transaction, team_id: str, user_ids: Iterable[str | None]) -> dict[str, str]:
    """Display names of those known here."""
    wanted = {user_id for user_id in user_ids if user_id}
    query = select(Person.user_id, Person.name).where(
        Person.team_id == team_id, col(Person.user_id).in_(wanted)
    )
    return dict((await tx.session.exec(query)).all()) if wanted else {}


async def standings(tx: Transaction, team_id: str, user_ids: Iterable[str]) -> dict[str, str]:
    """What those known here are in the workspace."""
    query = select(Person.user_id, Person.standing).where(
        Person.team_id == team_id, col(Person.user_id).in_(set(user_ids))
    )
    return dict((await tx.session.exec(query)).all())
