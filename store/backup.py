"""The whole record in one file, and back again, into either database.

Gzipped JSON lines: a head with the schema's revision, then a line for each row, in an order that foreign keys
allow.
"""

import base64
import gzip
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Integer, MetaData, Table, func, insert, select, text
from sqlmodel import SQLModel

from store import migrations, tables

tables.ALL  # noqa: B018 - importing it is what fills SQLModel.metadata

AT_ONCE = 500
"""Rows that one INSERT restores."""


class Unusable(Exception):
    """This file, or this database, cannot be used for that; the text says why and what to do."""


def write(connection: Connection, path: Path) -> int:
    """Rows written. The file appears whole or not at all."""
    partial = path.with_name(f"{path.name}.partial")
    rows = 0
    with gzip.open(partial, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"runsheet": "backup", "revision": migrations.revision(connection)}) + "\n")
        for table in SQLModel.metadata.sorted_tables:
            for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
                file.write(json.dumps([table.name, {key: _packed(row[key]) for key in row}]) + "\n")
                rows += 1
    partial.replace(path)
    return rows


def read(connection: Connection, path: Path) -> int:
    """Rows restored into an empty database, which is then brought up to date. Raises Unusable."""
    if migrations.revision(connection) is not None:
        raise Unusable("The database is not empty: restore into a new one.")
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            head = json.loads(next(file))
            migrations.upgrade(connection, to=str(head["revision"]))
            rows = _restored(connection, (json.loads(line) for line in file))
    except (OSError, EOFError, ValueError, KeyError, StopIteration) as error:
        raise Unusable(f"{path} is not a whole backup of Runsheet ({error}).") from error
    migrations.upgrade(connection)
    return rows


def _restored(connection: Connection, lines: Iterator[tuple[str, dict[str, Any]]]) -> int:
    schema = MetaData()
    schema.reflect(connection)
    rows = 0
    for name, of_table in groupby(lines, key=itemgetter(0)):
        table = _typed(schema.tables[name])
        while held := [_row(line) for line in islice(of_table, AT_ONCE)]:
            connection.execute(insert(table), held)
            rows += len(held)
    _count_on(connection, schema)
    return rows


def _row(line: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    return {key: _unpacked(value) for key, value in line[1].items()}


def _typed(table: Table) -> Table:
    """The table as the backup's revision had it, with our types where the column is still known."""
    ours = SQLModel.metadata.tables.get(table.name)
    for column in table.columns:
        if ours is not None and column.name in ours.columns:
            column.type = ours.columns[column.name].type
    return table


def _count_on(connection: Connection, schema: MetaData) -> None:
    """PostgreSQL numbers new rows from a sequence, which knows nothing of rows that brought their number."""
    if connection.dialect.name != "postgresql":
        return
    for table in schema.tables.values():
        number = table.columns.get("id")
        if number is None or not isinstance(number.type, Integer):
            continue
        last = connection.execute(select(func.max(number))).scalar()
        if last is not None:
            sequence = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")
            connection.execute(sequence, {"name": table.name, "last": last})


def _packed(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    return {"json": value} if isinstance(value, dict) else value


def _unpacked(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, packed),) = value.items()
    return _UNPACK[kind](packed)


_UNPACK: dict[str, Callable[[Any], Any]] = {
    "datetime": datetime.fromisoformat,
    "bytes": base64.b64decode,
    "json": lambda value: value,
}
