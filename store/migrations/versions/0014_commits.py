"""The commit of a release, of a run and of a draft."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("runs", sa.Column("commit", sa.String(), nullable=True))
    op.add_column("drafts", sa.Column("commit", sa.String(), nullable=True))
