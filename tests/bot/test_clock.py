"""Story time: at any speed, forwards only."""

from datetime import timedelta

import pytest

from bot.clock import Clock
from tests.bot.clocks import START, HandClock


def later(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


@pytest.mark.parametrize(("speed", "passed"), [(1, 10), (60, 600), (0.5, 5), (0, 0)])
def test_story_time_passes_at_its_speed(speed: float, passed: float) -> None:
    clock = HandClock(speed)
    clock.pass_by(10)
    assert clock.now() == START + later(passed)


def test_a_change_of_speed_counts_from_there() -> None:
    clock = HandClock()
    clock.pass_by(10)
    clock.set_speed(60)
    assert clock.now() == START + later(10)
    clock.pass_by(10)
    clock.set_speed(0)
    clock.pass_by(10)
    assert clock.now() == START + later(610)


def test_a_jump_goes_forwards_only() -> None:
    clock = HandClock()
    clock.jump_to(START + later(3600))
    assert clock.now() == START + later(3600)
    clock.jump_to(START)
    assert clock.now() == START + later(3600)
    clock.pass_by(1)
    assert clock.now() == START + later(3601)


@pytest.mark.parametrize(("speed", "wait"), [(1.0, 120), (60.0, 2), (0.0, None)])
def test_how_long_to_wait_in_real_seconds(speed: float, wait: float | None) -> None:
    clock = HandClock(speed)
    assert clock.seconds_until(START + later(120)) == wait
    assert clock.seconds_until(START) == 0
    assert clock.seconds_until(START - later(1)) == 0


def test_whoever_waits_is_told_of_changes() -> None:
    clock, told = HandClock(), []
    clock.on_change.append(lambda: told.append((clock.speed, clock.now())))
    clock.set_speed(60)
    clock.jump_to(START + later(60))
    assert told == [(60, START), (60, START + later(60))]


def test_in_production_story_time_is_real_time() -> None:
    clock = Clock()
    before = clock.real()
    assert before - later(1) < clock.now() < clock.real() + later(1)
    assert clock.now().tzinfo is not None
