"""Drafts of runs, who holds a role in a run, what was answered, and newer versions of a runbook offered."""

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("runs", sa.Column("answered", sa.JSON(), nullable=True))
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("team_id", "runbook", "service", "service_key", "environment", "environment_key")
        ),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("lead", "channel", "zone")),
        sa.Column("planned_at", columns.UtcDateTime(), nullable=False),
        sa.Column("begun_by", sa.String(), nullable=False),
        sa.Column("begun_at", columns.UtcDateTime(), nullable=False),
        sa.Column("changed_at", columns.UtcDateTime(), nullable=False),
        *(
            sa.Column(name, sa.JSON(), nullable=False)
            for name in ("roles", "baselines", "signals", "accepted")
        ),
        sa.Column("accepted_by", sa.String(), nullable=True),
        sa.Column("accepted_why", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "service_key", "environment_key"),
    )
    op.create_table(
        "run_roles",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.PrimaryKeyConstraint("run_id", "role"),
    )
    op.create_table(
        "offers",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("runbook_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.ForeignKeyConstraint(["runbook_id"], ["runbooks.id"]),
        sa.PrimaryKeyConstraint("run_id", "runbook_id"),
    )
