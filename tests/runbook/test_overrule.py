"""Readings that people overrule: kept by where an item stands and what it says."""

from runbook.kinds import Kind
from runbook.model import Runbook
from runbook.overrule import Overruling, key, overruled
from tests.runbook.samples import read

NESTED = """# A

## One

- [ ] first (3/3)
  - [ ] inner
    - [ ] innermost
- [ ] second

## Two

- [ ] first
"""


def keys(document: Runbook) -> dict[str, str]:
    return {
        f"{section.title}/{item.text}": key(section, item)
        for section in document.sections
        for item in section.items
    }


def against(document: Runbook, **what: Overruling) -> Runbook:
    found = keys(document)
    return overruled(document, {found[f"One/{name}"]: each for name, each in what.items()})


def test_what_is_only_text_is_no_item() -> None:
    made = against(read(NESTED), second=Overruling.TEXT)
    assert [item.text for item in made.items] == ["first (3/3)", "inner", "innermost", "first"]
    assert {reading.line: reading.kind for reading in made.reading}[8] == Kind.PROSE


def test_what_is_nested_in_it_moves_up() -> None:
    made = against(read(NESTED), inner=Overruling.TEXT)
    first, innermost = made.items[0], made.items[1]
    assert (innermost.text, innermost.depth, innermost.parent) == ("innermost", 1, first.id)
    alone = against(read(NESTED), **{"first (3/3)": Overruling.TEXT}).items[0]
    assert (alone.text, alone.depth, alone.parent) == ("inner", 0, None)


def test_a_gate_is_hard() -> None:
    made = against(read(NESTED), second=Overruling.GATE)
    assert [item.text for item in made.items if item.hard] == ["second"]


def test_a_gate_that_moves_up_stays_hard() -> None:
    made = against(
        read(NESTED.replace("innermost", "innermost <!-- runsheet: gate=hard -->")), inner=Overruling.TEXT
    )
    assert [item.text for item in made.items if item.hard] == ["innermost"]


def test_the_key_outlives_edits_elsewhere_and_knows_its_section() -> None:
    edited = NESTED.replace("# A\n", "# A\n\nnew words\n").replace("(3/3)", "(4/4)").replace("[ ]", "[x]")
    before, after = keys(read(NESTED)), keys(read(edited))
    assert set(before.values()) == set(after.values())
    assert len(set(before.values())) == len(before)


def test_nothing_overruled_is_the_same_runbook() -> None:
    document = read(NESTED)
    assert overruled(document, {}) is document
    assert overruled(document, {"unknown": Overruling.TEXT}).items == document.items
