"""How a rehearsal went, in words: what was done, what was missing, what nobody answered."""

from datetime import UTC, datetime, timedelta
from typing import Any

from commands.outside import Kept, Missed, Rehearsed
from commands.rehearsing import views

BEGINS = datetime(2026, 3, 9, 7, tzinfo=UTC)


def went(**how: Any) -> Rehearsed:
    usual: dict[str, Any] = {
        "begins": BEGINS,
        "ends": BEGINS + timedelta(days=32, hours=3),
        "kinds": (Kept(what="stage", planned=8, done=8), Kept(what="check-in", planned=72, done=72)),
        "missing": (),
        "unanswered": (),
        "untimed": 0,
        "page": "",
        "checklist": "",
        "seconds": 27.3,
    }
    return Rehearsed(**usual | how)


def shown(rehearsed: Rehearsed) -> str:
    return "\n".join(str(block.to_dict()) for block in views.outcome("big", rehearsed).blocks)


def test_what_went_well_is_said_in_a_line() -> None:
    said = views.outcome("big", went()).text
    assert said == (
        "🎭 *Rehearsal of big*\nFrom Mon 9 Mar 2026 07:00 to Fri 10 Apr 2026 10:00 (UTC), 32 days, lived "
        "through in 27 s. Nothing outside was touched.\n"
        "✅ Each of 80 actions of the plan was done at its moment."
    )
    assert "days" not in views.outcome("big", went(ends=BEGINS + timedelta(hours=3))).text


def test_what_did_not_is_listed_with_its_line_and_cut_where_it_is_long() -> None:
    missed = [Missed(at=BEGINS, line=33, what="item due", text="<!channel> " + "x" * 400)] * 30
    rehearsed = went(missing=(*missed, Missed(at=None, line=4, what="verdict", text="Content")))
    said = shown(rehearsed)
    assert "⚠️ *31 of 80 actions of the plan* not done at their moment." in said
    assert "• Mon 9 Mar 07:00 · line 33 · item due: &lt;!channel&gt; xxx" in said
    assert "… and 21 more" in said
    assert all(len(str(block.to_dict())) < 3000 for block in views.outcome("big", rehearsed).blocks)


def test_what_nobody_answered_is_listed() -> None:
    said = shown(went(unanswered=("Decision: GO or NO-GO",), untimed=27))
    assert "⚠️ *1 item* never answered." in said
    assert "• Decision: GO or NO-GO" in said
    assert "27 communications have no time in the checklist" in said
