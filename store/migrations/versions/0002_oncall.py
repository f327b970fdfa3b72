"""Who is on call, what the installation says of its workspace, and effects whose end is told."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _effects()
    _oncall()
    _pages()
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


def _oncall() -> None:
    op.create_table(
        "duties",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("every", sa.String(), nullable=True),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("since", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "key"),
    )
    op.create_table(
        "covers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("starts_at", columns.UtcDateTime(), nullable=False),
        sa.Column("ends_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_covers_team_id"), "covers", ["team_id"], unique=False)
    op.create_table(
        "user_groups",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("users", sa.JSON(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "group_id"),
    )
    op.create_table(
        "reach",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("dm", sa.String(), nullable=True),
        sa.Column("dm_problem", sa.String(), nullable=True),
        sa.Column("quiet_from", columns.UtcDateTime(), nullable=True),
        sa.Column("quiet_until", columns.UtcDateTime(), nullable=True),
        sa.Column("snoozed_until", columns.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "user_id"),
    )


def _pages() -> None:
    op.create_table(
        "direct_pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("due_at", columns.UtcDateTime(), nullable=False),
        sa.Column("claimed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("accepted_at", columns.UtcDateTime(), nullable=True),
        sa.Column("acknowledged_at", columns.UtcDateTime(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_direct_pages_team_id"), "direct_pages", ["team_id"], unique=False)
    op.create_table(
        "oncall_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", columns.UtcDateTime(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("blind", sa.String(), nullable=True),
        sa.Column("ended_at", columns.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
