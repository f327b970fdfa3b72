"""Pages of incidents: due, claimed, accepted by Slack, acknowledged, each a fact of its own."""

from datetime import datetime

from sqlmodel import Field, SQLModel, col, select

from store.columns import UtcDateTime
from store.db import Transaction


class Page(SQLModel, table=True):
    """One person paged once. `level` is a position in the incident's tree, `role` what it is called.

    `reason` is why at this moment: see commands/incident/rules.py. `claimed_at` is when sending it began,
    `accepted_at` when Slack took it; all of it is story time. `problem` is why it is not delivered.
    """

    __tablename__ = "pages"

    id: int = Field(default=None, primary_key=True)
    team_id: str = Field(index=True)
    incident_id: int = Field(foreign_key="incidents.id", index=True)
    user_id: str
    level: int
    role: str
    reason: str
    state: str
    due_at: datetime = Field(sa_type=UtcDateTime)
    made_at: datetime = Field(sa_type=UtcDateTime)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = None


async def add(tx: Transaction, page: Page) -> Page:
    tx.session.add(page)
    await tx.session.flush()
    return page


async def find(tx: Transaction, team_id: str, page_id: int) -> Page | None:
    query = select(Page).where(Page.id == page_id, Page.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def of_incident(tx: Transaction, incident_id: int) -> list[Page]:
    query = select(Page).where(Page.incident_id == incident_id).order_by(col(Page.id))
    return list((await tx.session.exec(query)).all())
