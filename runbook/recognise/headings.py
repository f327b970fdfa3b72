"""Headings: a claim mark, the dates of a phase, the clock of a stage, the name and version released."""

import re
from datetime import date, time

from runbook import words
from runbook.model import Dates

_CLAIM = re.compile(r"(?<=\S)\s*[✅✔☑✓]\ufe0f?\s*$")
_PHASE = re.compile(
    r"\((?P<month>[^\W\d_]{3,12})\.? (?P<first>\d{1,2})(?:\s*[-–]\s*(?P<last>\d{1,2}))?\)\s*$"
)
_CLOCK = re.compile(r"^(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)\s*[-–]\s*(?=[^\W\d_])")
_VERSION = re.compile(r"v\d+\.\d+\.\d+(?:[-+.][0-9A-Za-z.+-]+)?")


def title(text: str) -> str:
    """The heading as shown: without the mark that claims its section done."""
    return _CLAIM.sub("", text) or text


def claimed(markdown: str) -> bool:
    """Whether a heading's own Markdown ends with a mark that claims its section done."""
    return _CLAIM.search(markdown) is not None


def lasting(title: str) -> str:
    """The heading whatever its date and its clock, so that a runbook can be planned anew."""
    return _PHASE.sub("", _CLOCK.sub("", title)).strip() or title


def dates(title: str, deployment: date) -> Dates | None:
    """The days of a phase such as "Preparation (December 8-9)", in the year nearest to the deployment."""
    phase = _PHASE.search(title)
    number = words.month(phase["month"]) if phase else None
    if phase is None or number is None:
        return None
    first, last = int(phase["first"]), int(phase["last"] or phase["first"])
    years = (deployment.year, deployment.year - 1, deployment.year + 1)
    spans = [span for year in years if (span := _span(year, number, first, last))]
    return min(spans, key=lambda span: abs(span.first - deployment), default=None)


def clock(title: str) -> time | None:
    """The wall time of a stage such as "07:00 - Warm up"."""
    stage = _CLOCK.match(title)
    return time(int(stage["hour"]), int(stage["minute"])) if stage else None


def release(title: str) -> tuple[str, str] | None:
    """Service and version of a heading such as "Parcel Tracking v2.4.0"."""
    name, _, version = title.rpartition(" ")
    name = name.rstrip(" :–—-")
    return (name, version) if name and _VERSION.fullmatch(version) else None


def _span(year: int, month: int, first: int, last: int) -> Dates | None:
    try:
        span = Dates(date(year, month, first), date(year, month, last))
    except ValueError:
        return None
    return span if span.first <= span.last else None
