"""Who may sign what: those that the side file binds to a role, else anybody who does not lead the run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commands import documents, kit, roles
from commands.access import Standing
from commands.feature import Refused
from commands.signoff.rules import State
from runbook.bindings import Bindings
from runbook.bindings.model import Rotation
from store import people
from store.db import Transaction
from store.runs import Run
from store.signoffs import SignOff


@dataclass(frozen=True)
class Signers:
    """`bound` to `users`, or open to anybody; `words` name them and ping nobody."""

    bound: bool
    users: tuple[str, ...]
    words: str


async def policy(tx: Transaction, run: Run) -> tuple[Bindings, str | None]:
    """What the side file of a run binds; with why, where it cannot be used and so binds nothing."""
    try:
        return await documents.bound_of(tx, run), None
    except Refused as refused:
        return Bindings(), refused.text


async def of(tx: Transaction, run: Run, row: SignOff, bound: Bindings) -> Signers:
    binding = bound.role(row.name)
    if binding is None:
        return Signers(bound=False, users=(), words="anybody" if row.statement else "anybody but the lead")
    found = await roles.of_binding(tx, run.team_id, binding)
    users = tuple(user for user in found if not roles.is_group(user))
    if isinstance(binding, Rotation):
        nobody = f"whoever is on the rotation “{kit.safe(binding.rotation)}”, which is nobody now"
    else:
        nobody = "a user group of which Slack has not said yet who is in it"
    names = await people.names(tx, run.team_id, users)
    standings = await people.standings(tx, run.team_id, users)
    able = tuple(user for user in users if standings.get(user, Standing.MEMBER) == Standing.MEMBER)
    if users and not able:
        nobody = f"{_named(users, names)}, who cannot sign: no full member of the workspace"
    others = tuple(user for user in able if user != run.lead or row.statement)
    return Signers(bound=True, users=able, words=_named(others or able, names) or nobody)


def _named(users: tuple[str, ...], names: Mapping[str, str]) -> str:
    """A mention in a card would be a second message to somebody who gets one of their own."""
    met = [kit.safe(names[user]) for user in users if user in names][:8]
    others = len(users) - len(met)
    unmet = ["somebody else" if others == 1 else f"{others} others"] if others else []
    return " or ".join([*met, *unmet])


def delegate(tx: Transaction, row: SignOff) -> str | None:
    """Who may sign it besides, as of now."""
    return row.delegate if row.delegated_until and row.delegated_until > tx.now else None


def undelegate(row: SignOff) -> None:
    row.delegate = row.delegated_by = row.delegated_until = None


def groups(row: SignOff, bound: Bindings) -> list[str]:
    """The user groups that a role is bound to."""
    binding = bound.role(row.name)
    return [each for each in binding if roles.is_group(each)] if isinstance(binding, list) else []


def signed_other(row: SignOff, rows: Iterable[SignOff], who: str, bound: Bindings) -> str | None:
    """What else somebody has signed of a gate, where each signature is somebody else's."""
    if not bound.signoff.distinct or not _is_somebodys(row, bound):
        return None
    theirs = (each for each in rows if each.by == who and each.state == State.GO and each.id != row.id)
    return next((each.name for each in theirs if _is_somebodys(each, bound)), None)


def _is_somebodys(row: SignOff, bound: Bindings) -> bool:
    """A statement that is bound to nobody may be made by whoever has signed already."""
    return not row.statement or bound.role(row.name) is not None
