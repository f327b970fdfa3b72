"""A gate has a face in every state of its signatures, and of its own."""

from datetime import UTC, datetime
from typing import Any

import pytest

from commands.feature import Card
from commands.signoff import views, wording
from commands.signoff.beside import Facts
from commands.signoff.left import Left
from commands.signoff.rules import Hashes, State
from store.gates import Gate
from store.items import Item
from store.runs import Run
from store.signoffs import SignOff

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
NAMES = {"UANA": "Ana Ruiz", "UBEN": "Ben Okafor", "UCHI": "Chi Nguyen"}
HASHES = Hashes("d" * 64, "", "e" * 64)
SIGNED = {State.GO, State.NO_GO, State.STALE, State.WITHDRAWN}


def run(**changed: Any) -> Run:
    usual: dict[str, Any] = {
        "id": 1, "team_id": "T", "number": 3, "title": "Plan", "service": "API <x>", "service_key": "api",
        "environment": "production", "environment_key": "production", "version": "v2", "runbook_id": 1,
        "state": "planned", "lead": "UANA", "channel": "C1", "zone": "UTC", "planned_at": NOW,
    }  # fmt: skip
    return Run(**usual | changed)


def item(text: str, reason: str | None = None) -> Item:
    return Item(
        team_id="T",
        run_id=1,
        section_id=1,
        ordinal=0,
        key="k",
        depth=0,
        state="open",
        text=text,
        reason=reason,
    )


def gate(**changed: Any) -> Gate:
    usual: dict[str, Any] = {
        "id": 5, "team_id": "T", "run_id": 1, "before": "stages", "title": "Approval", "from_ordinal": 2,
        "opened_at": NOW,
    }  # fmt: skip
    return Gate(**usual | changed)


def shown(state: State, at: int = 1, **changed: Any) -> wording.Shown:
    usual: dict[str, Any] = {
        "id": at, "team_id": "T", "run_id": 1, "gate_id": 5, "ordinal": at, "key": f"k{at}",
        "name": f"QA & {at}", "state": state,
        "by": "UCHI" if state in SIGNED else None, "at": NOW if state in SIGNED else None,
        "reason": "Two <tests> are red" if state is State.NO_GO else None,
    }  # fmt: skip
    if state is State.DELEGATED:
        usual |= {"delegate": "UBEN", "delegated_by": "UCHI", "delegated_until": NOW}
    return wording.Shown(SignOff(**usual | changed), state, "Chi Nguyen", bound=True, changed="the release")


def drawn(*rows: wording.Shown, **changed: Any) -> wording.Drawn:
    usual: dict[str, Any] = {
        "run": run(), "gate": gate(), "rows": rows, "names": NAMES, "now": HASHES, "left": Left(done=3),
        "behind": "08:00 - Deploy",
    }  # fmt: skip
    return wording.Drawn(**usual | changed)


def text(card: Card) -> str:
    return str([block.to_dict() for block in [*card.blocks, *card.footer]])


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("statement", [False, True])
def test_every_state_is_said_in_words(state: State, statement: bool) -> None:  # noqa: FBT001
    one = shown(state, statement=statement)
    card = views.card(drawn(one))
    assert one.word in card.text
    assert f"{wording.MARKS[state]}  *QA &amp; 1*" in text(card)
    assert "Chi Nguyen" in text(card)
    assert ("signoff.go" in text(card)) is (state is not State.GO)
    assert ("signoff.withdraw" in text(card)) is (state is State.GO)


def test_a_passed_gate_says_when_and_offers_no_hammer() -> None:
    card = views.card(drawn(shown(State.GO), gate=gate(passed_at=NOW)))
    assert "✅ *Passed*" in text(card)
    assert card.footer == []


def test_one_that_was_passed_for_another_release_is_not_passed() -> None:
    card = views.card(drawn(shown(State.STALE), gate=gate(passed_at=NOW)))
    assert "✅ *Passed*" not in text(card)
    assert "Renew" in text(card)
    assert "the release has changed since" in text(card)


def test_a_broken_gate_says_by_whom_and_why() -> None:
    broken = gate(passed_at=NOW, broken_by="UANA", break_asked_by="UBEN", break_reason="Down & out")
    card = views.card(drawn(shown(State.OPEN), gate=broken))
    assert "🔨 *Glass broken* by Ben Okafor and Ana Ruiz" in text(card)
    assert "Down &amp; out" in card.text
    assert "Glass broken" in card.text


