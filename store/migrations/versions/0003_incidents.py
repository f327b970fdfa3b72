"""Incidents, their pages, steps and timeline; messages that may be withdrawn or repeated; a heartbeat."""

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _messages()
    op.create_table(
        "heartbeats",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id"),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("declared_by", sa.String(), nullable=False),
        sa.Column("declared_at", columns.UtcDateTime(), nullable=False),
        sa.Column("channel_name", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("channel_problem", sa.String(), nullable=True),
        sa.Column("tree", sa.JSON(), nullable=False),
        sa.Column("clock_from", columns.UtcDateTime(), nullable=False),
        sa.Column("levels_done", sa.JSON(), nullable=False),
        sa.Column("paged_at", columns.UtcDateTime(), nullable=True),
        sa.Column("acknowledged_by", sa.String(), nullable=True),
        sa.Column("acknowledged_at", columns.UtcDateTime(), nullable=True),
        sa.Column("first_acknowledged_at", columns.UtcDateTime(), nullable=True),
        sa.Column("active_at", columns.UtcDateTime(), nullable=True),
        sa.Column("quiet_asked_at", columns.UtcDateTime(), nullable=True),
        sa.Column("update_due_at", columns.UtcDateTime(), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("mitigated_at", columns.UtcDateTime(), nullable=True),
        sa.Column("resolved_at", columns.UtcDateTime(), nullable=True),
        sa.Column("resolved_by", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("postmortem_due_at", columns.UtcDateTime(), nullable=True),
        sa.Column("postmortem_owner", sa.String(), nullable=True),
        sa.Column("postmortem_link", sa.String(), nullable=True),
        sa.Column("reviewed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("reviewed_by", sa.String(), nullable=True),
        sa.Column("archived_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["runs.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "channel"),
        sa.UniqueConstraint("team_id", "channel_name"),
        sa.UniqueConstraint("team_id", "number"),
    )
    op.create_index(op.f("ix_incidents_run_id"), "incidents", ["run_id"], unique=False)
    op.create_index(op.f("ix_incidents_team_id"), "incidents", ["team_id"], unique=False)
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("seen_at", columns.UtcDateTime(), nullable=False),
        sa.Column("resolved_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incidents.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "key"),
    )
    op.create_index(op.f("ix_alerts_incident_id"), "alerts", ["incident_id"], unique=False)
    op.create_table(
        "incident_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("does", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("done_at", columns.UtcDateTime(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incidents.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("incident_id", "severity", "does"),
    )
    op.create_index(op.f("ix_incident_steps_incident_id"), "incident_steps", ["incident_id"], unique=False)
    op.create_table(
        "pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", columns.UtcDateTime(), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("claimed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("accepted_at", columns.UtcDateTime(), nullable=True),
        sa.Column("acknowledged_at", columns.UtcDateTime(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incidents.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_pages_incident_id"), "pages", ["incident_id"], unique=False)
    op.create_index(op.f("ix_pages_team_id"), "pages", ["team_id"], unique=False)
    op.create_table(
        "timeline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("added_at", columns.UtcDateTime(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incidents.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_timeline_incident_id"), "timeline", ["incident_id"], unique=False)


def _messages() -> None:
    """Rows that are there get their value by a default, which then goes."""
    filled = ("withdrawn", "repeated")
    with op.batch_alter_table("messages") as table:
        for name in filled:
            table.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("messages") as table:
        for name in filled:
            table.alter_column(name, server_default=None)
