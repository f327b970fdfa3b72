"""Commands and probes that were started, and how each ended."""

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "executions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("then", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("started_at", columns.UtcDateTime(), nullable=False),
        sa.Column("ended_at", columns.UtcDateTime(), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("tail", sa.String(), nullable=False),
        sa.Column("left_out", sa.BigInteger(), nullable=False),
        sa.Column("in_a_row", sa.Integer(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("outside_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"]),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("item_id", "run_id", "team_id"):
        op.create_index(op.f(f"ix_executions_{column}"), "executions", [column], unique=False)
