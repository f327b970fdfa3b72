"""Pages from somebody to somebody, and looks at who can be reached."""

from store import checks, direct_pages
from store.checks import Check
from store.db import Database
from store.direct_pages import DirectPage
from tests.store.samples import NOW, OTHER_TEAM, TEAM, later


async def test_a_page_is_found_in_its_workspace(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        page = DirectPage(team_id=TEAM, user_id="UBEN", by="UANA", why="db", due_at=NOW)
        sent = await direct_pages.add(tx, page)
        sent.accepted_at = later(seconds=1)
    async with database.reading(NOW) as tx:
        found = await direct_pages.find(tx, TEAM, sent.id)
        assert found is not None
        assert (found.due_at, found.accepted_at, found.acknowledged_at) == (NOW, later(seconds=1), None)
        assert await direct_pages.find(tx, OTHER_TEAM, sent.id) is None


async def test_a_check_counts_what_it_waits_for(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        check = await checks.add(tx, Check(team_id=TEAM, run_id=7, begun_at=NOW, asked=["UANA"], waiting=2))
    async with database.transaction(NOW) as tx:
        kept = await checks.get(tx, check.id)
        kept.waiting -= 1
        kept.asked = [*kept.asked, "UBEN"]
    async with database.reading(NOW) as tx:
        kept = await checks.get(tx, check.id)
        assert (kept.run_id, kept.asked, kept.waiting) == (7, ["UANA", "UBEN"], 1)
