"""What is still to be done in Slack is found without looking at all that has been."""

from alembic import op
from sqlalchemy import text

revision = "0010"
down_revision = "0009"

UNDER_WAY = "ts IS NULL AND (retry_at IS NOT NULL OR lease_until IS NOT NULL)"
INDEXES = (
    (
        "ix_messages_outstanding",
        "messages",
        ["wanted_at"],
        "given_up_at IS NULL AND (ts IS NULL OR wanted > shown)",
    ),
    ("ix_messages_under_way", "messages", ["team_id", "place"], UNDER_WAY),
    ("ix_messages_given_up", "messages", ["team_id", "place"], "given_up_at IS NOT NULL"),
    ("ix_effects_outstanding", "effects", ["team_id", "place"], "ended_at IS NULL"),
)


def upgrade() -> None:
    for name, table, columns, condition in INDEXES:
        op.create_index(name, table, columns, sqlite_where=text(condition), postgresql_where=text(condition))
