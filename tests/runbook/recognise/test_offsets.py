"""Offsets from the release."""

import pytest

from runbook.recognise.offsets import Unsure, offset
from runbook.terms import Anchor, At, Span, Unit

T0 = At(Anchor.T0)


def before(count: int, unit: Unit) -> At:
    return At(Anchor.T0, Span(count, unit), before=True)


def after(count: int, unit: Unit, anchor: Anchor = Anchor.START) -> At:
    return At(anchor, Span(count, unit))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("T-30 min: Freeze", before(30, Unit.MINUTE)),
        ("T-4 Hours: Pre-Deployment", before(4, Unit.HOUR)),
        ("T−24h", before(24, Unit.HOUR)),
        ("T+15m Smoke tests", after(15, Unit.MINUTE)),
        ("T-7 ngày: chuẩn bị", before(7, Unit.DAY)),
        ("D-7: Announce", before(7, Unit.DAY)),
        ("D+1 Review", after(1, Unit.DAY)),
        ("T-0: Deployment Window", T0),
        ("T+0", T0),
        ("T=0 (Go-Live)", T0),
        ("T0 Switch", T0),
        ("D-Day", T0),
        ("T+55 to T+65 min", after(55, Unit.MINUTE)),
        ("4 Weeks Before Go-Live", before(4, Unit.WEEK)),
        ("Two days prior to launch", before(2, Unit.DAY)),
        ("48h before", before(48, Unit.HOUR)),
        ("24 hours after release", after(24, Unit.HOUR, Anchor.LIVE)),
        ("Day Before Go-Live", before(1, Unit.DAY)),
        ("Day of release", T0),
        ("Launch day", T0),
        ("Release Day checklist", T0),
    ],
)
def test_when_it_is(text: str, at: At) -> None:
    assert offset(text) == at


def test_a_missing_unit_is_the_nearest_stated_one() -> None:
    assert offset("T-7") == Unsure("T-7")
    assert offset("T+55", around="Timeline (minutes)\nT+5 min\nT+65 min") == after(55, Unit.MINUTE)
    assert offset("T-7", around="T-7 \nT-2 days\nT-4 h") == Unsure("T-7"), "two units settle nothing"
    assert offset("T-2", around="runs for 10 minutes") == before(2, Unit.MINUTE)


@pytest.mark.parametrize(
    "text",
    [
        "Check :8081 and 03:15 UTC",
        "v1.6.0-rc.0",
        "AT-7 is closed",
        "PORT-80",
        "123/123 tests",
        "T-shirt sizes",
        "cut-off 10 min",
        "2 hours after an alert",
        "GPT-4 h",
        "Deployment Day-to-day work",
        "Post-Deployment",
        "T-1.5",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert offset(text) is None
