"""Decisions about items: facts in, a decision or Refused out."""

from dataclasses import dataclass
from enum import StrEnum

from commands.feature import Refused, safe


class State(StrEnum):
    CLAIMED = "claimed"
    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not applicable"


CLOSED = {State.DONE, State.SKIPPED, State.NOT_APPLICABLE}


@dataclass(frozen=True)
class Standing:
    """An item as it stands. `closed_by` and `reopened_by` are words: who, when, why.

    `comes_back` says how, where it is not ticked once.
    """

    state: State
    rev: int
    run_ended: bool
    closed_by: str
    reopened_by: str | None = None
    outcomes: tuple[str, ...] = ()
    moves_traffic: bool = False
    comes_back: str | None = None


def tick(item: Standing, seen: int) -> None:
    """`seen` is the revision that the pressed button was drawn with."""
    if item.outcomes:
        raise Refused(f"This is a decision: choose {' or '.join(map(safe, item.outcomes))} on its card.")
    if item.moves_traffic:
        raise Refused("This is done when the traffic has moved: the stage's card has the button for it.")
    if item.comes_back:
        raise Refused(f"{item.comes_back} What does not apply is skipped: `Skip, assign…`.")
    _may_close(item, seen)


def decide(item: Standing, seen: int, outcome: int) -> str:
    """The outcome of that number, as the checklist names it."""
    _may_close(item, seen)
    if not 0 <= outcome < len(item.outcomes):
        raise Refused("This decision has no such outcome any more. `/deploy status` shows the run as it is.")
    return item.outcomes[outcome]


def _may_close(item: Standing, seen: int) -> None:
    _run_open(item)
    if item.state in CLOSED:
        raise Refused(f"Already {item.state}: {item.closed_by}.")
    if item.reopened_by and seen < item.rev:
        raise Refused(f"This was reopened since: {item.reopened_by}. Press Done again if it is done now.")


def close_without_doing(item: Standing, reason: str) -> None:
    """Skipping, or saying that it does not apply."""
    _run_open(item)
    if item.state in CLOSED:
        raise Refused(f"Already {item.state}: {item.closed_by}.", "item")
    if not reason:
        raise Refused("Give a reason: it stands in the record.", "reason")


def still_open(item: Standing) -> None:
    _run_open(item)
    if item.state in CLOSED:
        raise Refused(f"Already {item.state}: {item.closed_by}.")


def confirm_skip(asked_by: str | None, by: str, lead: str, lead_name: str) -> None:
    """Two people, one of them the lead."""
    if asked_by is None:
        raise Refused("Nobody is asking to skip this any more.")
    if by == asked_by:
        raise Refused("You asked for this yourself: skipping a hard item takes a second person.")
    if lead not in {by, asked_by}:
        raise Refused(
            f"Skipping a hard item takes two people, one of them the lead: {lead_name} has to confirm."
        )


def withdraw_skip(asked_by: str | None, by: str, lead: str, lead_name: str) -> None:
    if asked_by is None:
        raise Refused("Nobody is asking to skip this any more.")
    if by not in {asked_by, lead}:
        raise Refused(f"Only who asked, or the lead ({lead_name}), can withdraw this.")


def reopen(item: Standing) -> None:
    """A claim can be challenged as well as a tick."""
    _run_open(item)
    if item.state is State.OPEN:
        raise Refused("This item is open already.")


def assign(item: Standing) -> None:
    _run_open(item)
    if item.state in CLOSED:
        raise Refused(f"Already {item.state}: {item.closed_by}.", "item")


def change(run_ended: bool) -> None:  # noqa: FBT001
    """Anything that does not depend on the item's own state."""
    if run_ended:
        raise Refused("The run has ended: its checklist cannot change any more.")


def attest(claims: int, run_ended: bool) -> None:  # noqa: FBT001
    change(run_ended)
    if not claims:
        raise Refused("No claims are left to attest here.")


@dataclass(frozen=True)
class Advance:
    """What decides whether the next section opens. `after` is the section a pressed Next stood on."""

    run_ended: bool
    by_lead: bool
    lead_name: str
    blocked_by: str | None
    latest: int | None
    after: int
    remaining: bool


def next_section(run: Advance) -> None:
    """The lead may go on with items still open."""
    change(run.run_ended)
    if not run.by_lead:
        raise Refused(f"Only the lead, {run.lead_name}, opens the next section before this one is complete.")
    if run.blocked_by:
        raise Refused(run.blocked_by)
    if run.latest != run.after:
        raise Refused("The next section is open already.")
    if not run.remaining:
        raise Refused("This is the last section.")


def way_back(opened: str | None, run_ended: bool) -> None:  # noqa: FBT001
    """Of several ways back one is chosen, once."""
    change(run_ended)
    if opened:
        raise Refused(f"“{safe(opened)}” is open already, and a run goes back one way.")


def _run_open(item: Standing) -> None:
    change(item.run_ended)
