"""What a statement of the confirmation is about, by its words, and what is known of that. Pure."""

import re
from dataclasses import dataclass, field
from enum import StrEnum


class About(StrEnum):
    OUTCOME = "outcome"
    MONITORING = "monitoring"
    INCIDENTS = "incidents"
    COMMUNICATIONS = "communications"


_WORDS = {
    About.MONITORING: re.compile(r"monitor|alert|dashboard|observ", re.IGNORECASE),
    About.INCIDENTS: re.compile(r"issue|incident|error|bug|problem", re.IGNORECASE),
    About.COMMUNICATIONS: re.compile(
        r"inform|notif|communic|announc|told|stakeholder|customer", re.IGNORECASE
    ),
}


def about(statement: str) -> About:
    """What the facts beside a statement are about, by its words; of the outcome, where they say nothing."""
    return next((topic for topic, found in _WORDS.items() if found.search(statement)), About.OUTCOME)


@dataclass(frozen=True)
class Facts:
    """What is known of a run that a statement is made about: `live` in words, incidents by severity."""

    percent: int = 0
    live: str | None = None
    check_ins: int = 0
    check_ins_planned: int = 0
    check_ins_missed: int = 0
    incidents: dict[int, int] = field(default_factory=dict)
    open_incidents: int = 0
