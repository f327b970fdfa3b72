"""Procedures in fences."""

import pytest

from runbook.constructs import ProcedureStep, StepKind
from tests.runbook.samples import read


def steps(fence: str, heading: str = "Rollback Procedure") -> tuple[ProcedureStep, ...]:
    return read(f"- [ ] x\n\n## {heading}\n\n{fence}\n").procedure


@pytest.mark.parametrize(
    ("title", "command", "kind"),
    [
        ("Initiate rollback", "./back.sh", StepKind.ROLL_BACK),
        ("Put it back", "./scripts/rollback.sh --to 1", StepKind.ROLL_BACK),
        ("Verify rollback", "./x.sh", StepKind.VERIFY),
        ("Prove it", "./x.sh", StepKind.VERIFY),
        ("Look", "./health_check.sh", StepKind.VERIFY),
        ("Look", "watch -n 10 date", StepKind.WATCH),
        ("Verify", "tail -f log", StepKind.WATCH),
        ("Tell all", "python scripts/notify_rollback.py", StepKind.NOTIFY),
        ("Say it", "python scripts/notify_rollback.py", StepKind.NOTIFY),
        ("Drain", "./drain.sh", StepKind.RUN),
    ],
)
def test_kind(title: str, command: str, kind: StepKind) -> None:
    (step,) = steps(f"```bash\n# 1. {title}\n{command}\n```")

    assert step.kind is kind


def test_several_commands_under_one_title_are_steps_of_their_own() -> None:
    found = steps("```sh\n# 2. Both\n$ one \\\n    --more\n\ntwo\n# a note\n# 3. Last\n```")

    assert [(step.number, step.title, step.command and step.command.text, step.note) for step in found] == [
        (2, "Both", "one \\\n    --more", "a note"),
        (2, "Both", "two", "a note"),
        (3, "Last", None, None),
    ]


def test_a_command_goes_on_over_what_looks_like_a_title() -> None:
    (step,) = steps("```bash\n# 1. Say\necho \\\n# 2. no title\n```")

    assert step.command
    assert step.command.text == "echo \\\n# 2. no title"


def test_commands_without_titles_are_numbered() -> None:
    found = steps("```\none\ntwo\n```\n\n```bash\n# say\nthree \\\n```")

    assert [(step.number, step.line, step.title, step.note) for step in found] == [
        (1, 6, "one", None),
        (2, 7, "two", None),
        (3, 12, "three \\", "say"),
    ]


def test_other_fences_and_other_sections_hold_no_procedure() -> None:
    assert steps("```json\n# 1. No\n{}\n```") == ()
    assert steps("> ```bash\n> # 1. No\n> x\n> ```") == ()
    assert steps("```bash\n# 1. No\nx\n```", heading="Deployment Procedure") == ()
    assert steps("```bash\n```") == ()
