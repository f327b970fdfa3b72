"""Ids: unique, short, and the same after an edit somewhere else."""

import re

from runbook.ids import Ids
from tests.runbook.samples import SHIPPED, read

PLAN = """
# Plan

## Prepare (May 4-5) ✅

- [ ] Status page
- [ ] Twice
- [ ] Twice
- [x] Tests (5/5)

## Checks

- [ ] All good
  - [ ] Disk
- [ ] All quiet
  - [ ] Disk

## Checks

- [ ] Status page

### 07:00 - Warm up

- [ ] Caches
"""


def ids(markdown: str) -> list[str]:
    return [item.id for item in read(markdown).items]


def test_ids_are_unique_and_short() -> None:
    for text in (PLAN, SHIPPED.read_text()):
        runbook = read(text)
        names = [section.id for section in runbook.sections] + [item.id for item in runbook.items]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[a-z0-9-]{1,64}", name) for name in names)
        assert all(re.search(r"-[0-9a-f]{6}(-\d+)?-[0-9a-f]{8}(-\d+)?$", item.id) for item in runbook.items)


def test_inserting_removing_and_ticking_move_no_other_id() -> None:
    before = ids(PLAN)
    inserted = ids(PLAN.replace("- [ ] Status page", "- [ ] New\n- [ ] Status page", 1))
    ticked = ids(PLAN.replace("[ ]", "[x]"))
    removed = ids(PLAN.replace("- [ ] Twice\n- [ ] Twice\n", ""))

    assert inserted[1:] == before
    assert ticked == before
    assert removed == before[:1] + before[3:]


def test_a_new_date_clock_claim_or_measure_keeps_the_ids() -> None:
    later = PLAN.replace("(May 4-5) ✅", "(June 1)").replace("07:00", "09:30").replace("5/5", "6/6")

    assert ids(later) == ids(PLAN)


def test_a_new_text_has_a_new_id() -> None:
    assert ids(PLAN.replace("Caches", "Caches and pools"))[-1] != ids(PLAN)[-1]


def test_items_that_say_the_same_are_told_apart_by_what_is_around_them() -> None:
    runbook = read(PLAN)
    disks = [item.id for item in runbook.items if item.text == "Disk"]
    swapped = PLAN.replace("All good", "-").replace("All quiet", "All good").replace("] -", "] All quiet")

    assert len(set(disks)) == 2
    assert [item.id for item in read(swapped).items if item.text == "Disk"] == disks[::-1]


ASIDE = """
# Plan

## Automatic Triggers

- Errors > 5%
- Data lost

## Manual Decision

- Data lost

## Communication Plan

### Users

**Before:**

- Update status page

**After:**

- Update status page
- Mail

## Checks

- [ ] Update status page

### Day 1

- [ ] Update status page
"""


def aside(markdown: str) -> list[str]:
    runbook = read(markdown)
    beside = [trigger.id for trigger in runbook.triggers] + [each.id for each in runbook.criteria]
    beside += [told.id for told in runbook.communications]
    return beside + [item.id for item in runbook.items]


def test_what_stands_beside_the_items_has_ids_that_survive_too() -> None:
    before = aside(ASIDE)
    edited = (
        ASIDE.replace("- Errors", "- New\n- Errors")
        .replace("- Mail\n", "")
        .replace("**After", "- New\n\n**After")
    )
    after = aside(edited)

    assert len(set(before)) == len(before) == 8
    assert [name for name in before if name in after] == before[:5] + before[6:]
    assert len(after) == 9


def test_the_label_tells_twins_apart() -> None:
    before = read(ASIDE).communications
    after = read(ASIDE.replace("- Update status page\n", "", 1)).communications

    assert [told.id for told in after] == [told.id for told in before[1:]]


def test_a_title_in_another_script_still_has_an_id() -> None:
    assert re.fullmatch(r"section-[0-9a-f]{6}", Ids().section(("検証",)))


def test_twins_are_numbered() -> None:
    names = Ids()
    section = names.section(("Checks",))

    assert names.section(("Checks",)) == f"{section}-2"
    assert names.item(section, ["Disk"]) + "-2" == names.item(section, ["Disk"])
