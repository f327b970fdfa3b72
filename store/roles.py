"""Who holds a role in a run, where people were chosen for it; else the side file says."""

from collections.abc import Mapping

from sqlmodel import Field, SQLModel, col, select

from store.columns import Json
from store.db import Transaction


class Holder(SQLModel, table=True):
    """`role` as the runbook has it; `people` are their ids."""

    __tablename__ = "run_roles"

    run_id: int = Field(primary_key=True, foreign_key="runs.id")
    role: str = Field(primary_key=True)
    people: list[str] = Field(sa_type=Json)


async def choose(tx: Transaction, run_id: int, chosen: Mapping[str, list[str]]) -> None:
    tx.session.add_all([Holder(run_id=run_id, role=role, people=who) for role, who in chosen.items()])
    await tx.session.flush()


async def chosen(tx: Transaction, run_id: int) -> dict[str, list[str]]:
    """By role."""
    query = select(Holder).where(Holder.run_id == run_id).order_by(col(Holder.role))
    return {each.role: each.people for each in (await tx.session.exec(query)).all()}
