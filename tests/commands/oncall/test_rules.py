"""Which level is meant, until when, and who may do what."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from commands.oncall import rules
from tests.commands.refusals import refused

ROLES = ["On-Call Engineer", "Team Lead", "Engineering Manager", "CTO"]
MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 3, 9, 9, 30, tzinfo=MADRID)
"""A Monday."""


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("1", "On-Call Engineer"),
        ("4", "CTO"),
        ("cto", "CTO"),
        ("Team  LEAD", "Team Lead"),
        ("lead", "Team Lead"),
        ("on-call", "On-Call Engineer"),
        ("engineering", "Engineering Manager"),
        ("man", "Engineering Manager"),
    ],
)
def test_a_level_is_known_by_number_name_or_a_word_of_it(text: str, role: str) -> None:
    assert rules.role(text, ROLES) == role


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("engineer", "“engineer” could mean several levels."),
        ("0", "“0” is no level of the contact tree."),
        ("5", "“5” is no level of the contact tree."),
        ("99999999999999999999", "is no level of the contact tree."),
        ("boss", "There are: `1` On-Call Engineer, `2` Team Lead, `3` Engineering Manager, `4` CTO."),
        ("<!here>", "“&lt;!here&gt;”"),
    ],
)
def test_a_level_that_is_not_known_is_refused_with_those_that_are(text: str, says: str) -> None:
    with refused(says, "role"):
        rules.role(text, ROLES)


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("team lead: db is down", ("Team Lead", "db is down")),
        ("lead lead the way", ("Team Lead", "lead the way")),
        ("1 db is down", ("On-Call Engineer", "db is down")),
        ("engineering manager", ("Engineering Manager", "")),
        ("cto, now", ("CTO", "now")),
        ("db is down", None),
        ("", None),
    ],
)
def test_a_text_may_begin_with_a_level(text: str, split: tuple[str, str] | None) -> None:
    assert rules.split_role(text, ROLES) == split


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("18:00", "2026-03-09 18:00"),
        ("until 18.00", "2026-03-09 18:00"),
        ("9:30", "2026-03-10 09:30"),
        ("09:29", "2026-03-10 09:29"),
        ("today 10:00", "2026-03-09 10:00"),
        ("tomorrow 09:00", "2026-03-10 09:00"),
        ("mon 10:00", "2026-03-09 10:00"),
        ("monday 09:00", "2026-03-16 09:00"),
        ("Fri 18:00", "2026-03-13 18:00"),
        ("2026-03-12 07:15", "2026-03-12 07:15"),
        ("2026-03-12T07:15", "2026-03-12 07:15"),
        ("90m", "2026-03-09 11:00"),
        ("45 min", "2026-03-09 10:15"),
        ("3h", "2026-03-09 12:30"),
        ("2d", "2026-03-11 09:30"),
        ("2026-03-30 09:30", "2026-03-30 09:30"),
    ],
)
def test_an_end_is_understood_as_the_clock_on_the_wall(text: str, until: str) -> None:
    assert rules.until(text, NOW) == datetime.fromisoformat(until).replace(tzinfo=MADRID)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("noon", "“noon” names no time. Say `18:00`"),
        ("25:00", "names no time"),
        ("18:75", "names no time"),
        ("someday 18:00", "names no time"),
        ("2026-02-30 18:00", "names no time"),
        ("2026-03-08 18:00", "That is past."),
        ("today 09:00", "That is past."),
        ("0h", "That is past."),
        ("32d", "A cover lasts 31 days at most"),
        ("2026-05-01 09:00", "A cover lasts 31 days at most"),
    ],
)
def test_an_end_that_cannot_be_is_refused(text: str, says: str) -> None:
    with refused(says, "until"):
        rules.until(text, NOW)


def test_a_time_of_day() -> None:
    assert rules.time_of_day("09:05") == time(9, 5)
    with refused("“9” is no time of day. Say it as 09:00.", "at"):
        rules.time_of_day("9")


def test_who_cannot_act_is_not_put_on_call() -> None:
    rules.may_be_on_call("member", "Ana")
    for standing, says in {
        "guest": "Ana is a guest, who cannot act on a page.",
        "foreign": "Ana is of another workspace",
        "deactivated": "Ana is deactivated.",
        "bot": "Ana is a bot.",
        None: "Slack does not say who Ana is.",
    }.items():
        with refused(says):
            rules.may_be_on_call(standing, "Ana")


def test_a_page_is_acknowledged_by_whom_it_is_for_and_once() -> None:
    rules.acknowledge("UBEN", "UBEN", "Ben", done=False)
    with refused("This page is for Ben"):
        rules.acknowledge("UBEN", "UANA", "Ben", done=False)
    with refused("already"):
        rules.acknowledge("UBEN", "UBEN", "Ben", done=True)


def test_a_cover_is_given_back_by_whoever_covers_while_it_lasts() -> None:
    rules.end_cover("UBEN", "UBEN", over=False)
    with refused("Only whoever covers"):
        rules.end_cover("UBEN", "UANA", over=False)
    with refused("over already"):
        rules.end_cover("UBEN", "UBEN", over=True)
