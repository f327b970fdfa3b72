"""Keeping the Home tabs that somebody has opened true."""

from commands.facts import Fact
from commands.feature import Card, Event
from commands.home import views
from store import messages, people
from store.db import Transaction
from store.messages import Surface

HOME = "home"


async def opened(tx: Transaction, event: Event) -> None:
    if event.payload.get("tab") != "home":
        return
    by = event.by
    await messages.card(tx, by.team_id, HOME, by.user_id, by.user_id, surface=Surface.HOME)
    await messages.redraw(tx, by.team_id, HOME, by.user_id, urgency=messages.Urgency.CLICKED)


async def changed(tx: Transaction, fact: Fact) -> None:
    await messages.redraw_all(tx, fact.team_id, HOME)


async def draw(tx: Transaction, team_id: str, user_id: str) -> Card:
    names = await people.names(tx, team_id, [user_id])
    return views.card(names.get(user_id, "there"))
