"""The default runbook's plan to the minute; plans in zones whose clocks change; files that say little."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from runbook import reader
from runbook.plan import Kind, Plan, plan
from runbook.terms import Anchor
from tests.runbook.samples import SHIPPED

T0 = datetime.fromisoformat("2026-03-11T08:00+07:00")
LIVE = datetime.fromisoformat("2026-03-11T12:00+07:00")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture(scope="module")
def golden() -> Plan:
    return plan(reader.read(SHIPPED.read_bytes()), T0, LIVE)


def moments(made: Plan, kind: Kind, line: int | None = None) -> list[str]:
    found = [action for action in made.actions if action.kind is kind and line in {None, action.line}]
    return [f"{action.at:%d.%m. %H:%M}" for action in found]


def planned(markdown: str, start: datetime, live: datetime | None = None) -> Plan:
    return plan(reader.read(markdown.encode()), start, live)


# The default runbook. ---------------------------------------------------------------------------------------


def test_stages_and_the_gate(golden: Plan) -> None:
    assert moments(golden, Kind.STAGE) == [
        f"11.03. {clock}"
        for clock in ("07:00", "08:00", "08:30", "09:00", "10:00", "11:00", "12:00", "13:00")
    ]
    assert moments(golden, Kind.GO_NO_GO) == ["11.03. 08:00"]
    assert moments(golden, Kind.PHASE_OPENS, line=12) == ["09.03. 00:00"]
    assert moments(golden, Kind.PHASE_ENDS, line=12) == ["11.03. 00:00"]


def test_the_gate_stands_before_the_stage_that_waits_for_it(golden: Plan) -> None:
    kinds = [action.kind for action in golden.actions if action.at == T0]
    assert kinds.index(Kind.GO_NO_GO) < kinds.index(Kind.STAGE)


def test_communications(golden: Plan) -> None:
    assert moments(golden, Kind.COMMUNICATION, line=226) == ["09.03. 08:00"]
    assert moments(golden, Kind.COMMUNICATION, line=227) == ["10.03. 08:00"]
    half_hours = [T0 + timedelta(minutes=30 * nth) for nth in range(1, 11)]
    assert moments(golden, Kind.COMMUNICATION, line=233) == [f"{at:%d.%m. %H:%M}" for at in half_hours]
    assert moments(golden, Kind.COMMUNICATION_DUE) == ["11.03. 14:00", "12.03. 12:00"]
    assert moments(golden, Kind.COMMUNICATION, line=240) == [
        "18.03. 12:00", "25.03. 12:00", "01.04. 12:00", "08.04. 12:00",
    ]  # fmt: skip


def test_a_communication_without_a_time_has_its_phases_default(golden: Plan) -> None:
    untimed = {a.line: a.at for a in golden.actions if a.kind is Kind.UNTIMED}
    assert {line for line, at in untimed.items() if at == T0 - timedelta(hours=24)} == {228, 246, 247, 248}
    assert {line for line, at in untimed.items() if at == T0} == {253, 254}, "252 is made by the cadence"
    assert {line for line, at in untimed.items() if at == LIVE} == {258, 259, 260}


@pytest.mark.parametrize(
    ("line", "count", "first", "last"),
    [
        (136, 16, "11.03. 12:15", "11.03. 16:00"),
        (144, 20, "11.03. 17:00", "12.03. 12:00"),
        (152, 36, "12.03. 16:00", "18.03. 12:00"),
    ],
)
def test_check_ins(golden: Plan, line: int, count: int, first: str, last: str) -> None:
    found = moments(golden, Kind.CHECK_IN, line)
    assert (len(found), found[0], found[-1]) == (count, first, last)


def test_two_daily_reports_are_one_series(golden: Plan) -> None:
    daily = [
        action for action in golden.actions if action.kind is Kind.RECURRING and action.line in {153, 314}
    ]
    assert [f"{action.at:%d %H:%M}" for action in daily] == [f"{day} 09:00" for day in range(12, 19)]
    assert sum("also line 314" in action.text for action in daily) == 6


def test_verdicts_tasks_and_the_confirmation(golden: Plan) -> None:
    assert moments(golden, Kind.VERDICT) == ["12.03. 12:00", "18.03. 12:00"]
    assert moments(golden, Kind.TASKS_DUE) == ["12.03. 12:00", "18.03. 12:00", "11.04. 12:00"]
    assert moments(golden, Kind.CONFIRMATION) == ["12.03. 12:00"]


def test_what_waits_for_something_has_no_moment(golden: Plan) -> None:
    assert [(waiting.line, waiting.when) for waiting in golden.waiting] == [
        (194, "within 24 h after the rollback is verified"),
        (232, "as things change"),
        (234, "if issues occur"),
        (276, "within 24 h after an incident of severity 1 is opened"),
    ]


def test_what_hangs_on_live_has_no_moment_before_it() -> None:
    waits = plan(reader.read(SHIPPED.read_bytes()), T0)
    hanging = [action for action in waits.actions if action.anchor is Anchor.LIVE]
    assert hanging
    assert {action.at for action in hanging} == {None}
    assert all(action.at for action in waits.actions if action.anchor is not Anchor.LIVE)
    assert {action.expected for action in hanging if str(action.offset) == "+2 h"} == {
        LIVE + timedelta(hours=2)
    }


def test_another_start_moves_everything_by_its_offset() -> None:
    later = datetime(2026, 6, 2, 8, 0, tzinfo=T0.tzinfo)
    moved = plan(reader.read(SHIPPED.read_bytes()), later)
    assert moments(moved, Kind.STAGE)[0] == "02.06. 07:00"
    assert moments(moved, Kind.PHASE_OPENS, line=12) == ["31.05. 00:00"]


# Clocks that change. ----------------------------------------------------------------------------------------

NEWS = """# News

