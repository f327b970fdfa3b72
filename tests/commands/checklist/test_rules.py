"""Decisions about items, state by state."""

from dataclasses import replace

import pytest

from commands.checklist import rules
from commands.checklist.rules import CLOSED, Advance, Standing, State
from tests.commands.refusals import refused

ENDED = "The run has ended: its checklist cannot change any more."
OPEN = Standing(State.OPEN, rev=0, run_ended=False, closed_by="")
REOPENED = replace(OPEN, rev=2, reopened_by="Chi (too early)")


def standing(state: State) -> Standing:
    return replace(OPEN, state=state, closed_by="Ana, 09:12" if state in CLOSED else "")


@pytest.mark.parametrize("state", State)
def test_a_state_is_closed_or_not(state: State) -> None:
    assert (state in CLOSED) == (state not in {State.OPEN, State.CLAIMED})


@pytest.mark.parametrize("state", State)
def test_what_is_closed_is_not_closed_again(state: State) -> None:
    item = standing(state)
    if state not in CLOSED:
        rules.tick(item, 0)
        rules.close_without_doing(item, "No need")
        rules.assign(item)
        return
    says = f"Already {state}: Ana, 09:12."
    with refused(says):
        rules.tick(item, 0)
    with refused(says, "item"):
        rules.close_without_doing(item, "No need")
    with refused(says, "item"):
        rules.assign(item)


@pytest.mark.parametrize("state", sorted(set(State) - {State.OPEN}))
def test_what_is_not_open_can_be_reopened(state: State) -> None:
    rules.reopen(standing(state))


def test_what_is_open_cannot() -> None:
    with refused("open already"):
        rules.reopen(OPEN)


def test_a_press_from_before_the_reopening_does_not_count() -> None:
    rules.tick(REOPENED, 2)
    with refused("This was reopened since: Chi (too early)."):
        rules.tick(REOPENED, 1)


def test_a_press_from_an_older_card_counts_where_nobody_reopened() -> None:
    rules.tick(replace(OPEN, rev=2), 0)


def test_skipping_takes_a_reason() -> None:
    with refused("Give a reason", "reason"):
        rules.close_without_doing(OPEN, "")


@pytest.mark.parametrize("state", State)
def test_nothing_changes_once_the_run_has_ended(state: State) -> None:
    item = replace(standing(state), run_ended=True)
    with refused(ENDED):
        rules.tick(item, 0)
    with refused(ENDED):
        rules.reopen(item)
    with refused(ENDED):
        rules.assign(item)
    with refused(ENDED):
        rules.close_without_doing(item, "No need")


def test_attesting() -> None:
    rules.attest(2, run_ended=False)
    with refused("No claims are left"):
        rules.attest(0, run_ended=False)
    with refused(ENDED):
        rules.attest(2, run_ended=True)


MAY = Advance(
    run_ended=False, by_lead=True, lead_name="Ana", blocked_by=None, latest=7, after=7, remaining=True
)


@pytest.mark.parametrize(
    ("run", "why_not"),
    [
        (replace(MAY, run_ended=True), ENDED),
        (replace(MAY, by_lead=False), "Only the lead, Ana, opens the next section"),
        (replace(MAY, blocked_by="Held by Ben: not now"), "Held by Ben: not now"),
        (replace(MAY, latest=8), "The next section is open already."),
        (replace(MAY, latest=None), "The next section is open already."),
        (replace(MAY, remaining=False), "This is the last section."),
    ],
)
def test_the_next_section(run: Advance, why_not: str) -> None:
    rules.next_section(MAY)
    with refused(why_not):
        rules.next_section(run)


GATE = replace(OPEN, outcomes=("GO", "NO-GO"))


def test_a_decision_is_one_of_its_outcomes() -> None:
    assert [rules.decide(GATE, 0, at) for at in (0, 1)] == ["GO", "NO-GO"]
    with refused("This decision has no such outcome any more. `/deploy status` shows the run as it is."):
        rules.decide(GATE, 0, 2)
    with refused("This is a decision: choose GO or NO-GO on its card."):
        rules.tick(GATE, 0)
    with refused("Already done: Ana, 09:12."):
        rules.decide(replace(GATE, state=State.DONE, closed_by="Ana, 09:12"), 0, 0)
    with refused(ENDED):
        rules.decide(replace(GATE, run_ended=True), 0, 0)


def test_a_run_goes_back_one_way() -> None:
    rules.way_back(None, run_ended=False)
    with refused("“Option A” is open already, and a run goes back one way."):
        rules.way_back("Option A", run_ended=False)
    with refused(ENDED):
        rules.way_back(None, run_ended=True)
