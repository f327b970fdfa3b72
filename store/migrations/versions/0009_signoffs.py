"""Gates of a run, and the signatures they ask for."""

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "gates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("from_ordinal", sa.Integer(), nullable=False),
        sa.Column("opens_at", columns.UtcDateTime(), nullable=True),
        sa.Column("opened_at", columns.UtcDateTime(), nullable=True),
        sa.Column("passed_at", columns.UtcDateTime(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("document", "side", "release")),
        sa.Column("break_asked_by", sa.String(), nullable=True),
        sa.Column("break_reason", sa.String(), nullable=True),
        sa.Column("broken_by", sa.String(), nullable=True),
        sa.Column("review_due_at", columns.UtcDateTime(), nullable=True),
        sa.Column("reviewed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("reviewed_by", sa.String(), nullable=True),
        sa.Column("review", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_gates_run_id"), "gates", ["run_id"], unique=False)
    op.create_table(
        "signoffs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("gate_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("statement", sa.Boolean(), nullable=False),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("at", columns.UtcDateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("document", "side", "release")),
        sa.Column("delegate", sa.String(), nullable=True),
        sa.Column("delegated_by", sa.String(), nullable=True),
        sa.Column("delegated_until", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["gate_id"], ["gates.id"]),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("gate_id", "run_id"):
        op.create_index(op.f(f"ix_signoffs_{column}"), "signoffs", [column], unique=False)
