"""Decisions about signatures: facts in, a decision or Refused out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from commands.feature import Refused, safe

REMIND = timedelta(hours=1)
"""So long before the first stage behind a gate those are told again who have not signed."""

REVIEW = timedelta(hours=24)
"""Within this time it is reviewed that a gate was broken."""

APART = timedelta(minutes=1)
"""Nobody is written to twice within this time about one thing."""


class State(StrEnum):
    OPEN = "open"
    DELEGATED = "delegated"
    GO = "go"
    NO_GO = "no-go"
    STALE = "stale"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Standing:
    """A signature and whoever is about to give it.

    `whose` are, in words, those who may sign; `may_sign`: this person is one of them. `signed_other` is what
    else they have signed, where one person signs one thing. `over` says why it stands now, if it does.
    """

    name: str
    state: State
    statement: bool
    whose: str
    may_sign: bool
    is_lead: bool
    waived: bool = False
    opened: bool = True
    over: str | None = None
    run_ended: bool = False
    signed_by: str = ""
    by_them: bool = False
    signed_other: str | None = None


def go(given: Standing) -> None:
    """One signature, by somebody who may."""
    _open(given)
    if given.state is State.GO:
        raise Refused(f"“{safe(given.name)}” is signed already: {given.signed_by}.")
    _theirs(given)
    if given.signed_other:
        raise Refused(
            f"You have signed “{safe(given.signed_other)}”, and each signature is somebody else's. "
            f"“{safe(given.name)}” is signed by {given.whose}: ask them, or have them delegate it."
        )


def no_go(given: Standing) -> None:
    _open(given)
    if given.over:
        raise Refused(given.over)
    _theirs(given)


def withdraw(given: Standing) -> None:
    _open(given)
    if given.over:
        raise Refused(given.over)
    if given.state not in {State.GO, State.NO_GO}:
        raise Refused(f"“{safe(given.name)}” is not signed: there is nothing to withdraw.")
    if not given.by_them:
        raise Refused(f"Only who has signed can withdraw it: {given.signed_by}.")


def delegate(given: Standing, *, bound: bool, theirs: bool) -> None:
    """Whoever it is bound to hands it on, also where they lead the run; a delegate does not."""
    _open(given)
    if given.state is State.GO:
        raise Refused(f"“{safe(given.name)}” is signed already: {given.signed_by}.")
    if not bound:
        raise Refused(f"“{safe(given.name)}” is bound to nobody: {given.whose} may sign it, without more.")
    if not theirs:
        raise Refused(f"Only those to whom it is bound delegate it: {given.whose}.")


def delegate_to(standing: str | None, *, is_lead: bool, signed_other: str | None, who: str) -> None:
    """Somebody who could sign it."""
    if standing != "member":
        raise Refused(f"{who} is no full member of the workspace. Choose somebody else.", "person")
    if is_lead:
        raise Refused(f"{who} leads this run, and the lead signs nothing. Choose somebody else.", "person")
    if signed_other:
        raise Refused(f"{who} has signed “{safe(signed_other)}” already. Choose somebody else.", "person")


def falls(state: State, *, by_lead: bool, statement: bool) -> bool:
    """Whether a signature falls as who gave it leads the run now; a No-go stands until somebody says Go."""
    return by_lead and not statement and state in {State.GO, State.STALE}


LEADS = "leads the run now"
"""Why it falls."""


def until(asked: datetime, now: datetime) -> None:
    if asked <= now:
        raise Refused("This moment is over. Choose one that is still to come.", "until")


def _open(given: Standing) -> None:
    if given.run_ended:
        raise Refused("The run has ended: nothing of it can be signed any more.")
    if given.waived:
        raise Refused(f"“{safe(given.name)}” is not asked for: the side file of this runbook says so.")
    if not given.opened:
        raise Refused("This cannot be signed yet: its card is posted when the time has come.")


def _theirs(given: Standing) -> None:
    if given.is_lead and not given.statement:
        raise Refused(
            f"You lead this run, and the lead signs nothing. “{safe(given.name)}” is signed by "
            f"{given.whose}: ask them."
        )
    if not given.may_sign:
        raise Refused(f"“{safe(given.name)}” is signed by {given.whose}. Ask them, or have them delegate it.")


# The gate. --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A signature that is asked for."""

    name: str
    state: State
    reason: str = ""


def complete(rows: Sequence[Row]) -> bool:
    return all(row.state is State.GO for row in rows)


def missing(rows: Sequence[Row], what: str) -> str:
    """What stops the run, in a line; `what` is a Sign-off or a Confirmation."""
    said = []
    if unsigned := [row for row in rows if row.state not in {State.GO, State.NO_GO, State.STALE}]:
        said.append(f"{what} is missing: {_names(unsigned)}.")
    said += [f"No-go from {safe(row.name)}: {safe(row.reason)}." for row in rows if row.state is State.NO_GO]
    if stale := [row for row in rows if row.state is State.STALE]:
        said.append(f"{what} to be renewed, as what was signed has changed: {_names(stale)}.")
    return " ".join(said)


def _names(rows: Sequence[Row]) -> str:
    shown = [safe(row.name) for row in rows[:10]]
    return ", ".join(shown) + (f" and {len(rows) - 10} more" if len(rows) > 10 else "")


# What was signed. -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hashes:
    """SHA-256 of the document, of its bindings ("" without any), and of the release."""

    document: str
    side: str
    release: str

    @property
    def short(self) -> str:
        """What a button says that it was drawn for."""
        return "-".join(each[:8] for each in (self.document, self.side, self.release))


def changed(signed: Hashes, now: Hashes) -> str:
    """What of it is another one now, in words; nothing where nothing is."""
    pairs = (
        ("the checklist", signed.document, now.document),
        ("its side file", signed.side, now.side),
        ("the release", signed.release, now.release),
    )
    said = [word for word, then, here in pairs if then != here]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
