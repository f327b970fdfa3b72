"""What it means that a condition is true, by its frame."""

import pytest

from runbook import reader
from runbook.recognise.frames import frame
from runbook.terms import Polarity
from tests.runbook.samples import SHIPPED, only_item, read

FIRES, HOLDS = Polarity.FIRES, Polarity.HOLDS


@pytest.mark.parametrize(
    ("said", "polarity"),
    [
        ("**GO if:**", HOLDS),
        ("Proceed only if:", HOLDS),
        ("✅ GO if all of these hold", HOLDS),
        ("**Expected results:**", HOLDS),
        ("Target:", HOLDS),
        ("Must have", HOLDS),
        ("**NO-GO if:**", FIRES),
        ("❌ Do not launch if:", FIRES),
        ("Roll back if any of these is true:", FIRES),
        ("Rollback triggers:", FIRES),
        ("Abort when", FIRES),
        ("**If GO:**", None),
        ("Go", None),
        ("Goals if any", None),
        ("Target audience", None),
        ("Trigger the pipeline:", None),
        ("Expected downtime: 5 minutes", None),
        ("Holidays when nobody works", None),
        ("", None),
    ],
)
def test_frames(said: str, polarity: Polarity | None) -> None:
    assert frame(said) is polarity


def test_the_shipped_thresholds() -> None:
    found = {each.line: each.condition.polarity for each in reader.read(SHIPPED.read_bytes()).thresholds}

    assert {line for line, polarity in found.items() if polarity is FIRES} == {164, 165, 166, 177}
    assert {line for line, polarity in found.items() if polarity is HOLDS} == {
        204,
        205,
        206,
        208,
        212,
        214,
        215,
    }


def polarity(markdown: str) -> Polarity | None:
    condition = only_item(markdown).condition
    assert condition
    return condition.polarity


def test_the_nearest_frame_counts_then_the_heading_then_what_the_section_is_for() -> None:
    item = "- [ ] Error rate < 2%\n"

    assert polarity(f"## Success criteria\n\n{item}") is HOLDS
    assert polarity(f"## Success criteria\n\n**Roll back if:**\n\n{item}") is FIRES
    assert polarity(f"## NO-GO if\n\n{item}") is FIRES
    assert polarity(f"## NO-GO if\n\n**GO if:**\n\n{item}") is HOLDS
    assert polarity(f"## Rollback criteria\n\n{item}") is FIRES
    assert polarity(f"## Before\n\n**GO if:**\n\nwords\n\n## Release\n\n{item}") is None, "another section"
    assert polarity(f"## Tests\n\n{item}") is None, "a claim asks nobody"


def test_bullets_in_a_frame_are_thresholds_though_no_items() -> None:
    gates = read(
        "# A\n\n- [ ] one\n\n## Decide\n\nGO if:\n\n- p95 < 300 ms\n- all well\n\nAnd so:\n\n- p95 < 400 ms\n"
    )

    assert [(each.line, each.text, each.condition.polarity) for each in gates.thresholds] == [
        (9, "p95 < 300 ms", HOLDS)
    ]
