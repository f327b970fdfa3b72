"""Writes the next migration, from the difference between the tables and the schema so far."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from store import migrations

with tempfile.TemporaryDirectory() as folder:
    engine = create_engine(f"sqlite:///{Path(folder) / 'empty.db'}")
    with engine.begin() as connection:
        migrations.upgrade(connection)
        config = migrations.config(connection)
        number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
        command.revision(config, sys.argv[1] or "change", autogenerate=True, rev_id=f"{number:04}")
