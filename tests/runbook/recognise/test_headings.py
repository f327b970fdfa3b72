"""Headings of phases, stages and releases."""

from datetime import date, time

import pytest

from runbook.model import Dates
from runbook.recognise import headings


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Tests ✅", "Tests"),
        ("Tests ✔️", "Tests"),
        ("✅ Tests", "✅ Tests"),
        ("Launch 🚀", "Launch 🚀"),
        ("✅", "✅"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert headings.title(text) == title


@pytest.mark.parametrize(
    ("title", "deployment", "first", "last"),
    [
        ("Prepare (December 8-9)", date(2024, 12, 10), date(2024, 12, 8), date(2024, 12, 9)),
        ("Day (Dec 10)", date(2024, 12, 10), date(2024, 12, 10), date(2024, 12, 10)),
        ("Day (Sept. 3–4)", date(2026, 9, 4), date(2026, 9, 3), date(2026, 9, 4)),
        ("Before (December 29-30)", date(2026, 1, 2), date(2025, 12, 29), date(2025, 12, 30)),
        ("After (January 2)", date(2025, 12, 30), date(2026, 1, 2), date(2026, 1, 2)),
        ("Leap (February 29)", date(2025, 1, 10), date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_dates(title: str, deployment: date, first: date, last: date) -> None:
    assert headings.dates(title, deployment) == Dates(first, last)


@pytest.mark.parametrize(
    "title",
    ["Prepare", "Metrics (24 hours)", "Phase (Week 1)", "Odd (December 9-8)", "Odd (June 31)", "Day (Ma 3)"],
)
def test_no_dates(title: str) -> None:
    assert headings.dates(title, date(2025, 6, 1)) is None


@pytest.mark.parametrize(
    ("title", "clock"),
    [
        ("07:00 - Warm up", time(7)),
        ("23:59 – Ende", time(23, 59)),
        ("00:00 - 24:00", None),
        ("24:00 - Late", None),
        ("7:00 - Short", None),
        ("Backup at 07:00 - nightly", None),
    ],
)
def test_clock(title: str, clock: time | None) -> None:
    assert headings.clock(title) == clock


@pytest.mark.parametrize(
    ("title", "release"),
    [
        ("Parcel Tracking v2.4.0", ("Parcel Tracking", "v2.4.0")),
        ("Gateway: v1.0.0-rc.1", ("Gateway", "v1.0.0-rc.1")),
        ("Gateway – v1.0.0+b7", ("Gateway", "v1.0.0+b7")),
        ("v1.0.0", None),
        ("Gateway v2", None),
        ("Gateway v1.0.0 plan", None),
    ],
)
def test_release(title: str, release: tuple[str, str] | None) -> None:
    assert headings.release(title) == release
