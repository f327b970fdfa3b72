"""`runsheet serve` with something wrong does not start: sentences say what, and the exit code is 1."""

import asyncio
import signal
import socket
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import environment, local_slack, running

WITHIN = 90.0


def nothing(_folder: Path) -> None:
    """The folder stays empty."""


def newer_database(folder: Path) -> None:
    with sqlite3.connect(folder / "runsheet.db") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.close()


def no_database(folder: Path) -> None:
    (folder / "runsheet.db").write_bytes(b"this is a shopping list, long enough to have no header" * 100)


@dataclass
class Wrong:
    """What is wrong, and how each sentence about it begins and ends."""

    says: list[tuple[str, str]]
    settings: dict[str, str] = field(default_factory=dict)
    prepare: Callable[[Path], None] = nothing


def wrongs(closed_port: int, busy_port: int) -> dict[str, Wrong]:
    elsewhere = f"http://127.0.0.1:{closed_port}"
    return {
        "settings": Wrong(
            [("SLACK_APP_TOKEN is not set: ", "."), ("RUNSHEET_CHANNEL is no channel id", ".")],
            {"SLACK_APP_TOKEN": "", "RUNSHEET_CHANNEL": "#operations"},
        ),
        "bot token": Wrong(
            [("Slack refused the bot token (invalid_auth)", "OAuth & Permissions.")],
            {"SLACK_BOT_TOKEN": "xoxb-wrong"},
        ),
        "app token": Wrong(
            [("Slack refused the app-level token (invalid_auth)", "Basic Information.")],
            {"SLACK_APP_TOKEN": "xapp-wrong"},
        ),
        "unreachable": Wrong(
            [(f"Slack could not be reached at {elsewhere}/api/ (connection)", "check the network.")],
            {"SLACK_API_URL": f"{elsewhere}/api"},
        ),
        "port": Wrong(
            [(f"127.0.0.1:{busy_port} cannot be listened on", "set RUNSHEET_PORT to a free port.")],
            {"RUNSHEET_PORT": str(busy_port)},
        ),
        "newer database": Wrong(
            [("The database is at schema 9999, which this Runsheet does not know", "by this version.")],
            prepare=newer_database,
        ),
        "no database": Wrong(
            [("The database sqlite", "cannot be opened: file is not a database.")], prepare=no_database
        ),
        "no folder": Wrong(
            [("The database cannot be opened: /nowhere (No such file or directory", ").")],
            {"RUNSHEET_DATABASE_URL": "sqlite+aiosqlite:////nowhere/runsheet.db"},
        ),
    }


def prepared(folder: Path, wrong: Wrong) -> Path:
    folder.mkdir()
    wrong.prepare(folder)
    return folder


async def said(url: str, folder: Path, wrong: Wrong) -> tuple[int, list[str]]:
    async with running(environment(url, folder, **wrong.settings), "serve") as bot:
        ended = await bot.ended(WITHIN)
    assert "Traceback" not in ended.said, ended.said
    return ended.code, ended.said.splitlines()


async def test_what_is_wrong_is_said_in_a_sentence_each(tmp_path: Path, unused_tcp_port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        cases = wrongs(unused_tcp_port, busy.getsockname()[1])
        async with local_slack().serving() as url:
            answers = await asyncio.gather(
                *(said(url, prepared(tmp_path / name, wrong), wrong) for name, wrong in cases.items())
            )
    for (name, wrong), (code, lines) in zip(cases.items(), answers, strict=True):
        assert code == 1, name
        assert len(lines) == len(wrong.says), (name, lines)
        for line, (begins, ends) in zip(lines, wrong.says, strict=True):
            assert line.startswith(begins), name
            assert line.endswith(ends), name


def locks(folder: Path) -> list[Path]:
    return list(folder.glob("*.lock"))


async def test_one_process_a_database(tmp_path: Path) -> None:
    slack = local_slack()
    async with slack.serving() as url, running(environment(url, tmp_path), "serve") as first:
        await slack.connected()
        async with running(environment(url, tmp_path), "serve") as second:
            refused = await second.ended(WITHIN)
        first.signal(signal.SIGTERM)
        stopped = await first.ended(WITHIN)
    assert refused.code == 1
    assert refused.said.startswith(f"Another Runsheet (process {first.process.pid}) uses ")
    assert stopped.code == 0
    assert locks(tmp_path) == []
