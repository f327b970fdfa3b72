"""Communications of a run: who is told what by when, and whether they were."""

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0016"
down_revision = "0015"

WORDS = ("channel", "owner", "anchor", "waits_for", "settled_by", "reason")
MOMENTS = ("asks_at", "due_at", "asked_at", "overdue_at", "settled_at", "told_start", "moved_to")


def upgrade() -> None:
    op.create_table(
        "communications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "audience", "text", "state")),
        *(sa.Column(name, sa.String(), nullable=True) for name in WORDS),
        *(sa.Column(name, columns.UtcDateTime(), nullable=True) for name in MOMENTS),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.ForeignKeyConstraint(["corrects"], ["communications.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("run_id", "key", "nth"),
    )
