"""Column types that behave the same on every database."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, DateTime, Dialect, TypeDecorator, case, func
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
