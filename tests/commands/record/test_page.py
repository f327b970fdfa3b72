"""The page for auditors: every word is escaped, every entry shows, and times stand where they belong."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from commands.record import acts, course, words
from commands.record.course import Bar
from commands.record.gathered import Gathered
from commands.record.page import page, pieces, scale
from commands.record.page.html import el, join
from commands.record.words import Tone
from store.items import Item
from store.runbooks import Runbook
from store.sections import Section
from tests.commands.record.chains import NOW, chain, run

EVIL = "<img src=x onerror=alert(1)> \u202e'\"&"


def later(**time: float) -> datetime:
    return NOW + timedelta(**time)


def gathered(**changed: Any) -> Gathered:
    usual: dict[str, Any] = {
        "run": run(),
        "kept": Runbook(
            team_id="THARBOR", name="small", sha256="a" * 64, title="Small", raw=b"", read_at=NOW, id=1
        ),
        "document": None, "sections": (), "items": {}, "gates": (), "signoffs": (), "troubles": (),
        "blockers": (), "chains": {"run:1": chain("run:1", "run.prepared", "run.closed")},
        "names": {"UANA": "Ana Ruiz"}, "at": later(hours=6),
    }  # fmt: skip
    return Gathered(**usual | changed)


def item(state: str = "done", **changed: Any) -> Item:
    usual: dict[str, Any] = {
        "id": 1, "team_id": "THARBOR", "run_id": 1, "section_id": 1, "ordinal": 0, "key": "i1",
        "text": "Team told", "depth": 0, "state": state,
    }  # fmt: skip
    return Item(**usual | changed)


def section(**changed: Any) -> Section:
    usual: dict[str, Any] = {
        "id": 1, "team_id": "THARBOR", "run_id": 1, "ordinal": 0, "key": "s1", "path": ["Before"], "line": 3,
    }  # fmt: skip
    return Section(**usual | changed)


def shown(given: Gathered) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page(given).partition("</style>")[2]).split())


# Words. -----------------------------------------------------------------------------------------------------


def test_whatever_people_write_is_only_text() -> None:
    made = page(
        gathered(
            run=run(title=EVIL, service=EVIL, environment=EVIL, state=EVIL, reason=EVIL, previous=EVIL),
            sections=[section(path=[EVIL, EVIL], opened_at=NOW)],
            items={1: [item(text=EVIL, reason=EVIL, doer="UEVE", closed_at=NOW, added_by="UEVE")]},
            chains={"run:1": chain("run:1", "run.prepared", EVIL, "item.noted", item="i1", note=EVIL)},
            names={"UEVE": EVIL, "UANA": EVIL},
        )
    )
    assert "<img" not in made
    assert "\u202e" not in made, "nothing turns the direction of what stands after it"
    assert "&lt;img src=x onerror=alert(1)&gt; ⟨U+202E⟩&#x27;&quot;&amp;" in made


def test_attributes_are_escaped_too() -> None:
    assert (
        el("p", join("a<", el("b", "c")), title='"><i>') == '<p title="&quot;&gt;&lt;i&gt;">a&lt;<b>c</b></p>'
    )


def test_entries_that_nobody_has_words_for_are_readable() -> None:
    given = gathered(chains={"run:1": chain("run:1", "run.prepared", "canary.fed_by_hand", grams=12)})
    assert "Canary fed by hand" in shown(given)
    assert "grams: 12" in shown(given)
    assert words.tone("canary.fed_by_hand") is Tone.MILESTONE


@pytest.mark.parametrize("entry", ["", ".", "odd", "a.b.c", "Ünïcode.täg"])
def test_any_name_of_an_entry_is_put_in_words(entry: str) -> None:
    assert words.what(entry)


# Items. -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("done", "Done · Ana Ruiz, 11 Mar 08:00:00 01:00:00 UTC"),
        ("skipped", "Skipped · Ana Ruiz, 11 Mar 08:00:00 01:00:00 UTC Not needed"),
        ("not applicable", "Not applicable · Ana Ruiz"),
        ("open", "Left open"),
        ("claimed", "Claimed in the file, attested by nobody"),
        ("in progress", "in progress"),
    ],
)
def test_every_state_is_said_in_words(state: str, says: str) -> None:
    closed = state in {"done", "skipped", "not applicable"}
    by = {"doer": "UANA", "closed_at": NOW} if closed else {}
    given = gathered(
        sections=[section(opened_at=NOW)],
        items={1: [item(state, reason="Not needed" if state == "skipped" else None, **by)]},
    )
    assert says in shown(given)


# Times. -----------------------------------------------------------------------------------------------------


def test_a_moment_in_another_day_than_that_of_utc_says_both() -> None:
    late = datetime(2026, 3, 10, 22, 30, tzinfo=UTC)
    assert (
        re.sub("<[^>]+>", "", pieces.moment(late, gathered().zone)) == "11 Mar 05:30:00 10 Mar 22:30:00 UTC"
    )
    assert re.sub("<[^>]+>", "", pieces.moment(late, UTC)) == "10 Mar 22:30:00 UTC"


@pytest.mark.parametrize(
    ("time", "says"),
    [
        ({"seconds": 0}, "at once"),
        ({"seconds": 119}, "119 s"),
        ({"minutes": 119}, "119 min"),
        ({"hours": 3}, "3 h"),
        ({"hours": 47, "minutes": 59}, "47 h 59 min"),
        ({"days": 8, "hours": 11}, "8 days 11 h"),
    ],
)
def test_lengths_of_time_are_as_exact_as_it_matters(time: dict[str, float], says: str) -> None:
    assert pieces.took(NOW, later(**time)) == says


def test_holds_end_with_what_ends_them() -> None:
    deeds = ("run.prepared", "run.held", "run.resumed", "run.held", "run.closed", "run.held")
    found = acts.holds(gathered(chains={"run:1": chain("run:1", *deeds)}))
    assert [(hold.since, hold.until) for hold in found] == [
        (later(minutes=2), later(minutes=3)),
        (later(minutes=4), later(minutes=5)),
        (later(minutes=6), None),
    ]


def test_a_section_is_drawn_from_when_it_began_to_its_last_item() -> None:
    given = gathered(
        sections=[
            section(opened_at=NOW, opens_at=later(minutes=-30)),
            section(id=2, line=9, opens_at=later(hours=1), opened_at=later(minutes=55), waits="clock"),
            section(id=3, line=12),
        ],
        items={1: [item(doer="UANA", closed_at=later(minutes=7))]},
    )
    first, second = [row for row in course.rows(given) if row.bar is Bar.SECTION]
    assert (first.due, first.since, first.until) == (later(minutes=-30), NOW, later(minutes=7))
    assert (second.due, second.since) == (later(hours=1), None), "its card was there, but nobody started it"
    assert "planned 07:30 · began 08:00 · 30 min late · complete 08:07 (7 min)" in shown(given)


# The axis. --------------------------------------------------------------------------------------------------


def test_long_stretches_of_nothing_are_folded() -> None:
    made = scale.scale([NOW, later(hours=1), later(days=9), later(days=9, hours=1)])
    assert made is not None
    assert len(list(made.folds)) == 1
    assert [round(made.at(moment)) for moment in (NOW, later(hours=1), later(days=9, hours=1))] == [
        0,
        48,
        100,
    ]
    assert made.at(later(days=-1)) == 0
    assert made.at(later(days=99)) == 100


def test_one_moment_makes_no_axis() -> None:
    assert scale.scale([NOW, NOW]) is None
    assert scale.scale([]) is None


@pytest.mark.parametrize("length", [1, 59, 3_600, 86_400, 40 * 86_400])
def test_labels_leave_each_other_room(length: int) -> None:
    step = max(1, length // 500)
    made = scale.scale(NOW + timedelta(seconds=each) for each in range(0, length + 1, step))
    assert made is not None
    found = scale.ticks(made, gathered().zone)
    assert found
    assert all(after.at - before.at >= 8 for before, after in pairwise(found))
