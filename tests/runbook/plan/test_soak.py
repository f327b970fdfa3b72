"""A late start moves the rest and keeps the soak."""

from datetime import datetime, timedelta

import pytest

from runbook import reader
from runbook.plan import plan, replanned
from runbook.terms import Anchor
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


COUNTED = """# Release v1.0.0

## T-30 min: Freeze

- [ ] Freeze the branch

## T0: Switch

- [ ] Switch over
- [ ] T+5 min: look at the logs

## 09:00 - Standup

### 09:00 - Standup

- [ ] Meet

## T+15 min: Smoke

- [ ] Test it

## T+2 h: Report

- [ ] Write it down
"""
FREEZE, SWITCH, STANDUP, SMOKE, REPORT = 3, 7, 14, 18, 22


def test_what_is_counted_from_t0_hangs_on_the_stage_of_that_title_and_not_on_the_first_clock() -> None:
    made = plan(reader.read(COUNTED.encode()), T0)
    at = {action.line: (str(action.anchor), f"{action.expected:%H:%M}") for action in made.actions}

    assert at[SMOKE] == ("T0 stage", "08:15")
    assert at[10] == ("T0 stage", "08:05")
    assert at[FREEZE] == ("T0", "07:30"), "what is before T0 hangs on the planned start"


@pytest.mark.parametrize(
    ("minutes", "smoke", "report"), [(0, "08:15", "10:00"), (40, "08:55", "10:40"), (-20, "07:55", "09:40")]
)
def test_t_plus_counts_from_when_the_stage_titled_t0_really_began(
    minutes: int, smoke: str, report: str
) -> None:
    runbook = reader.read(
        COUNTED.replace("## 09:00 - Standup\n\n### 09:00 - Standup\n\n- [ ] Meet\n\n", "").encode()
    )
    made = plan(runbook, T0)
    opens = replanned(runbook, made, {SWITCH: T0 + timedelta(minutes=minutes)})

    assert [f"{opens[line]:%H:%M}" for line in (SMOKE - 6, REPORT - 6)] == [smoke, report]


def test_without_a_stage_titled_t0_it_hangs_on_the_start() -> None:
    runbook = reader.read(COUNTED.replace("## T0: Switch", "## Switch day: release day").encode())

    assert [
        s.timing.anchor for s in runbook.sections if s.timing and not s.timing.before and s.timing.span
    ] == [
        Anchor.START,
        Anchor.START,
    ]


def test_only_traffic_soaks() -> None:
    assert late(prepared=30)[DEPLOYED] == "08:00"
    assert late(prepared=90)[DEPLOYED] == "08:30", "it follows the stage ahead of it all the same"
    assert [late(half=20)[line] for line in (ALL, SETTLED)] == ["12:20", "13:00"]
