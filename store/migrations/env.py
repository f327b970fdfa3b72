"""Alembic's entry: migrates over the connection it is handed, from the shell RUNSHEET_DATABASE_URL."""

import os
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, create_engine
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from store import columns, tables


def render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    if kind == "type" and isinstance(item, columns.UtcDateTime):
        return "columns.UtcDateTime()"
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    return False


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_item=render)
    with context.begin_transaction():
        context.run_migrations()


tables.ALL  # noqa: B018 - importing it is what fills SQLModel.metadata
given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = os.environ.get("RUNSHEET_DATABASE_URL", "sqlite:///runsheet.db").replace("+aiosqlite", "")
    with create_engine(url).begin() as opened:
        run(opened)
