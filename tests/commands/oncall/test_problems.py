"""When Slack does not ring for somebody on call."""

from datetime import UTC, datetime, timedelta

import pytest

from commands.oncall import problems
from store.oncall import Reach

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def hours(count: float) -> datetime:
    return NOW + timedelta(hours=count)


def reach(starts: float | None = None, ends: float | None = None, snoozed: float | None = None) -> Reach:
    at = [None if each is None else hours(each) for each in (starts, ends, snoozed)]
    return Reach(team_id="T", user_id="U", quiet_from=at[0], quiet_until=at[1], snoozed_until=at[2])


@pytest.mark.parametrize(
    ("known", "until", "says"),
    [
        (None, None, None),
        (reach(), None, None),
        (reach(13, 22), None, "from "),
        (reach(-3, 1), None, "until "),
        (reach(-3, 0), None, None),
        (reach(13, 22), hours(13), None),
        (reach(13, 22), hours(14), "from "),
        (reach(-3, 1), hours(0.5), "until "),
        (reach(snoozed=2), None, "until "),
        (reach(snoozed=-1), None, None),
        (reach(13, 22, snoozed=1), None, "until "),
    ],
)
def test_quiet_hours_matter_while_somebody_is_on_call(
    known: Reach | None, until: datetime | None, says: str | None
) -> None:
    window = problems.quiet(known, NOW, until)
    assert window is None if says is None else str(window).startswith(says)
