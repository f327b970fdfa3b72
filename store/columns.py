"""Column types that behave the same on every database."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, DateTime, Dialect, Index, TypeDecorator, case, func, text
from sqlalchemy.orm import Mapped

Json = JSON
"""Plain JSON; a value, never queried into."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment. SQLite keeps no zone, so UTC is what is written and what comes back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def not_before(
    one: Mapped[datetime | None], other: Mapped[datetime | None]
) -> ColumnElement[datetime | None]:
    """The later of two moments; where one is not set, the other."""
    return case((one > other, one), else_=func.coalesce(other, one))


def index_where(name: str, condition: str, *columns: str) -> Index:
    """An index of those rows alone for which the condition holds: small, however many others there are."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))
