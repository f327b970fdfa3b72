"""Whether the workspace is a Slack on the bot's own machine."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column(
        "workspaces", sa.Column("is_local", sa.Boolean(), nullable=False, server_default=sa.false())
    )
