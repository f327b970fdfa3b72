"""`runsheet rehearse`: a whole deployment at once, each action of its plan beside the record."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import shipped
from bot.cli import main
from tests.conftest import LONG

CHECKLIST = """# Clocked Deployment

## Parcel Tracking v2.4.0

**Deployment Date:** March 9, 2026
**Deployment Time:** 10:00 UTC
**Deployment Lead:** [Name]

## Deployment (March 9)

### 10:00 - Deploy

- [ ] Trigger the pipeline

### 10:30 - All Traffic

- [ ] Route 100% traffic to v2.4.0

## Post-Deployment Monitoring

### Hour 1-4

- [ ] Monitor the release every hour

## Communication Plan

**Before:**

- Email to stakeholders 2h before

**After:**

- Email confirming success within 2 hours
- Article on the blog

## Sign-Off

### Pre-Deployment Approval

- [ ] QA Lead: ____ Date: ____
"""


def rehearsed(*words: str) -> Result:
    return CliRunner().invoke(main, ["rehearse", *words], catch_exceptions=False)


def told(result: Result) -> list[str]:
    return [" ".join(line.split()) for line in result.output.splitlines()]


def test_every_action_of_the_plan_is_in_the_record(tmp_path: Path) -> None:
    file = tmp_path / "clocked.md"
    file.write_text(CHECKLIST)
    over = rehearsed(str(file), "--out", str(tmp_path / "out"))
    assert {"2 2 stage", "1 1 go/no-go", "4 4 check-in"} <= set(told(over)), over.output
    assert {"1 1 communication", "1 1 communication due"} <= set(told(over)), over.output
    assert "1 1 communication without a time" in told(over)
    assert "1 communication has no time in the checklist: a day before, at the start, or live." in " ".join(
        told(over)
    )
    assert over.exit_code == 0, over.output
    filled = (tmp_path / "out" / "clocked.record.md").read_text()
    assert "- [x] Route 100% traffic" in filled
    assert "- [x] QA Lead: <ins>The QA Lead</ins> Date: <ins>2026-03-08 23:00</ins>" in filled
    assert "The QA Lead" in (tmp_path / "out" / "clocked.record.html").read_text()


def test_what_nobody_answers_is_said(tmp_path: Path) -> None:
    file = tmp_path / "choice.md"
    file.write_text(CHECKLIST.replace("- [ ] Trigger the pipeline", "- [ ] Decision: [ ] GO [ ] NO-GO"))
    over = rehearsed(str(file))
    assert over.exit_code == 1
    assert any(line.startswith("○ never answered: Decision") for line in told(over)), over.output


def test_what_cannot_be_rehearsed_is_said_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "empty.md"
    file.write_text("# Nothing\n\nto do\n")
    over = rehearsed(str(file))
    assert over.exit_code != 0
    assert "empty.md" in over.output


@pytest.mark.skipif(not LONG, reason="half a minute of work: make test-long")
@pytest.mark.timeout(300)
def test_the_shipped_runbook_is_lived_through_to_its_end() -> None:
    over = rehearsed(str(shipped.RUNBOOKS / "production-deployment.md"))
    assert over.exit_code == 0, over.output
    assert {"8 8 stage", "72 72 check-in", "2 2 verdict", "1 1 confirmation opens"} <= set(told(over))
    assert {"16 16 communication", "2 2 communication due", "9 9 communication without a time"} <= set(
        told(over)
    )
