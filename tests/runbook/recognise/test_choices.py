"""One decision with several outcomes."""

import pytest

from runbook.recognise.choices import choice, framed, refuses, turns_back


@pytest.mark.parametrize(
    ("text", "label", "outcomes"),
    [
        ("Decision: [ ] GO  [ ] NO-GO", "Decision", ("GO", "NO-GO")),
        ("**Decision:** ☐ GO / ☐ NO-GO", "Decision", ("GO", "NO-GO")),
        ("Decision: ☐ GO LIVE / ☐ ROLLBACK", "Decision", ("GO LIVE", "ROLLBACK")),
        ("- Result: ☐ Pass / ☐ Fail", "Result", ("Pass", "Fail")),
        ("Proceed to 50 %: [ ] Yes, [x] No", "Proceed to 50 %", ("Yes", "No")),
        ("Smoke tests: PASS/FAIL", "Smoke tests", ("PASS", "FAIL")),
        ("Verified: Yes / No", "Verified", ("Yes", "No")),
        ("State: Healthy / Degraded / Down", "State", ("Healthy", "Degraded", "Down")),
        ("Lead: ✓ Go / ✗ No-Go", "Lead", ("Go", "No-Go")),
        ("[ ] **Gate 2**: [ ] GO [ ] HOLD [ ] ROLLBACK", "Gate 2", ("GO", "HOLD", "ROLLBACK")),
        ("结果: 通过 / 失败", "结果", ("通过", "失败")),
        ("Ampel: 🟢 Green | 🟡 Yellow | 🔴 Red", "Ampel", ("Green", "Yellow", "Red")),
    ],
)
def test_a_decision(text: str, label: str, outcomes: tuple[str, ...]) -> None:
    found = choice(7, text)

    assert found is not None
    assert (found.line, found.label, found.outcomes) == (7, label, outcomes)


@pytest.mark.parametrize(
    "text",
    [
        "Deployment Type: Big Bang / Phased / Blue-Green / Canary",
        "Status: ☐ Not Started / ☐ In Progress / ☑ Complete",
        "Read the docs/CHANGELOG: see /api/health",
        "One box: [ ] GO",
        "Yes / No",
        "Region: eu/us",
        "Open https://example.com/yes/no: done",
    ],
)
def test_what_decides_nothing(text: str) -> None:
    assert choice(1, text) is None


def test_outcomes_that_stop_and_those_that_turn_back() -> None:
    assert [refuses(each) for each in ("GO", "NO-GO", "Pass", "Fail", "ROLLBACK", "Healthy")] == [
        False, True, False, True, True, False,
    ]  # fmt: skip
    assert turns_back("Rollback")
    assert not turns_back("NO-GO")


def test_the_frame_of_conditions() -> None:
    assert framed("**GO if:**") == "GO"
    assert framed("NO GO if any of these:") == "NO-GO"
    assert framed("**ROLLBACK if:**") == "ROLLBACK"
    assert framed("**If GO LIVE:**") is None
    assert framed("Go if you like") is None
