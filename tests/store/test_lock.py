"""One process a database file."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from store import lock
from store.db import Unavailable

URL = "sqlite+aiosqlite:///{}"


def test_a_second_holder_is_refused_and_told_of_the_first(tmp_path: Path) -> None:
    url = URL.format(tmp_path / "runsheet.db")
    refusal = rf"Another Runsheet \(process {os.getpid()}\) uses {tmp_path}/runsheet\.db: stop it first\."
    with lock.held(url):
        with pytest.raises(Unavailable, match=refusal), lock.held(url):
            pytest.fail("held twice")
        with lock.held(URL.format(tmp_path / "other.db")):
            pass


def test_what_is_let_go_leaves_nothing_and_can_be_held_again(tmp_path: Path) -> None:
    url = URL.format(tmp_path / "runsheet.db")
    for _ in range(2):
        with lock.held(url):
            assert list(tmp_path.iterdir()) == [tmp_path / "runsheet.db.lock"]
        assert list(tmp_path.iterdir()) == []


def test_a_failure_lets_go_too(tmp_path: Path) -> None:
    url = URL.format(tmp_path / "runsheet.db")
    with pytest.raises(LookupError), lock.held(url):
        raise LookupError
    assert list(tmp_path.iterdir()) == []


def hold_and_die(url: str) -> None:
    with lock.held(url):
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_dies_lets_go(tmp_path: Path) -> None:
    url = URL.format(tmp_path / "runsheet.db")
    dying = multiprocessing.get_context("spawn").Process(target=hold_and_die, args=(url,))
    dying.start()
    dying.join()
    assert dying.exitcode == -signal.SIGKILL
    assert (tmp_path / "runsheet.db.lock").exists()
    with lock.held(url):
        pass


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=f"{tmp_path}/no/such .No such file or directory."):  # noqa: SIM117
        with lock.held(URL.format(tmp_path / "no" / "such" / "runsheet.db")):
            pytest.fail("held")
