"""What the installation says of its workspace."""

from store import workspaces
from store.db import Database
from store.workspaces import Workspace
from tests.store.samples import NOW, TEAM


async def test_the_newest_settings_count(database: Database) -> None:
    for operators in (["UANA"], ["UANA", "UBEN"]):
        async with database.transaction(NOW) as tx:
            kept = Workspace(team_id=TEAM, channel="COPS", operators=operators, has_pager=True)
            await workspaces.keep(tx, kept)
    async with database.reading(NOW) as tx:
        found = await workspaces.get(tx, TEAM)
        assert (found.channel, found.operators, found.has_pager) == ("COPS", ["UANA", "UBEN"], True)
