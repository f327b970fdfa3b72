"""The schema's history: brings a database up to date, refuses one of a later program."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


class Newer(Exception):
    """The database was written by a later Runsheet."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The database is at schema {revision}, which this Runsheet does not know: "
            "it was written by a newer one. Upgrade Runsheet, or restore a backup made by this version."
        )


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.attributes["connection"] = connection
    return made


def upgrade(connection: Connection, to: str = "head") -> None:
    """Apply what is missing, in the caller's transaction. Raises Newer."""
    standing, known = revision(connection), {script.revision for script in _scripts().walk_revisions()}
    for named in (standing, to):
        if named not in {None, "head", *known}:
            raise Newer(str(named))
    command.upgrade(config(connection), to)


def revision(connection: Connection) -> str | None:
    """What the database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    return _scripts().get_current_head()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(config())
