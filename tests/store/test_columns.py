"""A moment comes back as it was meant, whatever zone it was written in."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import StatementError

from store import inbox, timers
from store.db import Database
from tests.store.samples import NOW, TEAM

MOMENTS = [
    datetime(2026, 3, 9, 8, 0, tzinfo=UTC),
    datetime(2026, 3, 9, 8, 0, 0, 123456, tzinfo=UTC),
    datetime(2026, 3, 9, 8, 0, tzinfo=timezone(timedelta(hours=7))),
    datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo("Europe/Madrid")),
    datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Madrid"), fold=1),
]


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
async def test_a_moment_comes_back_in_utc(database: Database, moment: datetime) -> None:
    async with database.transaction(NOW) as tx:
        await timers.put(tx, TEAM, "start", "1", moment)
    async with database.reading(NOW) as tx:
        found = await timers.next_due(tx)
    assert found is not None
    assert found == moment.astimezone(UTC)
    assert found.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        with pytest.raises(StatementError, match="a moment without a zone"):
            await inbox.forget_before(tx, NOW.replace(tzinfo=None))


async def test_moments_of_different_zones_are_compared_as_moments(database: Database) -> None:
    east = datetime(2026, 3, 9, 14, 0, tzinfo=timezone(timedelta(hours=7)))  # 07:00 UTC, written as 14:00
    async with database.transaction(NOW) as tx:
        await timers.put(tx, TEAM, "start", "1", east)
        await timers.put(tx, TEAM, "start", "2", NOW)
        taken = await timers.take(tx)
    assert taken is not None
    assert taken.subject == "1"
