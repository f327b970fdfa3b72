"""Decisions about a run, state by state and person by person."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from commands.deploy import rules
from commands.deploy.rules import Standing, State
from tests.commands.refusals import refused

ANA, BEN, CHI = "UANA", "UBEN", "UCHI"
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
RUNNING = Standing(State.RUNNING, lead=ANA, lead_name="Ana")
HELD = replace(RUNNING, state=State.HELD)
ASKED = replace(RUNNING, abort_asked_by=BEN)
OVER = [State.CLOSED, State.ABORTED]


# Changing. --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", State)
def test_a_run_has_ended_or_not(state: State) -> None:
    assert rules.ended(state) == (state in OVER)


@pytest.mark.parametrize("state", OVER)
def test_nothing_changes_a_run_that_has_ended(state: State) -> None:
    over = replace(ASKED, state=state)
    for change in (rules.hold, rules.ask_abort):
        with refused(f"This run is {state} and cannot change any more."):
            change(over)
    for by_lead in (rules.resume, rules.confirm_abort, rules.withdraw_abort):
        with refused(f"This run is {state} and cannot change any more."):
            by_lead(over, ANA)
    with refused(f"This run is {state} and cannot change any more."):
        rules.finish(over, ANA, "reason")


def test_holding() -> None:
    rules.hold(RUNNING)
    with refused("held already"):
        rules.hold(HELD)


def test_resuming_is_the_leads() -> None:
    rules.resume(HELD, ANA)
    with refused("Only the lead, Ana, resumes the run."):
        rules.resume(HELD, BEN)
    with refused("This run is not held."):
        rules.resume(RUNNING, ANA)


@pytest.mark.parametrize("run", [RUNNING, HELD, ASKED])
def test_finishing_is_the_leads(run: Standing) -> None:
    rules.finish(run, ANA, "")
    with refused("Only the lead, Ana, finishes the run."):
        rules.finish(run, BEN, "")


def test_finishing_with_open_items_takes_a_reason() -> None:
    unfinished = replace(RUNNING, open_items=3)
    rules.finish(unfinished, ANA, "Only a rehearsal")
    with refused("3 items are still open.", "reason"):
        rules.finish(unfinished, ANA, "")
    with refused("One item is still open.", "reason"):
        rules.finish(replace(RUNNING, open_items=1), ANA, "")


def test_an_abort_is_asked_for_once() -> None:
    rules.ask_abort(RUNNING)
    rules.ask_abort(HELD)
    with refused("Somebody asked for this already."):
        rules.ask_abort(ASKED)


@pytest.mark.parametrize(
    ("asked_by", "by", "why_not"),
    [
        (BEN, ANA, None),
        (ANA, BEN, None),
        (ANA, CHI, None),
        (BEN, BEN, "takes a second person"),
        (ANA, ANA, "takes a second person"),
        (BEN, CHI, "one of them the lead: Ana has to confirm"),
        (None, ANA, "Nobody is asking"),
    ],
)
def test_aborting_takes_two_one_of_them_the_lead(asked_by: str | None, by: str, why_not: str | None) -> None:
    run = replace(RUNNING, abort_asked_by=asked_by)
    if why_not is None:
        return rules.confirm_abort(run, by)
    with refused(why_not):
        rules.confirm_abort(run, by)
    return None


@pytest.mark.parametrize(
    ("asked_by", "by", "why_not"),
    [
        (BEN, BEN, None),
        (BEN, ANA, None),
        (BEN, CHI, "Only who asked, or the lead (Ana)"),
        (None, ANA, "Nobody is asking"),
    ],
)
def test_withdrawing(asked_by: str | None, by: str, why_not: str | None) -> None:
    run = replace(RUNNING, abort_asked_by=asked_by)
    if why_not is None:
        return rules.withdraw_abort(run, by)
    with refused(why_not):
        rules.withdraw_abort(run, by)
    return None
