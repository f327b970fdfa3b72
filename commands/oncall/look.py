"""Looking at on-call: the whole tree, the Home tab, a page."""

from commands import contacts
from commands.contacts import Level
from commands.feature import Answer, Card, Panel, Refused, Typed
from commands.oncall import problems, views
from store import direct_pages, oncall, people
from store.db import Transaction
from store.direct_pages import DirectPage
from store.people import Person


async def status(tx: Transaction, typed: Typed) -> Answer:
    return await shown_to(tx, typed.by)


async def shown_to(tx: Transaction, by: Person) -> Answer:
    return views.status(await _shown(tx, by.team_id, by.user_id))


async def home_panel(tx: Transaction, team_id: str, user_id: str) -> Panel:
    return views.home(await _shown(tx, team_id, user_id))


async def draw(tx: Transaction, team_id: str, page_id: str) -> Card:
    sent = await page(tx, team_id, int(page_id))
    return views.page(sent, await people.names(tx, team_id, [sent.by, sent.user_id]))


async def page(tx: Transaction, team_id: str, page_id: int) -> DirectPage:
    found = await direct_pages.find(tx, team_id, page_id)
    if found is None:
        raise Refused("This page is not known here.")
    return found


async def _shown(tx: Transaction, team_id: str, reader: str) -> views.Shown:
    levels = await contacts.levels(tx, team_id)
    everybody = mentioned(levels)
    reach = await oncall.reach(tx, team_id, everybody)
    quiet = {
        user: window
        for level in levels
        for user in level.people
        if (window := problems.quiet(reach.get(user), tx.now, level.until))
    }
    own = [each.id for each in (await oncall.covers(tx, team_id)).values() if each.user_id == reader]
    names = await people.names(tx, team_id, everybody)
    return views.Shown(levels, names, quiet, own[0] if own else None)


def mentioned(levels: list[Level]) -> set[str]:
    """Everybody who stands in a row of the tree."""
    return {
        user
        for level in levels
        for user in (*level.people, *level.then, *level.covered_for, *(each for each, _ in level.unreachable))
    }
