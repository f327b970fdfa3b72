"""An item has a face in every state, on its card and in its person's message."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from commands.checklist import forms, said, views
from commands.checklist.rules import CLOSED, State
from commands.feature import Card
from store.items import Item
from store.runs import Run
from store.sections import Section

MOMENT = datetime(2026, 3, 9, 8, 5, tzinfo=UTC)
NAMES = {"UANA": "Ana Ruiz", "UBEN": "Ben Okafor"}
SECTION = Section(id=1, team_id="T", run_id=1, ordinal=0, key="s", path=["Preparation", "Before"], line=3)


def run(ended_at: datetime | None = None) -> Run:
    return Run(
        id=1, team_id="T", number=3, title="Plan", service="API", service_key="api", environment="production",
        environment_key="production", version="v2", runbook_id=1, state="running", lead="UANA", channel="C1",
        zone="UTC", planned_at=MOMENT, ended_at=ended_at,
    )  # fmt: skip


def item(state: State, **changed: Any) -> Item:
    over: dict[str, Any] = {"doer": "UBEN", "closed_at": MOMENT} if state in CLOSED else {}
    usual: dict[str, Any] = {
        "id": 5, "team_id": "T", "run_id": 1, "section_id": 1, "ordinal": 0, "key": "k", "text": "Verify it",
        "depth": 0, "state": state,
    }  # fmt: skip
    return Item(**usual | over | changed)


def drawn(*items: Item, of: Run | None = None, part: int = 0, parts: int = 1) -> views.Drawn:
    claims = sum(each.state == State.CLAIMED for each in items)
    return views.Drawn(of or run(), SECTION, part, parts, items, claims, NAMES, is_latest=True, is_last=False)


def sent(card: Card) -> str:
    """The whole card as Slack gets it; the SDK checks most of Slack's limits here."""
    return json.dumps([block.to_dict() for block in card.blocks], ensure_ascii=False)


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_mark_and_words_and_is_drawn(state: State) -> None:
    card = views.card(drawn(item(state)))
    assert f"{views.MARKS[state]}  Verify it" in sent(card)
    assert card.text.endswith(f"{said.WORDS[state]}: Verify it")
    assert (f"{said.WORDS[state]} · Ben Okafor" in sent(card)) == (state in CLOSED)


def test_no_two_states_look_alike() -> None:
    assert len({*views.MARKS.values()}) == len({*said.WORDS.values()}) == len(State)


@pytest.mark.parametrize("state", State)
def test_what_can_be_pressed_on_an_item(state: State) -> None:
    shown = sent(views.card(drawn(item(state))))
    assert ("checklist.tick" in shown) == (state is State.OPEN)
    assert ("checklist.reopen" in shown) == (state is not State.OPEN)


@pytest.mark.parametrize("state", State)
def test_nothing_can_be_pressed_once_the_run_has_ended(state: State) -> None:
    assert "checklist." not in sent(views.card(drawn(item(state), of=run(MOMENT))))


@pytest.mark.parametrize("state", State)
def test_the_message_of_whoever_has_the_item(state: State) -> None:
    given = item(state, assignee="UANA")
    mine = views.assignment(run(), SECTION, given, NAMES, "UANA")
    assert mine.text.startswith(f"For you: Verify it ({said.WORDS[state]}).")
    assert ("checklist.tick" in sent(mine)) == (state is State.OPEN)
    others = views.assignment(run(), SECTION, given, NAMES, "UBEN")
    assert others.text.startswith("For Ana Ruiz: Verify it")
    assert "checklist.tick" not in sent(others)


def test_the_fullest_row_is_one_that_slack_takes() -> None:
    full = item(
        State.DONE, text="&" * 4000, reason="<" * 1000, note=">" * 1000, note_by="UBEN", added_by="UANA",
        assignee="UANA", depth=9,
    )  # fmt: skip
    card = views.card(drawn(*[full.model_copy(update={"id": at}) for at in range(1, views.PER_CARD + 1)]))
    assert len(card.blocks) <= 50
    assert len(card.text) <= 4000
    assert "\N{EM SPACE}" * 8 + "✅" in sent(card), "four levels deep and no deeper"


def test_a_card_says_which_of_how_many_it_is() -> None:
    assert "Before (2/3)" in sent(views.card(drawn(item(State.OPEN), part=1, parts=3)))


@pytest.mark.parametrize("change", forms.CHANGES)
def test_every_change_has_its_form(change: str) -> None:
    view = forms.change_form(SECTION, 0, [item(State.OPEN)], change).view()
    (needed,) = {block["block_id"] for block in view["blocks"]} - {"item", "change"}
    assert needed == ("person" if change == forms.ASSIGN else "reason")
    assert json.loads(view["private_metadata"]) == {"section": 1, "part": 0}


def test_the_whole_of_a_text_without_a_single_space() -> None:
    blocks = forms.whole(item(State.OPEN, text="&" * 4000)).view()["blocks"]
    shown = [block["text"]["text"] for block in blocks]
    assert "".join(shown) == "&amp;" * 4000
    assert max(map(len, shown)) <= 3000


def test_a_decision_has_a_button_an_outcome_and_none_once_it_is_made() -> None:
    gate = item(State.OPEN, outcomes=["GO", "NO-GO"])
    assert sent(views.card(drawn(gate))).count('"checklist.decide~') == 2
    assert "checklist.tick" not in sent(views.card(drawn(gate)))
    made = item(State.DONE, outcomes=["GO", "NO-GO"], outcome="GO")
    assert "checklist.decide" not in sent(views.card(drawn(made)))
    assert "GO · " in sent(views.card(drawn(made)))


def test_what_stands_under_an_item() -> None:
    assert "Owner: DBA" in sent(views.card(drawn(item(State.OPEN, about="Owner: DBA"))))
