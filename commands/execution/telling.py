"""Where an execution is spoken of: the thread that its card stands in, and its item's section."""

from commands import kit, runner
from store import items, messages, people
from store.db import Transaction
from store.executions import Execution
from store.items import Item
from store.messages import Urgency

CLOCK = "clock"
SECTION = "section"


async def say(tx: Transaction, execution: Execution, what: str, text: str) -> None:
    """Once, in the thread that its card stands in."""
    card = await messages.find(tx, execution.team_id, f"{runner.CARD}:{execution.id}")
    if card is None:
        return
    parent = await messages.get(tx, card.parent_id) if card.parent_id else None
    key = f"{runner.CARD}:{execution.id}:{what}"
    await messages.note(tx, execution.team_id, key, card.place, kit.body(text), parent=parent)


async def item(tx: Transaction, execution: Execution) -> Item | None:
    if execution.item_id is None:
        return None
    return await items.find(tx, execution.team_id, execution.item_id)


async def redraw_section(tx: Transaction, execution: Execution) -> None:
    """The cards that its item may stand on."""
    of = await item(tx, execution)
    if of is not None:
        cards = await messages.subjects_under(tx, of.team_id, SECTION, str(of.section_id))
        await messages.redraw(tx, of.team_id, SECTION, *cards, urgency=Urgency.CLICKED)


async def names(tx: Transaction, *of: Execution) -> dict[str, str]:
    """Of everybody who has to do with them."""
    users = [user for each in of for user in (each.by, each.settled_by)]
    return await people.names(tx, of[0].team_id, users) if of else {}
