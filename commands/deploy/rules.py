"""Decisions about a run: facts in, a decision or Refused out."""

from dataclasses import dataclass
from enum import StrEnum

from commands.feature import Refused


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
