"""Who holds a role in a run: whoever was chosen for it, else whom the side file names, as of now."""

from collections.abc import Sequence

from commands import contacts, documents, rota
from commands.feature import Refused
from runbook.bindings import Bindings
from runbook.bindings.model import Rotation
from runbook.recognise.roles import is_lead
from store import oncall
from store.db import Transaction
from store.runs import Run

GROUP = "S"
"""What the id of a user group begins with."""


async def holders(tx: Transaction, run: Run, role: str) -> tuple[str, ...]:
    """Ids of people, nobody where nobody is; a user group whose members are not known stands for itself.

    Raises Refused where the run's side file cannot be used.
    """
    if is_lead(documents.key(role)):
        return (run.lead,)
    return await of_binding(tx, run.team_id, (await documents.bound_of(tx, run)).role(role))


async def held(tx: Transaction, run: Run) -> dict[str, tuple[str, ...]]:
    """Every role that somebody is bound to, but for the lead's; nothing where the side file is no use."""
    try:
        bound = await documents.bound_of(tx, run)
    except Refused:
        return {}
    return await everybody(tx, run.team_id, bound)


async def everybody(tx: Transaction, team_id: str, bound: Bindings) -> dict[str, tuple[str, ...]]:
    """By role, without the lead's."""
    named = {role: who for role, who in bound.roles.items() if not is_lead(documents.key(role))}
    return {role: await of_binding(tx, team_id, who) for role, who in named.items()}


async def of_binding(
    tx: Transaction, team_id: str, binding: Sequence[str] | Rotation | None
) -> tuple[str, ...]:
    """Who that is now."""
    if isinstance(binding, Rotation):
        return await on_duty(tx, team_id, binding.rotation)
    groups = await oncall.groups(tx, team_id) if any(is_group(each) for each in binding or ()) else {}
    members = [(groups[each].users if each in groups else None) or [each] for each in binding or ()]
    return tuple(dict.fromkeys(user for users in members for user in users))


async def on_duty(tx: Transaction, team_id: str, name: str) -> tuple[str, ...]:
    """Who answers for a level of the contact tree now, as `/oncall` has it; nobody where it has nobody."""
    cover = (await oncall.covers(tx, team_id)).get(oncall.key(name))
    if cover is not None:
        return (cover.user_id,)
    duty = await oncall.find(tx, team_id, name)
    turns = contacts.rotation(duty) if duty else None
    if turns is not None:
        shift = rota.shift(turns, tx.now)
        return (shift.person,) if shift else ()
    return await of_binding(tx, team_id, [*duty.people, *duty.groups]) if duty else ()


def is_group(named: str) -> bool:
    """Whether an id is that of a user group."""
    return named.startswith(GROUP)
