"""What the share of the traffic was read back as, and what the channel's topic was last set to."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("runs", sa.Column("percent_read", sa.Float(), nullable=True))
    op.add_column("runs", sa.Column("topic", sa.String(), nullable=True))
