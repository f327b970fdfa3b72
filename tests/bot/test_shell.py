"""Programs: what may be run, what they are given, and how each ends, whatever it does."""

import os
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.outside.output import KEPT
from commands.outside import Finished, Outcome, RunCommand
from runbook.bindings import digest
from store.effects import End
from tests.bot import errands
from tests.stories.scene import Stage


def command(*argv: str, **how: Any) -> RunCommand:
    usual = {"argv": argv, "sha256": digest(list(argv)), "values": {}, "timeout": 20.0}
    return RunCommand.model_validate(usual | how)


def python(source: str, **how: Any) -> RunCommand:
    return command(sys.executable, "-c", source, **how)


async def ran(stage: Stage, wanted: RunCommand) -> Finished:
    told = await outcome(stage, wanted)
    assert isinstance(told.answer, Finished), told
    return told.answer


async def outcome(stage: Stage, wanted: RunCommand) -> Outcome[Any]:
    async with errands.running(stage) as bot:
        return await bot.does(wanted)


def is_alive(number: Path) -> bool:
    try:
        os.kill(int(number.read_text()), 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number.read_text().strip()}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


# What is run. -----------------------------------------------------------------------------------------------


async def test_it_runs_beside_the_runbooks_and_both_its_outputs_are_kept(stage: Stage) -> None:
    program = (
        "import os, sys; print(os.path.basename(os.getcwd())); print('oh', file=sys.stderr); sys.exit(3)"
    )
    done = await ran(stage, python(program))
    assert (done.ok, done.code, done.said) == (False, 3, "exit code 3")
    assert sorted(done.output.head.split()) == ["oh", "runbooks"]
    assert done.seconds > 0


async def test_it_gets_no_more_of_the_environment_than_is_named(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPLOY_TARGET", "harbour")
    monkeypatch.setenv("DEPLOY_OTHER", "not given")
    shown = "import os; print(' '.join(sorted(os.environ)), os.environ.get('DEPLOY_TARGET'))"
    done = await ran(stage, python(shown, env=("DEPLOY_TARGET",)))
    names = set(done.output.head.split()) - {"LC_CTYPE"}  # Python's own
    assert names <= {"PATH", "HOME", "LANG", "DEPLOY_TARGET", "▒▒▒▒"}
    assert "DEPLOY_TARGET" in names


async def test_a_value_is_one_argument_and_no_shell_reads_it(stage: Stage) -> None:
    show = "import sys; print(sys.argv[1:])"
    argv = (sys.executable, "-c", show, "--to={version}", "{trigger}", "$HOME `id` *; true")
    values = {"version": "v2.4.0", "trigger": "error rate over 10%"}
    done = await ran(stage, command(*argv, values=values))
    assert done.output.head.strip() == str(["--to=v2.4.0", "error rate over 10%", "$HOME `id` *; true"])


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"version": "v1; rm -rf /"}, "{version} would be “v1; rm -rf /”, which has characters"),
        ({"version": "--help"}, "{version} would be “--help”"),
        ({"version": "$(id)"}, "{version} would be “$(id)”"),
        ({"version": "a\nb"}, "{version} would be “a\nb”"),
        ({}, "the command needs {version}, and this run has none"),
    ],
)
async def test_a_value_that_is_not_plain_is_refused(stage: Stage, values: dict[str, str], why: str) -> None:
    told = await outcome(stage, command("echo", "{version}", values=values))
    assert told.end is End.REFUSED
    assert why in (told.problem or "")


async def test_what_was_not_listed_is_refused(stage: Stage, tmp_path: Path) -> None:
    made = tmp_path / "made"
    told = await outcome(stage, command("touch", str(made), sha256=digest(["touch", "another"])))
    assert (told.end, told.problem) == (End.REFUSED, "it is not the command that was allow-listed")
    assert not made.exists()


async def test_what_cannot_be_started_says_why(stage: Stage) -> None:
    folder = stage.runbooks
    (folder / "plain").write_text("echo hello\n")
    (folder / "empty").write_text("")
    (folder / "empty").chmod(0o755)
    async with errands.running(stage) as bot:
        for program, why in {
            "./nowhere": f"./nowhere is not there; commands run in {folder}",
            "./plain": "./plain may not be executed: chmod +x",
            "./empty": "./empty cannot be started (Exec format error)",
        }.items():
            told = await bot.does(command(program), program)
            assert (told.end, told.problem) == (End.REFUSED, why)


