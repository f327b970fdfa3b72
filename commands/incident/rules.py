"""Decisions about an incident: facts in, a decision or Refused out."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from commands.feature import Refused, safe


class State(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    DECIDED = "decided"
    RECOVERING = "recovering"
    RESOLVED = "resolved"
    POSTMORTEM_DUE = "post-mortem due"
    REVIEWED = "reviewed"


class PageState(StrEnum):
    PLANNED = "planned"
    ATTEMPTED = "attempted"
    ACCEPTED = "accepted"
    ACKNOWLEDGED = "acknowledged"
    UNDELIVERABLE = "undeliverable"
    SUPERSEDED = "superseded"
    STOPPED = "stopped"


WAITING = {PageState.PLANNED, PageState.ATTEMPTED, PageState.ACCEPTED}
"""A page that somebody may still answer."""


class Reason(StrEnum):
    """Why somebody is paged at this moment."""

    LEVEL = "level"
    AGAIN = "again"
    ESCALATED = "escalated"
    NEXT = "next in line"
    HANDED = "handed over"


class Decision(StrEnum):
    FIX = "fix forward"
    BACK = "roll back"


class Role(StrEnum):
    COMMANDER = "commander"
    SCRIBE = "scribe"
    COMMUNICATIONS = "communications"


AFTER = {State.RESOLVED, State.POSTMORTEM_DUE, State.REVIEWED}
LONGEST_TITLE = 300

NOBODY_THERE = {
    "account_inactive", "is_inactive", "user_disabled", "user_not_found", "user_not_visible",
    "users_not_found",
}  # fmt: skip
"""Slack's words for a person whom a mention in a channel does not reach either."""


@dataclass(frozen=True)
class Standing:
    """What decides whether somebody may change an incident. `deciders` is None where anybody may."""

    number: int
    state: State
    holder: str | None = None
    holder_name: str = ""
    deciders: Collection[str] | None = None


# Words. -----------------------------------------------------------------------------------------------------

_SEVERITIES = {
    "sev1": 1, "sev-1": 1, "1": 1, "s1": 1, "p1": 1, "critical": 1, "page": 1, "severity1": 1,
    "sev2": 2, "sev-2": 2, "2": 2, "s2": 2, "p2": 2, "high": 2, "severity2": 2, "warning": 2,
}  # fmt: skip
_LOOKS_LIKE_ONE = re.compile(r"(?:se?ve?(?:rity)?|s|p)[-_ ]?\w{0,2}\d\w?|\d", re.IGNORECASE)


def severity(text: str, field: str | None = None) -> int:
    """1 or 2, however it is written. Raises Refused with the nearest."""
    word = text.strip().casefold()
    if word in _SEVERITIES:
        return _SEVERITIES[word]
    near = get_close_matches(word, ("sev1", "sev2"), n=1, cutoff=0)
    raise Refused(
        f"There is no severity `{safe(text.strip())}`. Did you mean `{near[0]}`? "
        "`sev1` pages at once and opens a channel, `sev2` alerts whoever is on call.",
        field,
    )


def split(text: str) -> tuple[int | None, str]:
    """`sev1 payment errors`: the severity, where the first word is one, and the title."""
    first, _, rest = text.strip().partition(" ")
    if first.casefold() in _SEVERITIES or _LOOKS_LIKE_ONE.fullmatch(first):
        return severity(first), rest.strip()
    return None, text.strip()


_DECISIONS = re.compile(
    r"(?P<fix>fix[- ]?(?:forward)?|forward)|(?P<back>roll[- ]?back|rollback|back)", re.IGNORECASE
)


def split_decision(text: str) -> tuple[Decision | None, str]:
    """`roll back: errors climb`: the decision, where it begins with one, and the reason."""
    found = _DECISIONS.match(text)
    if found is None:
        return None, text
    decision = Decision.BACK if found["back"] else Decision.FIX
    return decision, text[found.end() :].lstrip(" :,-").removeprefix("because ").strip()


