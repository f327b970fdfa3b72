"""Box glyphs."""

import pytest

from runbook.recognise.glyphs import are_items, boxed


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("☐", (False, "")),
        ("[x]", (True, "")),
        ("✅", (True, "")),
        ("⬜ Backups", (False, "Backups")),
        ("[ ] Backups", (False, "Backups")),
        ("☑️ Done", (True, "Done")),
        ("☐ Pass ☐ Fail", None),
        ("Backups ☐", None),
        ("[x](link)", None),
        ("❌", None),
        ("", None),
    ],
)
def test_what_a_cell_begins_with(text: str, box: tuple[bool, str] | None) -> None:
    assert boxed(text) == box


def test_bullets_that_are_boxes() -> None:
    assert are_items(["☐ one", "☑ two"])
    assert are_items(["☐ one", "☐ two"])
    assert not are_items(["✅ quick", "✅ safe"]), "decorated"
    assert not are_items(["☐ one", "two"])
    assert not are_items([])