async def test_it_runs_in_the_folder_that_is_set(stage: Stage, tmp_path: Path) -> None:
    async with errands.running(stage, commands_folder=tmp_path) as bot:
        assert (await bot.gets(command("pwd"))).output.head.strip() == str(tmp_path)
    async with errands.running(stage, commands_folder=tmp_path / "none") as bot:
        told = await bot.does(command("pwd"), "again")
        assert told.problem == "the folder for commands is not there (RUNSHEET_COMMANDS_CWD)"


async def test_a_name_that_the_environment_lacks_is_said(stage: Stage) -> None:
    told = await outcome(stage, command("true", env=("DEPLOY_NOWHERE",)))
    assert told.problem == "DEPLOY_NOWHERE is not set in the environment of the bot"


# How it ends. -----------------------------------------------------------------------------------------------


async def test_one_that_never_ends_is_stopped(stage: Stage) -> None:
    done = await ran(stage, command("sleep", "1000", timeout=0.5))
    assert (done.ok, done.said) == (False, "stopped after 0.5 s, killed by SIGTERM")
    assert done.seconds < 100


async def test_a_child_that_does_not_listen_is_killed_with_all_of_its_group(
    stage: Stage, tmp_path: Path
) -> None:
    number = tmp_path / "number"
    script = f"trap '' TERM; sleep 1000 & echo $! > {shlex.quote(str(number))}; wait"  # which sleep inherits
    done = await ran(stage, command("sh", "-c", script, timeout=2.0))
    assert done.said == "stopped after 2 s, killed by SIGKILL"
    assert not is_alive(number)


async def test_a_grandchild_that_keeps_the_output_is_not_waited_for(stage: Stage, tmp_path: Path) -> None:
    number = tmp_path / "number"
    script = f"setsid sleep 1000 & echo $! > {shlex.quote(str(number))}; echo started"
    done = await ran(stage, command("sh", "-c", script))
    os.kill(int(number.read_text()), 9)
    assert (done.ok, done.code) == (True, 0), "it may be the very service that was restarted"
    assert "started" in done.output.head
    assert "still holds its output" in done.output.head
    assert done.seconds < 100


async def test_one_that_ends_well_when_it_is_stopped_has_not_done_well(stage: Stage) -> None:
    script = "trap 'echo tidied; exit 0' TERM; sleep 1000 & wait"
    done = await ran(stage, command("sh", "-c", script, timeout=2.0))
    assert (done.ok, done.said) == (False, "stopped after 2 s, exit code 0")
    assert "tidied" in done.output.head


# What it writes. --------------------------------------------------------------------------------------------


async def test_a_hundred_megabytes_are_counted_and_not_kept(stage: Stage) -> None:
    flood = (
        "import sys; print('the beginning'); sys.stdout.flush(); line = b'x' * 99 + b'\\n'\n"
        "for _ in range(1000): sys.stdout.buffer.write(line * 1000)\n"
        "sys.stdout.flush(); print('the end')"
    )
    before = peak()
    done = await ran(stage, python(flood))
    assert done.ok
    assert done.output.head.startswith("the beginning\n")
    assert done.output.tail.endswith("the end\n")
    assert done.output.left_out == pytest.approx(100_000_000, abs=2 * KEPT)
    assert len(done.output.head) + len(done.output.tail) <= 2 * KEPT
    assert peak() - before < 40_000, "kilobytes"


def peak() -> int:
    """The most memory that this process ever had, in kilobytes."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


async def test_no_secret_is_kept(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPLOY_TOKEN", "harbour-master-7")
    program = (
        "import os; print('got', os.environ['DEPLOY_TOKEN']); print('password=correct-horse-9')\n"
        "print('xoxb-story'); print('pass\\x00word=correct-horse-9'); print('\\x1b[31mred\\x1b[0m')"
    )
    done = await ran(stage, python(program, env=("DEPLOY_TOKEN",)))
    assert done.output.head == "got ▒▒▒▒\npassword=▒▒▒▒\n▒▒▒▒\npassword=▒▒▒▒\nred\n"
