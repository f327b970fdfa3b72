"""Decisions about breaking a gate, so that a run goes on without it: facts in, a decision or Refused out."""

from dataclasses import dataclass

from commands.feature import Refused


@dataclass(frozen=True)
class Glass:
    """`asked_by` is who wants the gate broken."""

    run_ended: bool
    passed: bool
    before_stages: bool
    lead: str
    lead_name: str
    asked_by: str | None = None


def ask_to_break(glass: Glass) -> None:
    _whole(glass)
    if glass.asked_by:
        raise Refused("Somebody asked for this already. The gate's card has the button that confirms it.")


def break_it(glass: Glass, by: str) -> None:
    """Two people, one of them the lead."""
    _whole(glass)
    if glass.asked_by is None:
        raise Refused("Nobody is asking to break the glass any more.")
    if by == glass.asked_by:
        raise Refused("You asked for this yourself: breaking the glass takes a second person.")
    if glass.lead not in {by, glass.asked_by}:
        raise Refused(
            f"Breaking the glass takes two people, one of them the lead: {glass.lead_name} has to confirm."
        )


def keep_whole(glass: Glass, by: str) -> None:
    _whole(glass)
    if glass.asked_by is None:
        raise Refused("Nobody is asking to break the glass any more.")
    if by not in {glass.asked_by, glass.lead}:
        raise Refused(f"Only who asked, or the lead ({glass.lead_name}), can withdraw this.")


def review(*, broken: bool, reviewed_by: str | None) -> None:
    if not broken:
        raise Refused("This gate was not broken: there is nothing to review.")
    if reviewed_by:
        raise Refused(f"This was reviewed already, by {reviewed_by}.")


def _whole(glass: Glass) -> None:
    if glass.run_ended:
        raise Refused("The run has ended.")
    if not glass.before_stages:
        raise Refused("A confirmation is not broken: finish the run with a reason instead.")
    if glass.passed:
        raise Refused("This gate has been passed already.")
