"""The climb up the contact tree: who is called when, whatever became of the timer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.incident import plan
from commands.incident.plan import EVERY, Climb, Level, Plan

START = datetime(2026, 3, 9, 3, 0, tzinfo=UTC)
MINUTES = (0, 5, 15, 30)


def tree(*people: Sequence[str]) -> list[Level]:
    return [
        Level(at, f"Level {at}", timedelta(minutes=after), tuple(each))
        for at, (after, each) in enumerate(zip(MINUTES, people, strict=True), start=1)
    ]


FULL = tree(["ben"], ["ana"], ["gia"], ["hugo"])


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def after(climb: Climb, planned: Plan) -> Climb:
    return replace(climb, done=planned.done, paged_at=planned.paged_at)


def told(climb: Climb, *minutes: float) -> list[list[str]]:
    """Who is called at each of these minutes, one after another."""
    said = []
    for minute in minutes:
        planned = plan.decide(climb, at(minute))
        said.append([call.user for call in planned.calls])
        climb = after(climb, planned)
    return said


def test_each_level_is_called_when_its_minute_comes() -> None:
    minutes = (0, 4.9, 5, 5.1, 14.9, 15, 29.9, 30, 39.9, 40)
    everybody = ["ben", "ana", "gia", "hugo"]
    assert told(Climb(FULL, START), *minutes) == [
        ["ben"], [], ["ana"], [], [], ["gia"], [], ["hugo"], [], everybody,
    ]  # fmt: skip


def test_the_next_moment_is_the_next_level_and_then_every_ten_minutes() -> None:
    climb, moments = Climb(FULL, START), []
    planned = plan.decide(climb, START)
    for _ in range(5):
        moments.append(planned.next_at)
        climb = after(climb, planned)
        planned = plan.decide(climb, planned.next_at)
    assert moments == [at(minute) for minute in (5, 15, 30, 40, 50)]


def test_an_empty_level_is_skipped_at_once() -> None:
    climb = Climb(tree(["ben"], [], ["gia"], ["hugo"]), START)
    first = plan.decide(climb, START)
    second = plan.decide(after(climb, first), at(5))
    assert [call.user for call in second.calls] == ["gia"]
    assert [level.position for level in second.skipped] == [2]
    assert second.calls[0].due_at == at(5)
    assert second.next_at == at(30)


def test_an_empty_first_level_loses_no_time() -> None:
    planned = plan.decide(Climb(tree([], [], ["gia"], ["hugo"]), START), START)
    assert [call.user for call in planned.calls] == ["gia"]
    assert [level.position for level in planned.skipped] == [1, 2]


def test_a_tree_with_nobody_in_it_is_no_silence() -> None:
    climb = Climb(tree([], [], [], []), START)
    first = plan.decide(climb, START)
    assert (first.calls, len(first.skipped), first.next_at) == ((), 4, at(10))
    second = plan.decide(after(climb, first), at(10))
    assert (second.calls, second.again, second.next_at) == ((), True, at(20))


def test_after_a_stop_across_two_levels_each_person_is_called_once() -> None:
    climb = after(Climb(FULL, START), plan.decide(Climb(FULL, START), START))
    planned = plan.decide(climb, at(20))
    assert [(call.user, call.level, call.due_at) for call in planned.calls] == [
        ("ana", 2, at(5)), ("gia", 3, at(15)),
    ]  # fmt: skip
    assert planned.next_at == at(30)


def test_a_person_on_two_levels_is_called_once_for_the_higher() -> None:
    climb = Climb(tree(["ben"], ["ben"], ["gia"], ["hugo"]), START)
    planned = plan.decide(climb, at(6))
    assert [(call.user, call.level) for call in planned.calls] == [("ben", 2)]
    assert planned.done == (1, 2)


def test_waves_missed_during_a_stop_are_one() -> None:
    climb = Climb(FULL, START, done=(1, 2, 3, 4), paged_at=at(30))
    planned = plan.decide(climb, at(75))
    assert len(planned.calls) == 4
    assert planned.again
    assert planned.next_at == at(85)


def test_escalating_by_hand_calls_the_next_level_now_and_not_again_by_the_clock() -> None:
    climb = Climb(FULL, START, done=(1,), paged_at=START)
    planned = plan.raised(climb, at(2))
    assert planned is not None
    assert [(call.user, call.due_at) for call in planned.calls] == [("ana", at(2))]
    assert planned.next_at == at(15)


def test_escalating_to_a_level_leaves_those_between_to_the_clock() -> None:
    climb = Climb(FULL, START, done=(1,), paged_at=START)
    planned = plan.raised(climb, at(2), to=4)
    assert planned is not None
    assert [call.user for call in planned.calls] == ["hugo"]
    assert planned.next_at == at(5)


def test_who_was_escalated_to_early_is_followed_by_a_wave_and_not_by_silence() -> None:
    climb = Climb(FULL, START, done=(1, 2, 3), paged_at=at(2))
    planned = plan.raised(climb, at(3))
    assert planned is not None
    assert planned.next_at == at(3) + EVERY


def test_there_is_nobody_above_the_last() -> None:
    assert plan.raised(Climb(FULL, START, done=(1, 2, 3, 4)), at(31)) is None
    assert plan.raised(Climb(tree(["ben"], [], [], []), START, done=(1,)), at(1)) is None
    assert plan.raised(Climb(tree(["ben"], [], [], []), START), at(1), to=3) is None


def test_a_severity_that_does_not_climb_calls_its_first_level_again_and_again() -> None:
    climb = Climb(tree([], ["ana"], ["gia"], ["hugo"]), START, first_only=True)
    assert told(climb, 0, 5, 9.9, 10, 15, 20) == [["ana"], [], [], ["ana"], [], ["ana"]]


def test_whoever_it_was_escalated_to_is_in_the_wave() -> None:
    climb = Climb(FULL, START, done=(1, 2), paged_at=START, first_only=True)
    assert [call.user for call in plan.decide(climb, at(10)).calls] == ["ben", "ana"]


people = st.lists(st.sampled_from(["ana", "ben", "chi", "gia"]), max_size=3, unique=True)


@given(levels=st.tuples(people, people, people, people), steps=st.lists(st.floats(0.1, 25), max_size=30))
def test_however_late_the_clock_comes_nobody_is_called_twice_for_a_level(
    levels: tuple[list[str], ...], steps: list[float]
) -> None:
    climb, moment, called = Climb(tree(*levels), START), START, []
    for step in [0.0, *steps]:
        moment += timedelta(minutes=step)
        planned = plan.decide(climb, moment)
        assert planned.next_at >= moment
        users = [call.user for call in planned.calls]
        assert len(users) == len(set(users))
        assert all(call.due_at <= moment for call in planned.calls)
        called += [(call.user, call.level) for call in planned.calls if not call.again]
        climb = after(climb, planned)
    assert len(called) == len(set(called))


@pytest.mark.parametrize("minute", [0, 5, 15, 30, 31, 59])
def test_planning_again_at_once_calls_nobody(minute: float) -> None:
    climb = Climb(FULL, START)
    planned = plan.decide(climb, at(minute))
    assert plan.decide(after(climb, planned), at(minute)).calls == ()