def of_alert(said: str | None) -> int:
    """The severity of an alert: what does not say that it is critical does not open a channel at night."""
    return _SEVERITIES.get((said or "").strip().casefold(), 2)


# Answering. -------------------------------------------------------------------------------------------------


def acknowledge(incident: Standing, by: str) -> None:
    _open(incident)
    if incident.holder == by:
        raise Refused("You have it already.")
    if incident.holder is not None:
        raise Refused(
            f"{incident.holder_name} has it already. *Hand over to…* on the incident's card passes it on."
        )


def answer_page(incident: Standing, state: PageState, to: str, by: str) -> None:
    """A page is answered by whom it is for, while it waits; anybody else acknowledges on the card."""
    _open(incident)
    if state is PageState.ACKNOWLEDGED:
        raise Refused(
            "You have acknowledged this page already." if by == to else "This page is acknowledged."
        )
    if state not in WAITING:
        who = incident.holder_name or "Somebody else"
        raise Refused(f"{who} has it; this page is over." if incident.holder else "This page is over.")


def not_me(incident: Standing, state: PageState, to: str, to_name: str, by: str) -> None:
    answer_page(incident, state, to, by)
    if by != to:
        raise Refused(f"This page is for {to_name}: only they can say that it is not theirs.")


def give_back(incident: Standing, by: str) -> None:
    _open(incident)
    if incident.holder is None:
        raise Refused("Nobody has it, so the contact tree is being climbed already.")
    if by != incident.holder:
        _decider(incident, by, "takes an incident away from whoever has it")


def escalate(incident: Standing) -> None:
    _open(incident)


def hand_over(incident: Standing, to: str, standing: str | None) -> None:
    _open(incident)
    if standing != "member":
        raise Refused("Only a full member of the workspace can take an incident. Choose somebody else.", "to")
    if incident.holder == to:
        raise Refused(f"{incident.holder_name} has it already.", "to")


# Under way. -------------------------------------------------------------------------------------------------


def change(incident: Standing) -> None:
    """Anything that only makes sense before it is resolved."""
    _open(incident)


def note(incident: Standing) -> None:
    """The record takes notes until it is reviewed."""
    if incident.state is State.REVIEWED:
        raise Refused(f"Incident {incident.number} was reviewed: its record is complete.")


def decide(incident: Standing, by: str) -> None:
    _open(incident)
    _decider(incident, by, "decides between fixing forward and rolling back")


def new_severity(incident: Standing, now: int, wanted: int) -> None:
    _open(incident)
    if now == wanted:
        raise Refused(f"Incident {incident.number} has severity {now} already.", "severity")


def reopen(incident: Standing) -> None:
    if incident.state not in AFTER:
        raise Refused(f"Incident {incident.number} is not resolved.")
    if incident.state is State.REVIEWED:
        raise Refused(f"Incident {incident.number} was reviewed. `/incident open` declares a new one.")


def verify(incident: Standing, *, done: bool) -> None:
    note(incident)
    if done:
        raise Refused("This is done already.")


def review(incident: Standing) -> None:
    if incident.state not in AFTER:
        raise Refused(f"Incident {incident.number} is not resolved yet: `/incident resolve` comes first.")
    note(incident)


def owner(standing: str | None) -> None:
    if standing != "member":
        raise Refused("Only a full member of the workspace can own this. Choose somebody else.", "owner")


def state_of(incident: Standing, decision: str | None, *, recovering: bool) -> State:
    """The state of an incident that is not resolved, by what has been done in it."""
    if recovering:
        return State.RECOVERING
    if decision:
        return State.DECIDED
    return State.ACKNOWLEDGED if incident.holder else State.OPEN


def _open(incident: Standing) -> None:
    if incident.state in AFTER:
        raise Refused(f"Incident {incident.number} is resolved.")


def _decider(incident: Standing, by: str, does: str) -> None:
    if incident.deciders is not None and by not in incident.deciders:
        raise Refused(
            f"Only whoever is on call, has the incident or commands it, or leads its run, {does}. "
            "*Acknowledge* it, or take command on its card."
        )
