"""The shared view pieces: text that is safe, times, names, and Slack's limits kept."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from commands import kit
from commands.checklist.inputs import Tick

MOMENT = datetime(2026, 3, 9, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"),
        ("&lt;", "&amp;lt;"),
        ("@here, @Channel, @EVERYONE", "@\u2060here, @\u2060Channel, @\u2060EVERYONE"),
        ("<@here>", "&lt;@\u2060here&gt;"),
        ("@hereafter ana@harbor.example", "@hereafter ana@harbor.example"),
        ("*bold* _it_ `code`", "*bold* _it_ `code`"),
    ],
)
def test_anybodys_words_are_made_safe(said: str, shown: str) -> None:
    assert kit.safe(said) == shown


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [("short", 5, "short"), ("longer", 5, "long…"), ("a word", 3, "a…"), ("", 3, "")],
)
def test_cut(text: str, limit: int, left: str) -> None:
    assert kit.cut(text, limit) == left


def test_many() -> None:
    assert [kit.many(count, "item") for count in (0, 1, 2)] == ["0 items", "1 item", "2 items"]


def test_a_name_pings_nobody_unless_it_was_never_met() -> None:
    assert kit.person({"U1": "Ana <b>"}, "U1") == "Ana &lt;b&gt;"
    assert kit.person({}, "U1") == "<@U1>"


def test_a_moment_reads_the_same_whatever_zone_it_comes_in() -> None:
    token = "<!date^1773043500^{date_short_pretty} {time}|2026-03-09 08:05 UTC>"
    assert kit.when(MOMENT) == token
    assert kit.when(MOMENT.astimezone(timezone(timedelta(hours=7)))) == token
    assert kit.clock(MOMENT) == "<!date^1773043500^{time}|2026-03-09 08:05 UTC>"
    assert kit.in_zone(MOMENT, "UTC+7") == "Mon 9 Mar 2026 15:05 (UTC+7)"


@pytest.mark.parametrize(
    ("done", "total", "says"),
    [
        (0, 6, "░░░░░░░░░░░░  0 of 6 done · 0 %"),
        (3, 6, "▓▓▓▓▓▓░░░░░░  3 of 6 done · 50 %"),
        (199, 200, "▓▓▓▓▓▓▓▓▓▓▓░  199 of 200 done · 99 %"),
        (6, 6, "▓▓▓▓▓▓▓▓▓▓▓▓  6 of 6 done · 100 %"),
        (0, 0, "▓▓▓▓▓▓▓▓▓▓▓▓  0 of 0 done · 100 %"),
    ],
)
def test_progress_in_a_bar_and_in_words(done: int, total: int, says: str) -> None:
    """Full only when everything is done."""
    assert kit.bar(done, total) == says


def test_blocks_keep_slacks_limits() -> None:
    long = "x" * 9000
    assert len(kit.header(long, "b").to_dict()["text"]["text"]) == 150
    assert len(kit.words(long, "b").to_dict()["text"]["text"]) == 3000
    assert len(kit.small(long, "b").to_dict()["elements"][0]["text"]) == 2000
    assert len(kit.option(long, "v").to_dict()["text"]["text"]) == 75
    assert len(kit.button("Done", Tick(item=1, rev=0), long).to_dict()["accessibility_label"]) == 75
    sure = kit.confirm(long, long, "Abort run").to_dict()
    assert (len(sure["title"]["text"]), len(sure["text"]["text"])) == (100, 300)
    assert len(kit.notice(long, "words").view()["title"]["text"]) == 24
    asked = kit.ask("f", "Label", kit.line(long, limit=60), hint=long).to_dict()
    assert len(asked["element"]["initial_value"]) == asked["element"]["max_length"] == 60
    assert len(asked["hint"]["text"]) == 2000


def test_mrkdwn_is_verbatim() -> None:
    assert kit.words("x", "b").to_dict()["text"]["verbatim"] is True
    assert kit.small("x", "b").to_dict()["elements"][0]["verbatim"] is True


def test_a_button_carries_its_typed_value() -> None:
    drawn = kit.button("Done", Tick(item=7, rev=2), "Done: verify").to_dict()
    assert (drawn["action_id"], json.loads(drawn["value"])) == ("checklist.tick", {"item": 7, "rev": 2})
    assert drawn["accessibility_label"] == "Done: verify"


def test_a_menu_carries_a_button_in_each_option() -> None:
    (option,) = kit.menu({"Done": Tick(item=7, rev=2)}).to_dict()["options"]
    action, _, value = option["value"].partition(" ")
    assert (action, Tick.unpack(value)) == ("checklist.tick", Tick(item=7, rev=2))


def test_a_note_without_blocks_says_its_text() -> None:
    body = kit.body("*Held*")
    assert body["text"] == body["blocks"][0]["text"]["text"] == "*Held*"
