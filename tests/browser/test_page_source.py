"""Rules for the page's own files, which no linter of this project reads."""

import re
from pathlib import Path

import pytest

import sandbox

PAGE = Path(sandbox.__file__).parent / "page"
MODULES = sorted(PAGE.rglob("*.js"))
FILES = [path for path in sorted(PAGE.rglob("*")) if path.is_file()]
MARKUP_FROM_DATA = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
IMPORTED = re.compile(r"""^(?:import|export)\b[^;]*?from "([^"]+)";""", re.MULTILINE)
ELSEWHERE = re.compile(r"(?:src|href|url\(|@import|fetch\()\s*=?\s*[\"'(]?(?:https?:)?//")


def name(path: Path) -> str:
    return str(path.relative_to(PAGE))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_small_and_never_make_markup_of_data(path: Path) -> None:
    source = path.read_text()
    assert len(source.splitlines()) <= 300
    assert source.startswith("// ")
    assert not MARKUP_FROM_DATA.search(source)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_import_only_files_that_are_there(path: Path) -> None:
    for wanted in IMPORTED.findall(path.read_text()):
        assert wanted.startswith(".")
        assert (path.parent / wanted).resolve().is_file(), wanted


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nothing_is_loaded_from_elsewhere(path: Path) -> None:
    assert not ELSEWHERE.search(path.read_text())
