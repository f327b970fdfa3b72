"""How a criterion of success can be known: measured, from incidents, or because somebody says so."""

import re
from dataclasses import dataclass
from enum import StrEnum

from runbook.recognise.comparisons import comparison


class Source(StrEnum):
    MEASURED = "measured"
    DERIVED = "derived"
    ATTESTED = "attested"


@dataclass(frozen=True)
class Known:
    """`severity` is that of the incidents which a derived one is about; None for any."""

    source: Source
    severity: int | None = None


_INCIDENTS = re.compile(r"\b(?:incidents?|outages?)\b", re.I)
_BESIDES = re.compile(r"\b(?:data loss|lost|losses|corrupt\w*|complaints?)\b", re.I)
_SEVERE = (
    (1, re.compile(r"\b(?:highest|critical|(?:severity|sev|p)[ -]?1)\b", re.I)),
    (2, re.compile(r"\b(?:high|(?:severity|sev|p)[ -]?2)\b", re.I)),
)


def known(text: str) -> Known:
    """By the words of the criterion; a comparison is measured whatever it is about."""
    if comparison(text):
        return Known(Source.MEASURED)
    if _INCIDENTS.search(text):
        return Known(Source.DERIVED, next((level for level, said in _SEVERE if said.search(text)), None))
    return Known(Source.DERIVED if _BESIDES.search(text) else Source.ATTESTED)
