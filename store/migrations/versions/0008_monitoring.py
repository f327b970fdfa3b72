"""What hangs on `live`: check-ins, items that come back, what is due when, verdicts."""

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("items", sa.Column("rhythm", sa.String(), nullable=True))
    op.add_column("items", sa.Column("due_at", columns.UtcDateTime(), nullable=True))
    op.add_column("sections", sa.Column("measured", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("sections", sa.Column("judged_at", columns.UtcDateTime(), nullable=True))
    op.add_column("sections", sa.Column("stopped_at", columns.UtcDateTime(), nullable=True))
    op.create_table(
        "checkins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_at", columns.UtcDateTime(), nullable=False),
        sa.Column("done_at", columns.UtcDateTime(), nullable=True),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.Column("asked_at", columns.UtcDateTime(), nullable=True),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", columns.UtcDateTime(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("section_id", "number"),
    )
    op.create_index(op.f("ix_checkins_run_id"), "checkins", ["run_id"])
    op.create_table(
        "occasions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("due_at", columns.UtcDateTime(), nullable=False),
        sa.Column("prompted_at", columns.UtcDateTime(), nullable=True),
        sa.Column("done_at", columns.UtcDateTime(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_occasions_run_id"), "occasions", ["run_id"])
    op.create_index(op.f("ix_occasions_section_id"), "occasions", ["section_id"])
