"""Items and sections of a run, and the blockers that stop it."""

import pytest

from store import blockers, items, sections
from store.db import Database
from store.items import Progress
from tests.store import samples
from tests.store.samples import NOW, OTHER_TEAM, TEAM, later


async def test_items_of_a_section_come_in_file_order(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        run = await samples.run(tx)
        first, second = await samples.section(tx, run, 0), await samples.section(tx, run, 1)
        await items.add_all(tx, [samples.item(second, 1), samples.item(first, 0), samples.item(second, 0)])
        assert [item.key for item in await items.of_section(tx, second.id)] == ["i0", "i1"]
        assert [item.key for item in await items.of_section(tx, first.id)] == ["i0"]


async def test_a_whole_checklist_is_stored_as_it_is(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        of = await samples.section(tx, await samples.run(tx))
        text = "☑️ <b> & “ünïcode” " * 200
        await items.add_all(
            tx, [samples.item(of, at, text=text, depth=3, state="claimed") for at in range(500)]
        )
    async with database.reading(NOW) as tx:
        stored = await items.of_section(tx, of.id)
    assert len(stored) == 500
    assert {(item.text, item.depth, item.state, item.rev) for item in stored} == {(text, 3, "claimed", 0)}


async def test_an_empty_checklist_is_stored_too(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        run = await samples.run(tx)
        await items.add_all(tx, [])
        assert await items.progress(tx, run.id) == Progress(0, 0)


async def test_an_item_is_found_in_its_own_workspace_only(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        of = await samples.section(tx, await samples.run(tx))
        made = await samples.added(tx, of)
        assert await items.find(tx, TEAM, made.id) == made
        assert await items.find(tx, OTHER_TEAM, made.id) is None
        assert await sections.find(tx, TEAM, of.id) == of
        assert await sections.find(tx, OTHER_TEAM, of.id) is None


async def test_progress_counts_what_is_closed(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        run = await samples.run(tx)
        of = await samples.section(tx, run)
        await samples.added(tx, of, 0, state="done", closed_at=NOW)
        await samples.added(tx, of, 1, state="skipped", closed_at=NOW)
        last = await samples.added(tx, of, 2)
        assert await items.progress(tx, run.id) == Progress(2, 3)
        assert not (await items.progress(tx, run.id)).complete
        assert await items.counts(tx, run.id) == {"done": 1, "skipped": 1, "open": 1}
        assert await sections.open_items(tx, of.id) == 1
        last.closed_at = NOW
        await tx.session.flush()
        assert (await items.progress(tx, run.id)).complete
        assert await sections.open_items(tx, of.id) == 0


async def test_my_open_items_are_those_of_open_runs(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        ended = await samples.run(tx, "Billing", ended_at=NOW)
        await samples.added(tx, await samples.section(tx, ended), assignee="UBEN")
        run = await samples.run(tx)
        late, early = await samples.section(tx, run, 1), await samples.section(tx, run, 0)
        wanted = [await samples.added(tx, early, at, assignee="UBEN") for at in (1, 0)]
        await samples.added(tx, early, 2, assignee="UCHI")
        await samples.added(tx, early, 3, assignee="UBEN", state="done", closed_at=NOW)
        await samples.added(tx, late, 4)
        mine = await items.assigned_open(tx, TEAM, "UBEN", limit=20)
        assert mine == [(wanted[1], run), (wanted[0], run)]
        assert await items.assigned_open(tx, TEAM, "UBEN", limit=1) == [(wanted[1], run)]
        assert await items.assigned_open(tx, OTHER_TEAM, "UBEN", limit=20) == []


async def test_sections_open_one_after_the_other(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        run = await samples.run(tx)
        third, first, second = [await samples.section(tx, run, ordinal) for ordinal in (2, 0, 1)]
        assert await sections.of_run(tx, run.id) == [first, second, third]
        assert await sections.latest_opened(tx, run.id) is None
        assert await sections.next_unopened(tx, run.id) == first
        first.opened_at = second.opened_at = NOW
        await tx.session.flush()
        assert await sections.latest_opened(tx, run.id) == second
        assert await sections.next_unopened(tx, run.id) == third
        third.opened_at = NOW
        await tx.session.flush()
        assert await sections.next_unopened(tx, run.id) is None
        assert (await sections.get(tx, third.id)).title == "Part 2"


async def test_blockers_are_put_and_cleared_by_cause(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        run, other = await samples.run(tx), await samples.run(tx, "Billing")
    for moment, cause, text in (
        (1, "hold", "Held by Ana"),
        (2, "blind", "No data"),
        (3, "hold", "Held by Ben"),
    ):
        async with database.transaction(later(minutes=moment)) as tx:
            await blockers.put(tx, run.id, cause, text)
    async with database.transaction(NOW) as tx:
        stops = await blockers.of_run(tx, run.id)
        assert [(stop.cause, stop.text) for stop in stops] == [("blind", "No data"), ("hold", "Held by Ben")]
        assert await blockers.of_run(tx, other.id) == []
        await blockers.clear(tx, run.id, "hold")
        await blockers.clear(tx, run.id, "never put")
        assert [stop.cause for stop in await blockers.of_run(tx, run.id)] == ["blind"]


@pytest.mark.parametrize(("closed", "total", "complete"), [(0, 0, True), (0, 1, False), (3, 3, True)])
def test_progress_is_complete_when_nothing_is_open(closed: int, total: int, *, complete: bool) -> None:
    assert Progress(closed, total).complete is complete


async def test_what_is_open_below_an_item(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        of = await samples.section(tx, await samples.run(tx))
        depths = [0, 1, 2, 1, 0, 1]
        await items.add_all(tx, [samples.item(of, at, depth=depth) for at, depth in enumerate(depths)])
        held = await items.of_section(tx, of.id)
        held[2].closed_at = tx.now
        await tx.session.flush()
        assert [await items.open_below(tx, item) for item in held] == [2, 0, 0, 0, 1, 0]
