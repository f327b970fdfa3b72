"""A run has a face in every state."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from commands.deploy import views
from commands.deploy.rules import State, ended
from commands.feature import Card
from store.blockers import Blocker
from store.items import Progress
from store.runs import Run

MOMENT = datetime(2026, 3, 9, 8, 5, tzinfo=UTC)
NAMES = {"UANA": "Ana Ruiz", "UBEN": "Ben Okafor"}


def run(state: State, **changed: Any) -> Run:
    over: dict[str, Any] = (
        {"ended_at": MOMENT, "ended_by": "UBEN", "reason": "Enough"} if ended(state) else {}
    )
    usual: dict[str, Any] = {
        "id": 1, "team_id": "T", "number": 3, "title": "Plan", "service": "API", "service_key": "api",
        "environment": "production", "environment_key": "production", "version": "v2", "runbook_id": 1,
        "state": state, "lead": "UANA", "channel": "C1", "zone": "UTC", "planned_at": MOMENT,
    }  # fmt: skip
    return Run(**usual | over | changed)


def drawn(of: Run, closed: int = 1) -> views.Drawn:
    return views.Drawn(of, Progress(closed, 4), NAMES)


def sent(card: Card) -> str:
    """The whole card as Slack gets it; the SDK checks most of Slack's limits here."""
    blocks = [block.to_dict() for block in [*card.blocks, *card.footer]]
    return json.dumps(blocks, ensure_ascii=False)


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_words_and_is_drawn(state: State) -> None:
    card = views.card(drawn(run(state)))
    assert views.WORDS[state] in sent(card)
    assert f"run 3: {state}." in card.text
    assert "1 of 4 items done." in card.text
    assert views.WORDS[state] in views.row(drawn(run(state)))


def test_no_two_states_look_alike() -> None:
    assert len({*views.WORDS.values()}) == len(State)


@pytest.mark.parametrize("state", State)
def test_what_can_be_pressed(state: State) -> None:
    shown = sent(views.card(drawn(run(state))))
    assert ("deploy.finish" in shown) == (not ended(state))
    assert ("deploy.hold" in shown) == (state is not State.HELD and not ended(state))
    assert ("deploy.resume" in shown) == (state is State.HELD)


@pytest.mark.parametrize("state", [state for state in State if ended(state)])
def test_an_end_says_who_and_why(state: State) -> None:
    assert f"{views.WORDS[state]} by Ben Okafor" in sent(views.card(drawn(run(state))))
    assert ": Enough" in sent(views.card(drawn(run(state))))


@pytest.mark.parametrize("state", State)
def test_an_abort_is_asked_about_until_the_run_has_ended(state: State) -> None:
    card = views.card(drawn(run(state, abort_asked_by="UBEN", abort_reason="Wrong build")))
    assert ("deploy.confirm_abort" in sent(card)) == (not ended(state))
    assert ("Ben Okafor asks to abort." in card.text) == (not ended(state))
    assert "deploy.abort" not in sent(card)


def test_finishing_is_the_obvious_thing_once_everything_is_done() -> None:
    assert '"primary"' not in sent(views.card(drawn(run(State.RUNNING), closed=3)))
    assert '"primary"' in sent(views.card(drawn(run(State.RUNNING), closed=4)))


def test_what_stops_a_run_stands_on_it() -> None:
    stop = Blocker(run_id=1, cause="hold", text="Held by Ben: not now", since=MOMENT)
    card = views.card(views.Drawn(run(State.HELD), Progress(1, 4), NAMES, [stop]))
    assert "⛔ Held by Ben: not now" in sent(card)
    assert "Held by Ben: not now" in card.text
