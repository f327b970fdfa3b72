"""Who is told: the operations channel, and people by direct message."""

from collections.abc import Iterable

from commands import kit
from store import messages, people, workspaces
from store.db import Transaction
from store.messages import Surface

JOURNAL = "oncall"
"""The subject under which all of this is recorded."""


async def operations(tx: Transaction, team_id: str, key: str, text: str) -> None:
    channel = (await workspaces.get(tx, team_id)).channel
    await messages.note(tx, team_id, f"oncall:{key}", channel, kit.body(text))


async def person(tx: Transaction, team_id: str, user_id: str, key: str, text: str) -> None:
    await messages.note(tx, team_id, f"oncall:{key}:{user_id}", user_id, kit.body(text), surface=Surface.DM)


async def named(tx: Transaction, team_id: str, user_ids: Iterable[str]) -> str:
    """Names in a row, or "nobody"."""
    given = list(user_ids)
    names = await people.names(tx, team_id, given)
    return ", ".join(kit.person(names, user) for user in given) or "nobody"
