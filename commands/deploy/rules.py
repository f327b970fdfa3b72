"""Decisions about a run: facts in, a decision or Refused out."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from commands.feature import Refused, safe


class State(StrEnum):
    DRAFT = "draft"
    PLANNED = "planned"
    RUNNING = "running"
    HELD = "held"
    LIVE = "live"
    CONFIRMING = "awaiting confirmation"
    CLOSED = "closed"
    ABORTED = "aborted"


@dataclass(frozen=True)
class Standing:
    """What decides whether somebody may change a run. `lead_name` is for the words of a refusal.

    `unconfirmed` is what its end still waits for.
    """

    state: State
    lead: str
    lead_name: str
    abort_asked_by: str | None = None
    open_items: int = 0
    percent: int = 0
    unconfirmed: str | None = None


MARGIN = timedelta(minutes=5)
"""How far ahead a start in the past is moved."""

_VERSION = re.compile(r"(?=.*\d)[0-9A-Za-z][\w.+/-]{0,59}")


def version(text: str, field: str = "version") -> str:
    """One word with a digit in it: a tag, a number, a commit. A name such as `latest` is no one release."""
    if not _VERSION.fullmatch(text):
        raise Refused(
            f"“{safe(text)}” does not name one release. Give a version such as v2.4.0, or a commit id.", field
        )
    return text


def lead(standing: str | None) -> None:
    """Whoever leads has to be able to press the run's buttons."""
    if standing != "member":
        raise Refused("Only a full member of the workspace can lead a run. Choose somebody else.", "lead")


def start_at(asked: datetime | None, now: datetime) -> datetime:
    """The planned start: what was asked for, moved ahead of `now` where it is past."""
    return asked if asked and asked > now else now + MARGIN


def split_start(text: str, names: list[str]) -> tuple[str | None, str | None]:
    """`[runbook] [version]` of a command; a lone word that is no runbook's name is a version."""
    given = text.split()
    if len(given) > 2:
        raise Refused("`/deploy start` takes a runbook and a version: `/deploy start [runbook] [version]`.")
    if len(given) == 1 and given[0] not in names and _VERSION.fullmatch(given[0]):
        return None, given[0]
    name, release = (*given, None, None)[:2]
    return name, release


def ended(state: State) -> bool:
    return state in {State.CLOSED, State.ABORTED}


def hold(run: Standing) -> None:
    _open(run)
    if run.state is State.HELD:
        raise Refused("This run is held already.")


def resume(run: Standing, by: str) -> None:
    _open(run)
    if run.state is not State.HELD:
        raise Refused("This run is not held.")
    _lead(run, by, "resumes the run")


def finish(run: Standing, by: str, reason: str) -> None:
    """Closing with open items, or without its confirmation, needs words for the record."""
    _open(run)
    _lead(run, by, "finishes the run")
    if run.unconfirmed and not reason:
        raise Refused(f"{run.unconfirmed} Say why the run ends without it.", "reason")
    if run.open_items and not reason:
        left = "One item is" if run.open_items == 1 else f"{run.open_items} items are"
        raise Refused(f"{left} still open. Say why the run ends like this.", "reason")


def under_way(*, started: bool, live: bool, confirming: bool = False) -> State:
    """What a run is that nothing holds."""
    if live:
        return State.CONFIRMING if confirming else State.LIVE
    return State.RUNNING if started else State.PLANNED


def ask_abort(run: Standing) -> None:
    """Aborting is for before any traffic; later there is something to undo."""
    _open(run)
    if run.percent:
        raise Refused(
            f"{run.percent} % of the traffic is on the new version: take it back first (“Rollback steps…” "
            "on the run's card), then finish the run with a reason."
        )
    if run.abort_asked_by:
        raise Refused("Somebody asked for this already. The run card has the button that confirms it.")


def confirm_abort(run: Standing, by: str) -> None:
    """Two people, one of them the lead."""
    _open(run)
    if run.abort_asked_by is None:
        raise Refused("Nobody is asking to abort this run any more.")
    if by == run.abort_asked_by:
        raise Refused("You asked for this yourself: aborting takes a second person.")
    if run.lead not in {by, run.abort_asked_by}:
        raise Refused(f"Aborting takes two people, one of them the lead: {run.lead_name} has to confirm.")


def withdraw_abort(run: Standing, by: str) -> None:
    _open(run)
    if run.abort_asked_by is None:
        raise Refused("Nobody is asking to abort this run any more.")
    if by not in {run.abort_asked_by, run.lead}:
        raise Refused(f"Only who asked, or the lead ({run.lead_name}), can withdraw this.")


def _open(run: Standing) -> None:
    if ended(run.state):
        raise Refused(f"This run is {run.state} and cannot change any more.")


def _lead(run: Standing, by: str, does: str) -> None:
    if by != run.lead:
        raise Refused(f"Only the lead, {run.lead_name}, {does}.")
