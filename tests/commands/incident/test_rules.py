"""Who may do what in an incident, and what is refused in words."""

from collections.abc import Callable

import pytest

from commands.feature import Refused
from commands.incident import rules
from commands.incident.rules import AFTER, Decision, PageState, Standing, State
from tests.commands.refusals import refused


def standing(state: State = State.OPEN, holder: str | None = None, **more: object) -> Standing:
    return Standing(7, state, holder, holder or "", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["sev1", "SEV1", " 1 ", "critical", "p1", "sev-1"])
def test_severity_1_however_it_is_written(text: str) -> None:
    assert rules.severity(text) == 1


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("sev1 payment errors", (1, "payment errors")),
        ("2 slow search", (2, "slow search")),
        ("payment errors", (None, "payment errors")),
        ("sev2", (2, "")),
        ("critical payment errors", (1, "payment errors")),
        ("500 errors", (None, "500 errors")),
        ("", (None, "")),
    ],
)
def test_a_line_is_a_severity_and_a_title(text: str, split: tuple[int | None, str]) -> None:
    assert rules.split(text) == split


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("roll back: errors climb", (Decision.BACK, "errors climb")),
        ("rollback because it is worse", (Decision.BACK, "it is worse")),
        ("fix forward, one line", (Decision.FIX, "one line")),
        ("wait", (None, "wait")),
        ("", (None, "")),
    ],
)
def test_a_line_is_a_decision_and_a_reason(text: str, split: tuple[Decision | None, str]) -> None:
    assert rules.split_decision(text) == split


def test_an_alert_that_does_not_say_how_bad_it_is_opens_no_channel() -> None:
    assert [rules.of_alert(said) for said in ("critical", "page", "warning", "", None)] == [1, 1, 2, 2, 2]


def test_only_one_has_it() -> None:
    rules.acknowledge(standing(), "UANA")
    with refused("UBEN has it already."):
        rules.acknowledge(standing(holder="UBEN"), "UANA")
    with refused("You have it already."):
        rules.acknowledge(standing(holder="UBEN"), "UBEN")


@pytest.mark.parametrize("state", PageState)
def test_a_page_is_answered_while_it_waits(state: PageState) -> None:
    if state in rules.WAITING:
        rules.answer_page(standing(), state, "UBEN", "UBEN")
    else:
        with pytest.raises(Refused):
            rules.answer_page(standing(), state, "UBEN", "UBEN")


@pytest.mark.parametrize("state", sorted(AFTER))
def test_after_it_is_resolved_it_does_not_change(state: State) -> None:
    over = standing(state, "UBEN")
    changes: list[Callable[[], None]] = [
        lambda: rules.acknowledge(over, "UANA"),
        lambda: rules.escalate(over),
        lambda: rules.give_back(over, "UBEN"),
        lambda: rules.hand_over(over, "UANA", "member"),
        lambda: rules.decide(over, "UBEN"),
        lambda: rules.new_severity(over, 1, 2),
        lambda: rules.change(over),
    ]
    for change in changes:
        with refused("Incident 7 is resolved."):
            change()


def test_who_decides() -> None:
    tree = standing(deciders={"UBEN", "UANA"})
    rules.decide(tree, "UBEN")
    with refused("Only whoever is on call"):
        rules.decide(tree, "UCHI")
    rules.decide(standing(deciders=None), "UCHI")


def test_a_record_that_was_reviewed_is_complete() -> None:
    with refused("its record is complete"):
        rules.note(standing(State.REVIEWED))
    with refused("`/incident open` declares a new one"):
        rules.reopen(standing(State.REVIEWED))
    with refused("is not resolved yet"):
        rules.review(standing(State.OPEN))


@pytest.mark.parametrize(
    ("holder", "decision", "mitigated", "state"),
    [
        (None, None, "", State.OPEN),
        ("UBEN", None, "", State.ACKNOWLEDGED),
        ("UBEN", "roll back", "", State.DECIDED),
        ("UBEN", "roll back", "yes", State.RECOVERING),
    ],
)
def test_the_state_follows_from_what_was_done(
    holder: str | None,
    decision: str | None,
    mitigated: str,
    state: State,
) -> None:
    assert rules.state_of(standing(holder=holder), decision, recovering=bool(mitigated)) is state
