"""A severity may have several steps of no kind: they are told apart by their place."""

from alembic import op

revision = "0011"
down_revision = "0010"

TABLE, NAMES = "incident_steps", {"uq": "%(table_name)s_%(column_0_N_name)s_key"}
"""Named as PostgreSQL names it; SQLite left it without a name."""


def upgrade() -> None:
    with op.batch_alter_table(TABLE, naming_convention=NAMES) as table:
        table.drop_constraint("incident_steps_incident_id_severity_does_key", type_="unique")
        table.create_unique_constraint(
            "incident_steps_incident_id_severity_ordinal_key", ["incident_id", "severity", "ordinal"]
        )
