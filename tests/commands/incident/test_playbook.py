"""The steps of a severity: as a runbook has them, else ours."""

import pytest

from commands.incident import playbook
from commands.incident.playbook import STEPS, Does
from runbook import reader
from runbook.model import Runbook
from tests.runbook.samples import SHIPPED


def written(*lines: str, severity: int = 1) -> Runbook:
    steps = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
    return reader.read(f"# T\n- [ ] x\n## Emergency\n**Severity {severity} (Bad):**\n\n{steps}\n".encode())


def kinds(*lines: str) -> list[str]:
    return [step.does for step in playbook.steps(1, [written(*lines)])]


@pytest.mark.parametrize("severity", [1, 2])
def test_the_runbook_that_ships_says_what_we_say(severity: int) -> None:
    read = playbook.steps(severity, [reader.read(SHIPPED.read_bytes())])
    assert [step.does for step in read] == [step.does for step in STEPS[severity]]
    assert read[0].text in {"Page the on-call engineer without delay", "Alert the on-call engineer"}


def test_the_first_runbook_with_this_severity() -> None:
    only_second, both = written("Verify", severity=2), written("Verify it")
    assert [step.text for step in playbook.steps(1, [only_second, both])] == ["Verify it"]
    assert playbook.steps(1, [only_second]) == STEPS[1]
    assert playbook.steps(1, []) == STEPS[1]


def test_the_word_that_comes_first_says_what_a_step_comes_to() -> None:
    assert kinds("Fix it and verify", "Freeze the ledger", "Verify the fix") == ["act", "other", "verify"]


def test_of_several_of_a_kind_one_stands_for_it() -> None:
    assert kinds("Find who is hit", "Find the cause", "Check the database", "Check the shop") == [
        "assess", "other", "other", "verify",
    ]  # fmt: skip


def test_a_check_that_was_forgotten_is_put_before_the_review() -> None:
    assert kinds("Apply the fix", "Document it") == ["act", "verify", "review"]
    assert kinds("Apply the fix") == ["act", "verify"]


def test_what_no_channel_is_to_show_is_masked_and_a_long_list_is_cut() -> None:
    many = [f"Mail ops{number}@example.com " + "and wait " * 50 for number in range(2 * playbook.MOST)]
    read = playbook.steps(1, [written(*many)])
    assert len(read) == playbook.MOST + 1
    assert read[-1].does is Does.VERIFY
    assert not [step for step in read if "@" in step.text or len(step.text) > playbook.LONGEST]
