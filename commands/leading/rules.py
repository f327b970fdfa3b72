"""Decisions about who leads: facts in, a decision or Refused out."""

from dataclasses import dataclass

from commands.feature import Refused


@dataclass(frozen=True)
class Standing:
    """`on_call` are the people of every level of the contact tree; `lead_name` is for a refusal's words."""

    run_ended: bool
    lead: str
    lead_name: str
    on_call: frozenset[str]


def may_ask(run: Standing, by: str) -> None:
    """Whoever leads, or could take over."""
    _open(run)
    if by != run.lead and by not in run.on_call:
        raise Refused(
            f"The lead, {run.lead_name}, hands the run over. Else somebody who is on call takes it over: "
            "`/oncall` says who that is."
        )


def hand_over(run: Standing, by: str, to: str, standing: str | None) -> None:
    _open(run)
    if by != run.lead:
        raise Refused(f"Only the lead, {run.lead_name}, hands the run over.", "to")
    if to == run.lead:
        raise Refused("You lead this run already. Choose somebody else.", "to")
    if standing != "member":
        raise Refused("Only a full member of the workspace can lead a run. Choose somebody else.", "to")


def take_over(run: Standing, by: str) -> None:
    may_ask(run, by)
    if by == run.lead:
        raise Refused("You lead this run already.", "reason")


def _open(run: Standing) -> None:
    if run.run_ended:
        raise Refused("This run has ended: nobody leads it any more.")
