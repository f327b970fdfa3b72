"""Who is on call, what the installation says of its workspace, and effects whose end is told."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _effects()
    op.add_column("messages", sa.Column("then", sa.String(), nullable=True))
    op.add_column("messages", sa.Column("claimed_at", columns.UtcDateTime(), nullable=True))
    op.add_column("messages", sa.Column("accepted_at", columns.UtcDateTime(), nullable=True))
    op.create_table(
        "workspaces",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("operators", sa.JSON(), nullable=False),
        sa.Column("has_pager", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("team_id"),
    )


def _effects() -> None:
    """What has a value in every row gets it by a default, which then goes."""
    filled: list[sa.Column[Any]] = [
        sa.Column("place", sa.String(), nullable=False, server_default=""),
        sa.Column("urgency", sa.Integer(), nullable=False, server_default="2"),
        sa.Column("subject", sa.String(), nullable=False, server_default=""),
    ]
    empty: list[sa.Column[Any]] = [
        sa.Column("then", sa.String(), nullable=True),
        sa.Column("attempted_at", columns.UtcDateTime(), nullable=True),
        sa.Column("end", sa.String(), nullable=True),
        sa.Column("answer", sa.JSON(), nullable=True),
    ]
    with op.batch_alter_table("effects") as table:
        for column in [*filled, *empty]:
            table.add_column(column)
    with op.batch_alter_table("effects") as table:
        for column in filled:
            table.alter_column(column.name, server_default=None)
