"""When the sections that hang on `live` open and end, once it has come."""

from datetime import datetime, tzinfo
from typing import NamedTuple

from runbook.model import Runbook
from runbook.plan import windows
from runbook.plan.course import course
from runbook.terms import Anchor


class Hours(NamedTuple):
    """Both aware, in the zone of the run."""

    opens: datetime
    ends: datetime


def hours(runbook: Runbook, start: datetime, live: datetime, zone: tzinfo) -> dict[int, Hours]:
    """By the line of a heading. What is measured over a time is judged, so opens, when that ends."""
    run = course(runbook, start, live, zone)
    found = {}
    for section in runbook.sections:
        window = section.window or section.measured
        if window and window.anchor is Anchor.LIVE:
            ends = run.reached(Anchor.LIVE, windows.ends(window)).at
            opens = run.reached(Anchor.LIVE, windows.opens(window)).at
            found[section.line] = Hours(ends if section.measured else opens, ends)
    return found
