"""Side files, runbooks given in Slack, and readings overruled."""

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("runbooks", sa.Column("side", sa.LargeBinary(), nullable=True))
    op.add_column("runbooks", sa.Column("given_by", sa.String(), nullable=True))
    op.create_table(
        "readings",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("runbook", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "runbook", "key"),
    )
