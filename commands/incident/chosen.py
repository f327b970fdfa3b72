"""Which incident is meant: by a command's words, the channel it is typed in, or a button."""

from typing import TypeVar

from commands.feature import Click, Refused, Typed
from commands.incident.inputs import OnIncident
from store import incidents
from store.db import Transaction
from store.incidents import Incident

Pressed = TypeVar("Pressed", bound=OnIncident)


async def chosen(tx: Transaction, typed: Typed, *, ended: bool = False) -> tuple[list[Incident], str]:
    """The incident a command means, and the rest of its text; several where it could mean several.

    `ended`: one that is resolved and not yet reviewed may be meant too.
    """
    first, _, rest = typed.text.partition(" ")
    if first.lstrip("#").isdecimal():
        numbered = await incidents.numbered(tx, typed.by.team_id, int(first.lstrip("#")[:9]))
        if numbered is not None:
            return [numbered], rest.strip()
        if not rest:  # else it begins the text, such as "500 errors again"
            raise Refused(f"There is no incident {first}. `/incident list` shows the open ones.")
    here = await incidents.of_channel(tx, typed.by.team_id, typed.channel)
    if here is not None:
        return [here], typed.text
    candidates = await incidents.open_ones(tx, typed.by.team_id)
    if ended:
        candidates += await incidents.unreviewed(tx, typed.by.team_id)
    if not candidates:
        raise Refused("No incident is open. `/incident open` declares one.")
    return candidates, typed.text


async def incident(tx: Transaction, team_id: str, incident_id: int) -> Incident:
    found = await incidents.find(tx, team_id, incident_id)
    if found is None:
        raise Refused("This incident is not known here. `/incident list` shows the open ones.")
    return found


async def clicked(tx: Transaction, click: Click[Pressed]) -> Incident:
    return await incident(tx, click.by.team_id, click.button.incident)
