"""Pages that somebody sends to somebody: due, claimed, accepted by Slack, acknowledged."""

from datetime import datetime

from sqlmodel import Field, SQLModel, select

from store.columns import UtcDateTime
from store.db import Transaction


class DirectPage(SQLModel, table=True):
    """`problem`: Slack will not deliver it. A test is a page to oneself."""

    __tablename__ = "direct_pages"

    id: int = Field(default=None, primary_key=True)
    team_id: str = Field(index=True)
    user_id: str
    by: str
    why: str
    is_test: bool = False
    due_at: datetime = Field(sa_type=UtcDateTime)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = None


async def add(tx: Transaction, page: DirectPage) -> DirectPage:
    tx.session.add(page)
    await tx.session.flush()
    return page


async def find(tx: Transaction, team_id: str, page_id: int) -> DirectPage | None:
    query = select(DirectPage).where(DirectPage.team_id == team_id, DirectPage.id == page_id)
    return (await tx.session.exec(query)).first()
