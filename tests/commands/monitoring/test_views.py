"""Check-ins, prompts, lists and verdicts have a face in every state."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from commands.feature import Card
from commands.monitoring import panel_views, rules, views
from commands.monitoring.criteria import Known, Source
from commands.monitoring.rules import Why
from store.checkins import Answer, CheckIn
from store.items import Item
from store.occasions import Occasion
from store.sections import Section
from tests.commands.checklist.test_views import MOMENT, NAMES, run

HOUR = timedelta(hours=1)
EVIL = "<!channel> & *all*"


def section(**changed: Any) -> Section:
    usual: dict[str, Any] = {
        "id": 1, "team_id": "T", "run_id": 1, "ordinal": 0, "key": "s", "path": ["Watching", "Hour 1"],
        "line": 3, "opened_at": MOMENT,
    }  # fmt: skip
    return Section(**usual | changed)


def checkin(answer: Answer | None = None, **changed: Any) -> CheckIn:
    over: dict[str, Any] = {"answered_by": "UBEN", "answered_at": MOMENT} if answer else {}
    usual: dict[str, Any] = {
        "id": 5, "team_id": "T", "run_id": 1, "section_id": 1, "number": 2, "due_at": MOMENT,
        "done_at": MOMENT, "asked_at": MOMENT, "asked": ["UANA"], "why": Why.SHIFT, "answer": answer,
    }  # fmt: skip
    return CheckIn(**usual | over | changed)


def question(of: CheckIn, *, is_over: bool = False, alone: bool = False) -> views.Question:
    return views.Question(run(), section(), of, 4, [EVIL], NAMES, is_over, alone)


def sent(blocks: Sequence[Block]) -> str:
    return json.dumps([block.to_dict() for block in blocks], ensure_ascii=False)


def shown(card: Card) -> str:
    return sent([*card.blocks, *card.footer])


@pytest.mark.parametrize("answer", [None, *Answer])
@pytest.mark.parametrize("is_over", [False, True])
def test_a_question_in_every_state(answer: Answer | None, *, is_over: bool) -> None:
    card = views.question(question(checkin(answer, words=EVIL), is_over=is_over))
    assert ("*All well* · Ben Okafor" in shown(card)) == (answer is Answer.WELL)
    assert ("*Something is wrong* · Ben Okafor" in shown(card)) == (answer is Answer.WRONG)
    assert bool(card.footer) == (not is_over and answer is not Answer.WELL)
    assert "<!channel>" not in shown(card) + card.text
    assert "Check-in 2 of 4, Hour 1 of API v2" in card.text


def test_in_a_direct_message_it_says_where() -> None:
    assert "<#C1>" in shown(views.question(question(checkin(), alone=True)))
    assert "<#C1>" not in shown(views.question(question(checkin())))


@pytest.mark.parametrize("why", Why)
def test_every_reason_is_said(why: Why) -> None:
    assert f"why: {why}" in shown(views.question(question(checkin(why=why))))


@pytest.mark.parametrize(
    ("late", "said"),
    [(59, ""), (60, ", 1 min late"), (3600, ", 1 h 0 min late"), (90000, ", 25 h 0 min late")],
)
def test_a_line_says_how_late_it_is(late: int, said: str) -> None:
    line = views.line(checkin(done_at=MOMENT + timedelta(seconds=late)), 4, [3, 7])
    assert f"check-in 2 of 4{said} · incident 3, 7 open · metrics unknown (none bound) · nobody asked" in line


def occasion(**changed: Any) -> Occasion:
    usual: dict[str, Any] = {
        "id": 7, "team_id": "T", "run_id": 1, "section_id": 1, "items": [1, 2], "due_at": MOMENT,
        "prompted_at": MOMENT,
    }  # fmt: skip
    return Occasion(**usual | changed)


def item(text: str = "Write the report", **changed: Any) -> Item:
    usual: dict[str, Any] = {
        "id": 1, "team_id": "T", "run_id": 1, "section_id": 1, "ordinal": 0, "key": "k", "text": text,
        "depth": 0, "state": "open",
    }  # fmt: skip
    return Item(**usual | changed)


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("is_over", [False, True])
def test_a_prompt_in_every_state(*, done: bool, is_over: bool) -> None:
    of = occasion(done_at=MOMENT, done_by="UBEN", note=EVIL) if done else occasion()
    items = [item(assignee="UANA"), item("The same elsewhere")]
    card = views.prompt(views.Prompt(run(), section(), of, 2, 6, items, 3, NAMES, is_over, alone=False))
    assert ("Done · Ben Okafor" in shown(card)) == done
    assert ("not done" in shown(card)) == (is_over and not done)
    assert bool(card.footer) == (not done and not is_over)
    assert "For Ana Ruiz · Also for “The same elsewhere” · It came 3 times before while I was away" in shown(
        card
    )
    assert "<!channel>" not in shown(card) + card.text


def test_the_panel_of_a_window() -> None:
    made, following = checkin(), checkin(number=3, due_at=MOMENT + HOUR)
    said = panel_views.checked(4, made, following, checkin(Answer.WELL), NAMES)
    assert said.startswith("🩺 *Check-in 2 of 4* · next <!date^")
    assert "last answer: all well (Ben Okafor, " in said
    assert "no answer yet: unknown" in panel_views.checked(4, made, following, made, NAMES)
    assert "*Check-in 0 of 4* · next" in panel_views.checked(4, None, following, None, NAMES)
    assert "the last one was made" in panel_views.checked(4, made, None, None, NAMES)
    assert "no more are made · asked" in panel_views.checked(4, made, following, made, NAMES, is_over=True)
    its = [occasion(done_at=MOMENT, done_by="UBEN"), occasion(due_at=MOMENT + HOUR)]
    assert "Report: 1 of 2 done · next <!date^" in panel_views.series("Report", its, MOMENT)
    assert panel_views.series("Report", its, MOMENT, is_over=True).endswith("1 of 2 done")
    off = panel_views.watched([said], run(), section(stopped_at=MOMENT))
    assert "*Called off*" in sent(off.blocks)


def test_what_is_due_and_what_is_over() -> None:
    due = [item(due_at=MOMENT), item(due_at=MOMENT + HOUR)]
    assert panel_views.due(due, MOMENT - HOUR).startswith("⏳ 2 items open, due")
    assert panel_views.due(due, MOMENT).startswith("⏰ *1 item overdue* since")
    many = [item(f"Step {number} {EVIL}", due_at=MOMENT) for number in range(15)]
    late = panel_views.late(many)
    assert late.endswith("and 5 more")
    assert "<!channel>" not in late + panel_views.digest(run(), panel_views.OVERDUE, many, {1: EVIL})


def verdict(met: int = 0, failed: int = 0, unknown: int = 0) -> rules.Verdict:
    def names(word: str, count: int) -> tuple[str, ...]:
        return tuple(f"{word} {number} {EVIL}" for number in range(count))

    return rules.Verdict(
        names("met", met), names("not", failed), names("unknown", unknown), decided=not unknown
    )


@pytest.mark.parametrize(
    ("of", "found", "said"),
    [
        ({}, verdict(met=1, unknown=2), "*Verdict: unknown so far*, 2 of 3 criteria to be decided"),
        ({"judged_at": MOMENT}, verdict(met=2, failed=1), "*Verdict: 2 of 3 met*"),
        ({"judged_at": MOMENT}, verdict(met=2, unknown=1), "*Verdict: 2 of 3 met, 1 unknown*"),
        ({"stopped_at": MOMENT}, verdict(unknown=3), "*Verdict: unknown.* None was given."),
    ],
)
def test_a_verdict_in_every_state(of: dict[str, Any], found: rules.Verdict, said: str) -> None:
    assert said in sent(panel_views.criteria(run(), section(**of), found, ["• one"]).blocks)


def test_what_was_judged_names_what_is_not_met() -> None:
    said = panel_views.judged(section(), verdict(met=1, failed=1, unknown=1))
    assert "1 of 3 met, 1 unknown" in said
    assert "Not met:\n• not 0" in said
    assert "Unknown, which is not met:\n• unknown 0" in said
    assert "<!channel>" not in said


@pytest.mark.parametrize("source", Source)
def test_every_source_is_said(source: Source) -> None:
    assert f"_{source}_" in panel_views.criterion(item(), Known(source), [])


def test_a_derived_criterion_names_the_incidents() -> None:
    said = panel_views.criterion(item(), Known(Source.DERIVED, 1), [3, 4])
    assert said.endswith("_derived_, 2 public incidents of severity 1 in this time (3, 4)")
    none = panel_views.criterion(item(), Known(Source.DERIVED), [])
    assert none.endswith("_derived_, no public incident in this time")


def test_many_criteria_stay_within_a_block() -> None:
    panel = panel_views.criteria(run(), section(), verdict(unknown=90), [f"• {'x' * 140}"] * 90)
    assert "and 70 more" in sent(panel.blocks)
