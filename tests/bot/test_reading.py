"""`runsheet lint` and `runsheet bindings`, as they are typed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from runbook import bindings
from runbook.bindings import Bindings

SOUND = """# Deploy

## Api v2.0.0

## Begin

- [ ] Begin — déjà vu

## Rollback

- [ ] Go back
"""
OPEN = SOUND.replace("## Begin", "**Deployment Lead:** [Name]\n\n## Begin")


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def checklist(tmp_path: Path) -> Path:
    return written(tmp_path, SOUND)


def written(folder: Path, text: str | bytes, name: str = "deploy.md") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_line_is_shown_with_what_it_was_read_as(checklist: Path) -> None:
    told = typed("lint", checklist)
    assert told.exit_code == 0
    assert "3 service and version ## Api v2.0.0" in " ".join(told.output.split())
    assert "No problems." in told.output
    assert all(line in told.output for line in SOUND.splitlines())


def test_problems_stand_at_their_lines_and_below(tmp_path: Path) -> None:
    told = typed("lint", written(tmp_path, OPEN))
    assert told.exit_code == 1
    assert "[Name]  E1  E3" in told.output
    assert "line 5  Nobody is bound to the role Deployment Lead." in told.output
    assert "2 errors, 0 warnings" in told.output


def test_a_line_that_only_python_ends_is_one_line(tmp_path: Path) -> None:
    odd = tmp_path / "odd.md"
    odd.write_text("# Odd\n\nsame\x0bline\u2028still\n\n- [ ] one\n", newline="")
    assert re.search(r"5 item for a person +- \[ \] one", typed("lint", str(odd)).output)


def test_the_side_file_beside_it_is_taken(tmp_path: Path) -> None:
    checklist = written(tmp_path, OPEN)
    beside = written(tmp_path, "roles: {Deployment Lead: U1}", "deploy.bindings.yaml")
    told = typed("lint", checklist)
    assert told.exit_code == 0
    assert str(beside) in told.output.replace("\n", "")
    other = written(tmp_path, "zone: UTC", "other.yaml")
    assert typed("lint", checklist, "--bindings", other).exit_code == 1


def test_a_threshold_says_by_its_frame_whether_it_must_hold_or_fires(tmp_path: Path) -> None:
    framed = (
        SOUND + "\n## Decision\n\n**GO if:**\n\n- Error rate < 1%\n\n**ROLLBACK if:**\n\n- Error rate > 5%\n"
    )
    checklist = written(tmp_path, framed)
    said = " ".join(typed("lint", checklist).output.split())
    assert "Thresholds must hold line 17 Error rate < 1% fires line 21 Error rate > 5% Counts" in said
    assert json.loads(typed("lint", checklist, "--format", "json").output)["thresholds"] == [
        {"line": 17, "text": "Error rate < 1%", "polarity": "must hold"},
        {"line": 21, "text": "Error rate > 5%", "polarity": "fires"},
    ]
    assert "Thresholds" not in typed("lint", written(tmp_path, SOUND)).output


def test_json_has_the_same(tmp_path: Path) -> None:
    told = typed("lint", written(tmp_path, OPEN), "--format", "json")
    read: dict[str, Any] = json.loads(told.output)
    assert told.exit_code == 1
    assert list(read) == [
        "title", "service", "version", "sha256", "repairs", "counts", "sections", "thresholds", "problems",
    ]  # fmt: skip
    assert (read["title"], read["service"], read["version"]) == ("Deploy", "Api", "v2.0.0")
    assert read["counts"]["items"] == sum(len(section["items"]) for section in read["sections"]) == 2
    assert read["problems"][0] == {
        "code": "E1", "level": "error", "line": 5, "message": "Deployment Lead is still “[Name]”.",
        "fix": "Bind it in the side file, or answer it when the run is prepared.",
    }  # fmt: skip


def test_repairs_are_told(tmp_path: Path) -> None:
    damaged = SOUND.replace("déjà vu", "dÃ©jÃ\xa0 vu")
    checklist = written(tmp_path, damaged)
    assert "line 7: “Ã©” was read as “é”" in typed("lint", checklist).output
    assert json.loads(typed("lint", checklist, "--format", "json").output)["repairs"][0]["line"] == 7


UNREADABLE = {
    "nothing.md": "cannot be read (No such file or directory): name a Markdown file.",
    ".": "cannot be read (Is a directory): name a Markdown file.",
}


@pytest.mark.parametrize(("name", "said"), UNREADABLE.items())
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, said: str) -> None:
    told = typed("lint", tmp_path / name)
    assert (told.exit_code, told.output) == (2, f"{tmp_path / name} {said}\n")


def test_a_file_with_nothing_to_do_is_refused_with_what_would_help(tmp_path: Path) -> None:
    empty = written(tmp_path, "# Notes\n\nSome words.\n")
    told = typed("lint", empty)
    assert told.exit_code == 1
    assert told.output.startswith(f"{empty}: E8 line 1: There is nothing to tick in the file")
    read = json.loads(typed("lint", empty, "--format", "json").output)
    assert (
        read.keys()
        == json.loads(typed("lint", written(tmp_path, SOUND, "sound.md"), "--format", "json").output).keys()
    )
    [problem] = read["problems"]
    assert (problem["code"], problem["level"]) == ("E8", "error")
    assert typed("bindings", empty).exit_code == 2


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    told = typed("lint", written(tmp_path, b"\x89PNG\x00\x01"))
    assert told.exit_code == 2
    assert told.output.endswith("This is not a text file: send the Markdown file of the checklist itself.\n")


def test_bindings_that_cannot_be_read_are_refused_with_their_line(checklist: Path, tmp_path: Path) -> None:
    side = written(tmp_path, "zone: UTC\nrole: {}\n", "side.yaml")
    told = typed("lint", checklist, "--bindings", side)
    assert told.exit_code == 2
    assert told.output == f"{side}:2: `role` is not known here: did you mean `roles`?\n"


def test_a_side_file_to_fill_in(tmp_path: Path) -> None:
    checklist = written(tmp_path, OPEN)
    told = typed("bindings", checklist)
    assert told.exit_code == 0
    assert "  Deployment Lead:  # line 5\n" in told.output
    assert bindings.read(told.output.encode(), "x.yaml") == Bindings()
    filled = told.output.replace("Deployment Lead:", "Deployment Lead: U1")
    side = written(tmp_path, filled, "side.yaml")
    assert typed("lint", checklist, "--bindings", side).exit_code == 0


def test_ten_thousand_lines_are_looked_at(tmp_path: Path) -> None:
    long = "# Long\n\n## Api v2.0.0\n\n" + "- [ ] Verify one more thing\n" * 9_900
    assert (
        json.loads(typed("lint", written(tmp_path, long), "--format", "json").output)["counts"]["items"]
        == 9_900
    )
