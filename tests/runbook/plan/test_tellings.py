"""Communications as the stages stand: they move with a late start, each from what it hangs on."""

from datetime import UTC, datetime, timedelta

from runbook import reader
from runbook.plan import Kind, Tellings, plan, tellings, waits_for
from runbook.terms import Anchor

T0 = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)

TEXT = """# Release

**Deployment Date:** March 9, 2026
**Deployment Time:** 12:00 UTC

## Deployment (March 9)

### 11:00 - Get Ready

- [ ] Meet

### 12:00 - Deploy

- [ ] Route 10% traffic to v2

### 13:00 - All Traffic

- [ ] Route 100% traffic to v2

## Communication Plan

**Before:**

- Email 2h before

**During:**

- Status page refreshed every 30min
- Email if issues occur

**After:**

- Email confirming success within 2 hours
- Announcement
"""
READ = reader.read(TEXT.encode())
STAGES = {a.text.partition(" (")[0]: a for a in plan(READ, T0).actions if a.kind is Kind.STAGE}


def told(live: datetime | None = None, **late: int) -> Tellings:
    """Each stage so many minutes later than planned."""
    by = {"ready": "Get Ready", "deploy": "Deploy", "traffic": "All Traffic"}
    stands = {STAGES[by[n]].line: STAGES[by[n]].expected + timedelta(minutes=m) for n, m in late.items()}
    return tellings(READ, T0, UTC, stands, live)


def due(of: Tellings) -> list[tuple[str, int, str]]:
    return [(each.of.text.split()[0], each.nth, f"{each.due:%H:%M}") for each in of.all]


def test_as_planned_it_is_the_plan() -> None:
    planned = {(a.line, a.expected) for a in plan(READ, T0).actions if "ommunication" in a.kind}
    assert {(each.of.line, each.due) for each in told().all} == planned
    assert told().starts == T0
    assert told().stage == STAGES["Deploy"].line


def test_what_hangs_on_the_start_goes_with_its_stage_and_ends_with_the_last() -> None:
    late = told(ready=0, deploy=40, traffic=40)
    assert due(late) == [
        ("Email", 1, "10:00"),
        ("Status", 1, "13:10"),
        ("Status", 2, "13:40"),
        ("Email", 1, "15:40"),
        ("Announcement", 1, "13:40"),
    ]
    assert late.starts == T0 + timedelta(minutes=40)


def test_a_stage_that_takes_longer_has_more_updates() -> None:
    assert [nth for text, nth, _ in due(told(deploy=0, traffic=60)) if text == "Status"] == [1, 2, 3, 4]


def test_a_stage_before_the_start_moves_nothing() -> None:
    assert due(told(ready=30)) == due(told())


def test_what_hangs_on_live_hangs_on_that_once_it_is_real() -> None:
    live = told(T0 + timedelta(hours=3), deploy=40, traffic=40)
    success = next(each for each in live.all if each.kind is Kind.COMMUNICATION_DUE)
    assert (success.asks, success.due) == (T0 + timedelta(hours=3), T0 + timedelta(hours=5))
    assert success.anchor is Anchor.LIVE


def test_a_checklist_without_stages_is_as_planned() -> None:
    bare = reader.read(b"# Release\n\n- [ ] Go\n\n## Communication Plan\n\n- Email 2h before\n")
    found = tellings(bare, T0, UTC, {}, None)
    assert (found.stage, found.starts) == (None, T0)
    assert [each.due for each in found.all] == [T0 - timedelta(hours=2)]


def test_what_waits_for_an_event() -> None:
    assert [(each.text, when) for each, when in waits_for(READ)] == [
        ("Email if issues occur", "if issues occur")
    ]
