"""Deliveries handled before are known, with the answer they got."""

import pytest
from sqlalchemy.exc import IntegrityError

from store import inbox
from store.db import Database
from tests.store.samples import NOW, later


@pytest.mark.parametrize("answer", [None, {}, {"say": {"text": "☑️ done", "blocks": [{"type": "divider"}]}}])
async def test_an_answer_comes_back_as_it_was_given(
    database: Database, answer: dict[str, object] | None
) -> None:
    async with database.transaction(NOW) as tx:
        assert await inbox.find(tx, "trigger:1") is None
        await inbox.record(tx, "trigger:1", answer)
    async with database.reading(NOW) as tx:
        found = await inbox.find(tx, "trigger:1")
        assert found is not None
        assert found.answer == answer
        assert await inbox.find(tx, "trigger:11") is None


async def test_a_delivery_is_handled_once(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await inbox.record(tx, "trigger:1", None)
    async with database.transaction(NOW) as tx:
        with pytest.raises(IntegrityError):
            await inbox.record(tx, "trigger:1", None)
        await tx.session.rollback()


async def test_old_keys_are_forgotten(database: Database) -> None:
    for hours in (0, 24, 25):
        async with database.transaction(later(hours=hours)) as tx:
            await inbox.record(tx, f"at {hours}", None)
    async with database.transaction(later(hours=26)) as tx:
        await inbox.forget_before(tx, later(hours=24))
        kept = [hours for hours in (0, 24, 25) if await inbox.find(tx, f"at {hours}")]
    assert kept == [24, 25]