def test_what_lies_before_it_is_named() -> None:
    items = [item(f"Step <{at}>", "later") for at in range(5)]
    left = Left(done=1, claimed=2, open=7, skipped=5, open_ones=items, skipped_ones=items)
    card = text(views.card(drawn(shown(State.OPEN), left=left)))
    assert "*Before it:* 1 of 15 items done." in card
    assert "Claimed, and attested by nobody yet: 2" in card
    assert "Open: 7\\n•  Step &lt;0&gt;\\n" in card
    assert "and 2 more" in card
    assert "Skipped: 5\\n•  Step &lt;0&gt; (later)" in card


def test_once_begun_nothing_is_taken_back() -> None:
    begun = drawn(shown(State.GO), shown(State.NO_GO, 2), run=run(started_at=NOW), gate=gate(passed_at=NOW))
    assert "signoff.withdraw" not in text(views.card(begun))
    assert "signoff.no_go" not in text(views.card(begun))


def test_once_ended_nothing_can_be_pressed() -> None:
    over = drawn(*(shown(state, at) for at, state in enumerate(State)), run=run(ended_at=NOW))
    assert "button" not in text(views.card(over))
    assert "overflow" not in text(views.card(over))


def test_what_is_relaxed_is_said() -> None:
    card = views.card(
        drawn(shown(State.OPEN), shown(State.OPEN, 2, waived=True), alone=True, problem="Broken.")
    )
    assert "one person may sign several times" in text(card)
    assert "not asked for: QA &amp; 2" in text(card)
    assert "Broken. Nobody is bound to a role." in text(card)
    assert "QA &amp; 2" not in card.text.split("Missing: ")[1].split("\n")[0]


def test_a_lead_who_holds_a_role_is_told_to_delegate() -> None:
    one = shown(State.OPEN)
    leads = wording.Shown(one.row, one.state, "Ana Ruiz", bound=True, lead_alone=True)
    assert "The lead signs nothing" in text(views.card(drawn(leads)))


@pytest.mark.parametrize("count", [1, 14, 15, 36, 200])
def test_it_fits_into_a_message_however_many_sign(count: int) -> None:
    rows = [
        shown(State.GO if at % 2 else State.OPEN, at, name="Wörter & " * 40) for at in range(1, count + 1)
    ]
    left = Left(open=1, open_ones=[item("x" * 5000)])
    card = views.card(drawn(*rows, left=left))
    blocks = [block.to_dict() for block in [*card.blocks, *card.footer]]
    assert len(blocks) <= 45
    assert len({block["block_id"] for block in blocks}) == len(blocks)
    assert len(card.text) <= 4000


def test_a_confirmation_has_the_facts_beside_it() -> None:
    rows = [shown(State.OPEN, 1, statement=True, name="Monitoring in place")]
    closing = gate(before="closing", title="Confirmation")
    card = views.card(drawn(*rows, gate=closing, facts=Facts(check_ins=3, check_ins_planned=46)))
    assert "_3 of 46 check-ins made._" in text(card)
    assert "'Confirm'" in text(card)
    assert card.footer == []


@pytest.mark.parametrize("late", [False, True])
def test_a_review_is_asked_for_and_then_told(late: bool) -> None:  # noqa: FBT001
    broken = gate(break_reason="Payments", review_due_at=NOW)
    open_one = views.review(run(), broken, NAMES, late=late)
    assert ("⏰" in open_one.text) is late
    assert "Reviewed…" in text(open_one)
    done = gate(
        break_reason="Payments", review_due_at=NOW, reviewed_at=NOW, reviewed_by="UANA", review="Right"
    )
    assert "🔎 Reviewed · Ana Ruiz" in text(views.review(run(), done, NAMES, late=late))
    assert "button" not in text(views.review(run(), done, NAMES, late=late))


def test_the_run_says_how_far_each_gate_is() -> None:
    rows = [shown(State.GO).row, shown(State.OPEN, 2).row, shown(State.OPEN, 3, waived=True).row]
    said = views.on_the_run([(gate(), rows), (gate(title="Other", broken_by="UANA"), rows)])
    assert said.text == "🖊️ Approval: 1 of 2 signed. 🔨 Other: glass broken."
