"""What people see of communications fits into what Slack shows, whatever a checklist says."""

from datetime import UTC, datetime, timedelta
from typing import Any

from commands import kit, told
from commands.communications import views
from commands.communications.views import Asked, Drawn, Row
from sandbox.blocks.surfaces import VISIBLE, visible
from store import communications
from store.communications import Communication, State, Tally
from tests.commands.record.chains import run

NOON = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)
LONG = "Tell them <at> length & more " * 40


def row(number: int = 1, **changed: Any) -> Communication:
    usual: dict[str, Any] = {
        "id": number, "team_id": "THARBOR", "run_id": 1, "key": f"c{number}", "line": number,
        "kind": "communication", "audience": "Users", "text": "Banner", "anchor": "T0",
        "asks_at": NOON, "due_at": NOON, "asked_at": NOON, "asked": ["UANA"],
    }  # fmt: skip
    return Communication(**usual | changed)


def blocks(card: Any) -> list[dict[str, Any]]:
    return [block.to_dict() for block in (*card.blocks, *card.footer)]


def test_a_full_message_with_everything_that_may_become_of_it_fits() -> None:
    long: dict[str, Any] = {"audience": LONG, "text": LONG, "channel": f"#{'c' * 79}", "owner": LONG[:60]}
    settled = {"state": State.SENT, "settled_at": NOON, "settled_by": "UANA"}
    moved = {"told_start": NOON, "moved_to": NOON + timedelta(minutes=40), "corrects": 1}
    rows = [
        Row(row(nth, **long, **settled), row(nth + 100, **long, **moved), passed=3)
        for nth in range(views.A_MESSAGE)
    ]
    card = views.asked(Asked(run(ended_at=None), rows, {}))
    assert len(blocks(card)) < 50
    assert visible(blocks(card)) <= VISIBLE
    assert len(card.text) <= 4000


def test_a_board_shows_what_there_is_room_for_and_says_how_much_more() -> None:
    rows = [row(nth, text=LONG, audience=LONG, asked_at=None) for nth in range(1, 300)]
    drawn = Drawn(run(ended_at=None), [Row(each) for each in rows], {}, communications.tallied(rows))
    card = views.board(drawn)
    assert len(blocks(card)) < 50
    assert visible(blocks(card)) <= VISIBLE
    last = blocks(card)[-2]["text"]["text"].splitlines()[-1]
    assert last.startswith("… and ")
    assert last.endswith(" more.")


def test_what_waits_for_an_event_and_corrections_are_not_counted() -> None:
    rows = [
        row(1, state=State.SENT),
        row(2, state=State.NOT_NEEDED),
        row(3),
        row(4, asked_at=None),
        row(5, due_at=None, asks_at=None, asked_at=None),
        row(6, due_at=None, asks_at=None, asked_at=None, state=State.CANCELLED),
        row(7, corrects=1),
        row(8, corrects=1, state=State.SENT),
    ]
    tally = communications.tallied(rows)
    assert tally == Tally(sent=1, not_needed=1, open=1, to_come=1, corrections=1)
    assert told.words(tally) == "1 of 4 sent, 1 not needed, 1 open, 1 to come, 1 to be corrected"
    assert told.words(Tally()) == ""


def test_nobody_is_mentioned_once_nothing_is_left() -> None:
    sent = row(state=State.SENT, settled_at=NOON, settled_by="UANA")
    card = views.asked(Asked(run(ended_at=None), [Row(sent)], {"UANA": "Ana Ruiz"}))
    assert "<@" not in card.text
    assert "Sent · Ana Ruiz · " in blocks(card)[1]["text"]["text"]
    assert kit.clock(NOON) in card.text
