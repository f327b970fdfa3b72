"""When a bot of this workspace was last seen well: how a later one knows for how long nobody was."""

from datetime import datetime

from sqlmodel import Field, SQLModel, select

from store.columns import UtcDateTime
from store.db import Transaction


class Heartbeat(SQLModel, table=True):
    """`at` is story time."""

    __tablename__ = "heartbeats"

    team_id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)


async def last(tx: Transaction, team_id: str) -> datetime | None:
    return (await tx.session.exec(select(Heartbeat.at).where(Heartbeat.team_id == team_id))).first()


async def beat(tx: Transaction, team_id: str) -> None:
    await tx.session.merge(Heartbeat(team_id=team_id, at=tx.now))
