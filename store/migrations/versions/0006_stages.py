"""Stages on the clock, traffic, hard items, and blockers of what comes later in a run."""

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("runs", sa.Column("live_at", columns.UtcDateTime(), nullable=True))
    op.add_column("runs", sa.Column("side", sa.LargeBinary(), nullable=True))
    op.add_column("runs", sa.Column("topic_before", sa.String(), nullable=True))
    op.add_column("runs", sa.Column("percent", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("sections", sa.Column("waits", sa.String(), nullable=True))
    for name in ("opens_at", "begun_at", "ends_at"):
        op.add_column("sections", sa.Column(name, columns.UtcDateTime(), nullable=True))
    op.add_column("items", sa.Column("hard", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("items", sa.Column("skip_asked_by", sa.String(), nullable=True))
    op.add_column("items", sa.Column("skip_reason", sa.String(), nullable=True))
    op.add_column("items", sa.Column("percent", sa.Integer(), nullable=True))
    op.add_column("blockers", sa.Column("from_ordinal", sa.Integer(), nullable=False, server_default="0"))
