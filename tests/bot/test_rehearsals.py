"""The process of a rehearsal: bounded, and its complaint handed on; nothing of it is left behind."""

import base64
import os
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.outside import Attempt, Declined, Later
from bot.outside.rehearsals import Rehearsals
from commands.outside import Rehearse

NOTHING = base64.b64encode(b"# Nothing\n\nto do\n").decode()


class Hurried(Rehearse):
    """It has less time than its process needs to begin."""

    @property
    def within(self) -> float:
        return 0.05


@pytest.fixture
def rehearsals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rehearsals:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return Rehearsals(os.environ, Clock())


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_one_that_does_not_begin_says_why(rehearsals: Rehearsals, tmp_path: Path) -> None:
    with pytest.raises(Declined, match=r"^checklist\.md: .*nothing"):
        await rehearsals.rehearse(Attempt("rehearsal:a:1", Rehearse(document=NOTHING)))
    assert left_in(tmp_path) == []


async def test_one_that_takes_too_long_is_stopped(rehearsals: Rehearsals, tmp_path: Path) -> None:
    with pytest.raises(Declined, match=r"it was not over after 0\.05 s"):
        await rehearsals.rehearse(Attempt("rehearsal:a:1", Hurried(document=NOTHING)))
    assert left_in(tmp_path) == []


async def test_none_is_begun_while_the_bot_stops(rehearsals: Rehearsals) -> None:
    await rehearsals.close()
    with pytest.raises(Later):
        await rehearsals.rehearse(Attempt("rehearsal:a:1", Rehearse(document=NOTHING)))
