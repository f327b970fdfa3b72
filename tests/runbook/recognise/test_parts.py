"""What a section is for."""

import pytest

from runbook.recognise.parts import part
from runbook.terms import Part
from tests.runbook.samples import read


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Pre-Deployment (May 4-5)", Part.BEFORE),
        ("Prerequisites", Part.BEFORE),
        ("Pre-Launch Verification", Part.BEFORE),
        ("Before the release", Part.BEFORE),
        ("Team readiness", Part.BEFORE),
        ("Code freeze", Part.BEFORE),
        ("Deployment Day", Part.DURING),
        ("3. Deployment", Part.DURING),
        ("Release process", Part.DURING),
        ("Deployment Procedure", Part.DURING),
        ("Publishing", Part.DURING),
        ("Post-Deployment", Part.AFTER),
        ("After release", Part.AFTER),
        ("Smoke tests", Part.AFTER),
        ("Post-Deployment Monitoring", Part.MONITORING),
        ("Monitoring", Part.MONITORING),
        ("Post-release tasks", Part.TASKS),
        ("Rollback plan", Part.RECOVER),
        ("How to revert", Part.RECOVER),
        ("Rollback Criteria", Part.CRITERIA),
        ("Automatic Rollback Triggers", Part.TRIGGERS),
        ("Rollback triggers", Part.CRITERIA),
        ("Manual Rollback Decision", Part.DECISION),
        ("Rollback Procedure", Part.PROCEDURE),
        ("Success Criteria", Part.SUCCESS),
        ("Acceptance criteria", Part.SUCCESS),
        ("Communication Plan", Part.COMMUNICATION),
        ("Emergency Procedures", Part.EMERGENCY),
        ("Contact Tree", Part.CONTACTS),
        ("Sign-Off", Part.APPROVAL),
        ("Pre-Deployment Approval", Part.APPROVAL),
        ("Post-deployment sign-off", Part.CONFIRMATION),
        ("Confirmation of the release", Part.CONFIRMATION),
        ("Troubleshooting", Part.REFERENCE),
        ("10. FAQ", Part.REFERENCE),
        ("Infrastructure", None),
        ("Update the CHANGELOG", None),
        ("Deployment Checklist", None),
        ("Tasks", None),
    ],
)
def test_the_words_of_a_heading(title: str, expected: Part | None) -> None:
    assert part(title, None) is expected


@pytest.mark.parametrize(
    ("title", "around", "expected"),
    [
        ("Code", Part.BEFORE, Part.BEFORE),
        ("Monitoring", Part.BEFORE, Part.BEFORE),
        ("After testing", Part.BEFORE, Part.BEFORE),
        ("Rollback plan", Part.BEFORE, Part.BEFORE),
        ("Approvals", Part.BEFORE, Part.APPROVAL),
        ("Monitoring", Part.DURING, Part.DURING),
        ("Rollback", Part.DURING, Part.RECOVER),
        ("Verification", Part.RECOVER, Part.RECOVER),
        ("Manual Rollback Decision", Part.CRITERIA, Part.DECISION),
        ("Before", Part.COMMUNICATION, Part.COMMUNICATION),
        ("Contacts", Part.EMERGENCY, Part.CONTACTS),
        ("Confirmation", Part.APPROVAL, Part.CONFIRMATION),
        ("Monitoring", Part.AFTER, Part.MONITORING),
        ("Deployment process", Part.REFERENCE, Part.REFERENCE),
    ],
)
def test_the_section_around_comes_first(title: str, around: Part, expected: Part) -> None:
    assert part(title, around) is expected


def test_titles_and_releases_have_no_part_and_a_clock_says_when() -> None:
    runbook = read(
        "# Deployment Process\n- [ ] a\n## Deployment v1.2.3\n- [ ] b\n## Day\n### 07:00 - Pre-Deployment\n"
        "## Before\n### 08:00 - After\n"
    )

    assert [section.part for section in runbook.sections] == [
        None, None, None, Part.DURING, Part.BEFORE, Part.BEFORE,
    ]  # fmt: skip


LABELLED = """# A

## Checklist

- [ ] above

**Before:**

- [ ] prepare every 10 minutes

**During deployment**

- [ ] Route 10% traffic to NEW

**Nach dem Deployment:**

- [ ] Monitor every 15 minutes

After that:

- [ ] no label

**Notes:**

- [ ] note

**After:**

---

- [ ] behind a rule

## Rollback

**After:**

- [ ] Watch every 5 minutes
"""


def test_a_bold_label_gives_its_items_the_phase_that_their_section_does_not_say() -> None:
    items = read(LABELLED).items

    assert [item.part for item in items] == [
        *(None, Part.BEFORE, Part.DURING, Part.AFTER, None, None, None),
        Part.RECOVER,
    ]
    assert [item.text for item in items if item.recurring] == ["Monitor every 15 minutes"]
