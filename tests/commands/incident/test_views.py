"""What is drawn of an incident: for every state a card that says it in words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from commands.feature import Card
from commands.incident import list_views, page_views, views
from commands.incident.plan import Level
from commands.incident.rules import AFTER, PageState, Reason, State
from store.incidents import Incident
from store.pages import Page
from store.steps import Step

NOW = datetime(2026, 3, 9, 3, 0, tzinfo=UTC)
NAMES = {"UBEN": "Ben Okafor", "UANA": "Ana Ruiz"}


def incident(state: State = State.OPEN, **changed: Any) -> Incident:
    held = state not in {State.OPEN}
    usual: dict[str, Any] = {
        "id": 7, "team_id": "T", "number": 7, "title": "payment & <errors>", "severity": 1, "state": state,
        "declared_by": "UANA", "declared_at": NOW, "clock_from": NOW, "channel": "CINC",
        "acknowledged_by": "UBEN" if held else None, "acknowledged_at": NOW if held else None,
        "resolved_by": "UBEN" if state in AFTER else None, "resolved_at": NOW if state in AFTER else None,
        "reviewed_at": NOW if state is State.REVIEWED else None, "summary": "fixed",
    }  # fmt: skip
    return Incident(**usual | changed)


def page(state: PageState = PageState.ACCEPTED, reason: Reason = Reason.LEVEL, **changed: Any) -> Page:
    accepted = state not in {
        PageState.PLANNED,
        PageState.ATTEMPTED,
        PageState.UNDELIVERABLE,
        PageState.STOPPED,
    }
    usual: dict[str, Any] = {
        "id": 3, "team_id": "T", "incident_id": 7, "user_id": "UBEN", "level": 1, "role": "On-Call Engineer",
        "reason": reason, "state": state, "due_at": NOW, "made_at": NOW,
        "accepted_at": NOW if accepted else None,
        "acknowledged_at": NOW if state is PageState.ACKNOWLEDGED else None,
        "problem": "user_disabled" if state is PageState.UNDELIVERABLE else None,
    }  # fmt: skip
    return Page(**usual | changed)


def drawn(state: State = State.OPEN, **changed: Any) -> views.Drawn:
    steps = [
        Step(id=number, incident_id=7, severity=1, ordinal=number, does=does, text=does.capitalize())
        for number, does in enumerate(("page", "assess", "verify"), start=1)
    ]
    steps[0].done_at, steps[0].done_by = NOW, "clock"
    return views.Drawn(incident(state, **changed), NAMES, steps, [page()])


def blocks(card: Card) -> str:
    return str([block.to_dict() for block in [*card.blocks, *card.footer]])


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_card_and_says_so_in_words(state: State) -> None:
    card = views.card(drawn(state))
    word = views.WORDS[state].split(" ", 1)[1]
    assert word in blocks(card)
    assert word in card.text
    assert "payment &amp; &lt;errors&gt;" in card.text
    assert len(card.blocks) < 50
    brief = views.brief(drawn(state))
    assert word in blocks(brief)
    assert word in list_views.row(drawn(state))


@pytest.mark.parametrize("state", [each for each in State if each is not State.REVIEWED])
def test_what_to_press_stands_right_below_what_there_is_to_know(state: State) -> None:
    card = views.card(drawn(state))
    assert [block.to_dict()["type"] for block in card.blocks][:3] == ["header", "section", "actions"]


def test_a_reviewed_incident_has_nothing_to_press() -> None:
    assert "'type': 'button'" not in blocks(views.card(drawn(State.REVIEWED)))


def test_every_button_says_aloud_what_it_is_about() -> None:
    for state in State:
        for block in views.card(drawn(state)).blocks:
            for element in block.to_dict().get("elements", []):
                if element["type"] == "button":
                    assert len(element["accessibility_label"]) > len(element["text"]["text"])


def test_only_the_next_step_has_a_button() -> None:
    shown = blocks(views.card(drawn()))
    assert shown.count("'action_id': 'incident.step'") == 1
    assert "Done: Assess" in shown


def test_who_is_next_is_said_while_nobody_has_it() -> None:
    upcoming = Level(2, "Team Lead", timedelta(minutes=5), ("UANA",)), NOW + timedelta(minutes=5)
    open_one = drawn()
    said = views.now(views.Drawn(open_one.incident, NAMES, (), [page()], upcoming))
    assert "Paged: *Ben Okafor*. Next: Ana Ruiz (Team Lead) at" in said


@pytest.mark.parametrize("state", PageState)
def test_every_state_of_a_page_is_said_in_words(state: PageState) -> None:
    row = views.page_row(page(state), NAMES)
    assert views.PAGE_WORDS[state].partition(":")[0] in row or state is PageState.ACKNOWLEDGED
    assert "Ben Okafor · On-Call Engineer · due" in row
    shown = page_views.Drawn(page(state), incident(State.ACKNOWLEDGED), NAMES, NOW)
    for card in (page_views.page(shown), page_views.mention(shown)):
        pressable = "'type': 'button'" in blocks(card)
        assert pressable is (state in {PageState.PLANNED, PageState.ATTEMPTED, PageState.ACCEPTED})


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_to_be_paged_is_said(reason: Reason) -> None:
    shown = page_views.page(page_views.Drawn(page(reason=reason), incident(), NAMES, NOW))
    assert page_views.WHY[reason].format(role="On-Call Engineer") in shown.text


def test_a_late_page_says_by_how_much() -> None:
    late = page(PageState.PLANNED, due_at=NOW - timedelta(minutes=12), accepted_at=None)
    shown = page_views.page(page_views.Drawn(late, incident(), NAMES, NOW))
    assert "This page is late: it was due" in shown.text
    assert "12 min before." in shown.text


@pytest.mark.parametrize("what", ["update", "decide", "quiet"])
def test_a_question_that_is_answered_has_no_buttons(what: str) -> None:
    for still in (True, False):
        card = page_views.asking(incident(State.ACKNOWLEDGED), what, NAMES, still=still)
        assert ("'type': 'button'" in blocks(card)) is still


def test_many_pages_do_not_fill_the_card() -> None:
    many = views.Drawn(incident(), NAMES, (), [page() for _ in range(60)])
    assert "_52 earlier_" in blocks(views.card(many))
