"""Which handler a delivery is for."""

from typing import ClassVar

import pytest

from bot.routes import Routes
from commands.feature import Command, Feature, Form, Refused
from store.db import Transaction


async def nothing(_tx: Transaction, _given: object) -> None:
    """A handler that is never run here."""


class Deploy(Form):
    callback: ClassVar[str] = "test.deploy"


def command(slash: str, word: str) -> Command:
    return Command(slash, word, f"{slash} {word}", nothing)


DEPLOY = tuple(command("/deploy", word) for word in ("", "start", "status"))
INCIDENT = (command("/incident", "open"),)
ROUTES = Routes([Feature("deploy", "", DEPLOY), Feature("incident", "", INCIDENT, forms={Deploy: nothing})])


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("", "", ""),
        ("   ", "", ""),
        ("start", "start", ""),
        ("START", "start", ""),
        ("  start   small  v2 ", "start", "small  v2"),
        ("status 3", "status", "3"),
    ],
)
def test_the_first_word_chooses(text: str, word: str, rest: str) -> None:
    chosen, given = ROUTES.command("/deploy", text)
    assert (chosen.word, given) == (word, rest)


@pytest.mark.parametrize(("text", "near"), [("strat", "start"), ("stat", "start"), ("statsu 3", "status")])
def test_the_nearest_word_is_offered(text: str, near: str) -> None:
    with pytest.raises(Refused) as refused:
        ROUTES.command("/deploy", text)
    offer = f"There is no `/deploy {text.split()[0]}`. Did you mean `/deploy {near}`? "
    assert refused.value.text == offer + "`/deploy help` lists the commands."


def test_without_a_near_word_help_is_offered() -> None:
    with pytest.raises(Refused) as refused:
        ROUTES.command("/deploy", "xyzzy")
    assert refused.value.text == "There is no `/deploy xyzzy`. `/deploy help` lists the commands."


def test_words_of_another_command_are_not_offered() -> None:
    with pytest.raises(Refused, match="There is no `/incident start`"):
        ROUTES.command("/incident", "start")
    with pytest.raises(Refused, match="There is no `/deploy open`"):
        ROUTES.command("/deploy", "open")


def test_forms_are_found_by_their_callback() -> None:
    assert ROUTES.form("test.deploy") is Deploy
    with pytest.raises(Refused, match="drawn by another version of Runsheet"):
        ROUTES.form("test.gone")
