"""The record of a whole deployment: the same checklist, whole, and what is changed in it is named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import shipped
from bot.cli import main
from runbook import reader
from tests.bot.test_rehearsing import CHECKLIST
from tests.conftest import LONG

SHIPPED = pytest.param(
    shipped.RUNBOOKS / "production-deployment.md",
    marks=pytest.mark.skipif(not LONG, reason="half a minute of work: make test-long"),
)
pytestmark = pytest.mark.timeout(300)
Rows = list[str]


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture(scope="module", params=[None, SHIPPED], ids=["small", "shipped"])
def checklist(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param:
        return Path(request.param)
    file = tmp_path_factory.mktemp("runbooks") / "clocked.md"
    file.write_text(CHECKLIST)
    return file


@pytest.fixture(scope="module")
def record(checklist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a rehearsal left, without the end of its name."""
    folder = tmp_path_factory.mktemp("out")
    over = typed("rehearse", checklist, "--out", folder)
    assert over.exit_code == 0, over.output
    return folder / f"{checklist.stem}.record"


def test_it_is_the_same_checklist(checklist: Path, record: Path) -> None:
    ids = [[item.id for item in reader.read(file.read_bytes()).items] for file in (checklist, _md(record))]
    assert ids[0] == ids[1]
    assert ids[0]
    told = typed("lint", _md(record), "--format", "json")
    assert told.exit_code in {0, 1}, "read, whatever it says of it"


def test_it_is_whole(record: Path) -> None:
    told = typed("record", "verify", _jsonl(record))
    assert told.exit_code == 0, told.output
    assert told.stdout.endswith("The record is whole.\n")


def _one_byte(rows: Rows) -> Rows:
    at = len(rows) // 2
    return [*rows[:at], rows[at].replace('"what": "', '"what": "x', 1), *rows[at + 1 :]]


def _a_line_less(rows: Rows) -> Rows:
    at = len(rows) // 2
    return rows[:at] + rows[at + 1 :]


def _without_its_tail(rows: Rows) -> Rows:
    return [*rows[:-4], rows[-1]]


@pytest.mark.parametrize(
    ("change", "says"),
    [(_one_byte, "was changed."), (_a_line_less, "missing"), (_without_its_tail, "missing")],
)
def test_what_is_changed_is_named(
    record: Path, tmp_path: Path, change: Callable[[Rows], Rows], says: str
) -> None:
    rows = _jsonl(record).read_text().splitlines(keepends=True)
    changed = tmp_path / "changed.jsonl"
    changed.write_text("".join(change(rows)))
    assert changed.read_text() != "".join(rows)
    told = typed("record", "verify", changed)
    assert told.exit_code == 1
    assert says in told.stdout, told.stdout
    assert told.stdout.endswith("The record is broken.\n")


def _md(record: Path) -> Path:
    return record.with_name(f"{record.name}.md")


def _jsonl(record: Path) -> Path:
    return record.with_name(f"{record.name}.jsonl")