## Api v1.0.0

**Deployment Date:** {date}
**Deployment Time:** {clock} America/New_York

## Day

### {clock} - Begin

- [ ] Route 100% traffic

## Communication Plan

### Users

**Before:**

- Email 48h before
- Post 2 days before

## Post-Deployment Monitoring

### Day 2-4

- [ ] Daily report
"""


def new_york(date: str, clock: str = "08:00") -> Plan:
    start = datetime.strptime(f"{date} {clock}", "%B %d, %Y %H:%M").replace(tzinfo=NEW_YORK)
    return planned(NEWS.format(date=date, clock=clock), start, start)


@pytest.mark.parametrize(
    ("date", "hours_48", "days_2"),
    [
        ("March 9, 2026", "2026-03-07T07:00-05:00", "2026-03-07T08:00-05:00"),
        ("November 2, 2026", "2026-10-31T09:00-04:00", "2026-10-31T08:00-04:00"),
        ("June 9, 2026", "2026-06-07T08:00-04:00", "2026-06-07T08:00-04:00"),
    ],
)
def test_hours_are_elapsed_and_days_are_wall_clock(date: str, hours_48: str, days_2: str) -> None:
    told = [action.at for action in new_york(date).actions if action.kind is Kind.COMMUNICATION]
    assert sorted(at.isoformat("T", "minutes") for at in told if at) == sorted([hours_48, days_2])


def test_a_daily_report_is_at_nine_through_the_change() -> None:
    reports = [action.at for action in new_york("March 6, 2026").actions if action.kind is Kind.RECURRING]
    assert [f"{at:%d %H:%M %z}" for at in reports if at] == [
        "07 09:00 -0500", "08 09:00 -0400", "09 09:00 -0400",
    ]  # fmt: skip


@pytest.mark.parametrize("date", ["March 6, 2026", "October 30, 2026", "June 5, 2026"])
def test_check_ins_end_with_their_window_through_the_change(date: str) -> None:
    watched = NEWS.replace("Daily report", "Monitor every 4 hours").format(date=date, clock="08:00")
    start = datetime.strptime(f"{date} 08:00", "%B %d, %Y %H:%M").replace(tzinfo=NEW_YORK)
    found = [action.at for action in planned(watched, start, start).actions if action.kind is Kind.CHECK_IN]
    elapsed = [at.astimezone(UTC) for at in found if at]
    assert len(elapsed) == 18
    assert {later - earlier for earlier, later in pairwise(elapsed[:-1])} == {timedelta(hours=4)}
    assert found[-1] == (start + timedelta(days=4)), "08:00 on the wall, four days on"


def test_a_stage_stays_on_its_clock_through_the_change() -> None:
    night = NEWS.replace("## Communication", "### 04:00 - Look\n\n- [ ] Look\n\n## Communication")
    start = datetime(2026, 3, 8, 1, 30, tzinfo=NEW_YORK)
    made = planned(night.format(date="March 8, 2026", clock="01:30"), start)
    assert [(f"{a.at:%H:%M %z}", str(a.offset)) for a in made.actions if a.kind is Kind.STAGE] == [
        ("01:30 -0500", "+0 min"),
        ("04:00 -0400", "+1 h 30 min"),
    ]


def test_a_wall_time_that_does_not_exist_moves_forward_and_warns() -> None:
    made = new_york("March 10, 2026", "02:30")
    [missing] = [action for action in made.actions if action.kind is Kind.COMMUNICATION and action.doubt]
    assert f"{missing.at:%d %H:%M %z}" == "08 03:30 -0400"
    [warning] = [warned for warned in made.warnings if warned.line == missing.line]
    assert warning.message == (
        "02:30 does not exist on Sun 8 Mar 2026, when the clocks go forward: 03:30 is taken."
    )


def test_a_wall_time_that_comes_twice_is_its_first_and_warns() -> None:
    made = new_york("November 3, 2026", "01:30")
    [twice] = [action for action in made.actions if action.kind is Kind.COMMUNICATION and action.doubt]
    assert f"{twice.at:%d %H:%M %z}" == "01 01:30 -0400"
    assert [warned.message for warned in made.warnings if warned.line == twice.line] == [
        "01:30 comes twice on Sun 1 Nov 2026, when the clocks go back: the first is taken."
    ]


# Files that say little. -------------------------------------------------------------------------------------


def test_a_file_without_times_plans_nothing_but_its_phases() -> None:
    made = planned("# Deploy\n\n## Before\n\n- [ ] Back up\n\n## After\n\n- [ ] Look\n", T0)
    assert [(action.kind, action.at) for action in made.actions] == [
        (Kind.PHASE_ENDS, T0),
        (Kind.PHASE_OPENS, None),
    ]


def test_stages_after_midnight_are_of_the_next_day() -> None:
    night = "# N\n\n## Day (March 11)\n\n### 23:00 - A\n\n- [ ] a\n\n### 00:30 - B\n\n- [ ] b\n"
    made = planned("**Deployment Date:** March 11, 2026\n\n" + night, datetime(2026, 3, 11, 23, tzinfo=UTC))
    assert moments(made, Kind.STAGE) == ["11.03. 23:00", "12.03. 00:30"]


def test_a_cadence_of_seconds_over_a_month_has_an_end() -> None:
    often = "# O\n\n## Post-Deployment Monitoring\n\n### Month 1\n\n- [ ] Monitor every 1 second\n"
    made = planned(often, T0, LIVE)
    assert len(made.actions) <= 2_001
    assert "are not planned" in made.warnings[0].message


def test_a_file_that_asks_for_millions_is_planned_in_part() -> None:
    items = "- [ ] Monitor every 1 second\n" * 11
    made = planned(f"# O\n\n## Post-Deployment Monitoring\n\n### Month 1\n\n{items}", T0, LIVE)
    assert len(made.actions) == 20_000
    assert "more than 20,000 actions" in made.warnings[0].message


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_year_that_no_calendar_reaches_is_no_start(year: str) -> None:
    text = f"**Deployment Date:** December 31, {year}\n**Deployment Time:** 23:00 UTC\n\n- [ ] a\n"
    assert reader.read(text.encode()).start is None


def test_a_run_is_planned_in_years_that_a_calendar_has() -> None:
    with pytest.raises(ValueError, match="from 1970 to 2199"):
        planned("- [ ] a\n", datetime(9999, 12, 31, 23, tzinfo=UTC))
