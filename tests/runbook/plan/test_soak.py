"""A late start moves the rest and keeps the soak."""

from datetime import datetime, timedelta

from runbook import reader
from runbook.plan import plan, replanned
from tests.runbook.samples import SHIPPED

T0 = datetime.fromisoformat("2026-03-11T08:00+07:00")
PREPARED, DEPLOYED, TEN, QUARTER, HALF, ALL, SETTLED = 74, 82, 97, 104, 110, 115, 122


def late(**minutes: int) -> dict[int, str]:
    lines = {"prepared": PREPARED, "ten": TEN, "quarter": QUARTER, "half": HALF}
    runbook = reader.read(SHIPPED.read_bytes())
    planned = plan(runbook, T0)
    own = {action.line: action.expected for action in planned.actions}
    started = {lines[name]: own[lines[name]] + timedelta(minutes=count) for name, count in minutes.items()}
    return {line: f"{at:%H:%M}" for line, at in replanned(runbook, planned, started).items()}


def test_in_time_everything_stays() -> None:
    assert [late()[line] for line in (TEN, QUARTER, HALF, ALL)] == ["09:00", "10:00", "11:00", "12:00"]


def test_forty_minutes_late_move_the_rest_by_forty_minutes() -> None:
    assert [late(ten=40)[line] for line in (TEN, QUARTER, HALF, ALL)] == ["09:40", "10:40", "11:40", "12:40"]


def test_a_stage_that_begins_early_gives_nothing_away() -> None:
    assert [late(ten=-30)[line] for line in (TEN, QUARTER)] == ["08:30", "10:00"]


def test_lateness_adds_up() -> None:
    assert [late(ten=40, quarter=70)[line] for line in (QUARTER, HALF)] == ["11:10", "12:10"]


def test_only_traffic_soaks() -> None:
    assert late(prepared=30)[DEPLOYED] == "08:00"
    assert late(prepared=90)[DEPLOYED] == "08:30", "it follows the stage ahead of it all the same"
    assert [late(half=20)[line] for line in (ALL, SETTLED)] == ["12:20", "13:00"]
