"""A newer side file is offered too: an offer is of a checklist together with the side file beside it."""

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0015"
down_revision = "0014"

CARD = "newer"
"""The kind of an offer's card, which was named after run and runbook."""


def upgrade() -> None:
    connection = op.get_bind()
    found = "SELECT o.run_id, o.runbook_id, o.answer, o.by, o.at, b.side FROM offers o JOIN runbooks b"
    kept = connection.execute(
        sa.text(f"{found} ON b.id = o.runbook_id ORDER BY o.run_id, o.runbook_id").columns(
            at=columns.UtcDateTime(), side=sa.LargeBinary()
        )
    ).all()
    op.drop_table("offers")
    offers = op.create_table(
        "offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("runbook_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("document", sa.Boolean(), nullable=False),
        sa.Column("bindings", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.ForeignKeyConstraint(["runbook_id"], ["runbooks.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("run_id", "runbook_id", "side"),
    )
    op.create_index("ix_offers_run_id", "offers", ["run_id"])
    for each in kept:
        side = sha256(each.side).hexdigest() if each.side else ""
        values = {
            "run_id": each.run_id, "runbook_id": each.runbook_id, "side": side, "document": True,
            "bindings": False, "answer": each.answer, "by": each.by, "at": each.at,
        }  # fmt: skip
        made = connection.execute(offers.insert().values(**values)).inserted_primary_key
        _rename(connection, f"{each.run_id}/{each.runbook_id}", str(made[0]) if made else "")


def _rename(connection: sa.Connection, before: str, after: str) -> None:
    """Its buttons say another thing now, so it is drawn again."""
    connection.execute(
        sa.text(
            "UPDATE messages SET subject = :after, key = :key, wanted = wanted + 1 "
            "WHERE kind = :kind AND subject = :before"
        ),
        {"after": after, "before": before, "key": f"{CARD}:{after}", "kind": CARD},
    )
