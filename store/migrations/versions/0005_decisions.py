"""What stands under an item, and the outcomes of a decision."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("items", sa.Column("about", sa.String(), nullable=True))
    op.add_column("items", sa.Column("outcomes", sa.JSON(), nullable=True))
    op.add_column("items", sa.Column("outcome", sa.String(), nullable=True))
