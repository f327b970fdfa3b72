"""Signatures that the gates of a run ask for: one row a role or a statement."""

from datetime import datetime

from sqlmodel import Field, SQLModel, col, select

from store.columns import UtcDateTime
from store.db import Transaction


class SignOff(SQLModel, table=True):
    """`state` is a commands.signoff.rules.State, since `at`, by `by`; `key` is the id of its item.

    A statement is signed by anybody, a role by whoever it is bound to. `document`, `side` and `release` are
    the SHA-256 of what was signed. `delegate` may sign as well until `delegated_until`.
    `waived`: the side file does not ask for it.
    """

    __tablename__ = "signoffs"

    id: int = Field(default=None, primary_key=True)
    team_id: str
    run_id: int = Field(foreign_key="runs.id", index=True)
    gate_id: int = Field(foreign_key="gates.id", index=True)
    ordinal: int
    key: str
    name: str
    statement: bool = False
    waived: bool = False
    state: str
    by: str | None = None
    at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = None
    document: str | None = None
    side: str | None = None
    release: str | None = None
    delegate: str | None = None
    delegated_by: str | None = None
    delegated_until: datetime | None = Field(default=None, sa_type=UtcDateTime)


async def add_all(tx: Transaction, rows: list[SignOff]) -> None:
    tx.session.add_all(rows)
    await tx.session.flush()


async def remove(tx: Transaction, row: SignOff) -> None:
    await tx.session.delete(row)


async def get(tx: Transaction, signoff_id: int) -> SignOff:
    return (await tx.session.exec(select(SignOff).where(SignOff.id == signoff_id))).one()


async def find(tx: Transaction, team_id: str, signoff_id: int) -> SignOff | None:
    """One of this workspace, or nothing: ids in buttons are input from outside."""
    query = select(SignOff).where(SignOff.id == signoff_id, SignOff.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def of_gate(tx: Transaction, gate_id: int) -> list[SignOff]:
    """In file order."""
    query = select(SignOff).where(SignOff.gate_id == gate_id).order_by(col(SignOff.ordinal))
    return list((await tx.session.exec(query)).all())


async def of_run(tx: Transaction, run_id: int) -> list[SignOff]:
    """Of all its gates, in file order: what goes into the blanks of its document."""
    query = select(SignOff).where(SignOff.run_id == run_id).order_by(col(SignOff.id))
    return list((await tx.session.exec(query)).all())
