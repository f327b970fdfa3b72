"""Alternatives."""

import pytest

from runbook.recognise.alternatives import option, options_in


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Option A: Revert the release", "A"),
        ("Option 1 - Feature flag off", "1"),
        ("🔙 Method B", "B"),
        ("3.2 Plan C: restore", "C"),
        ("Level 2: Full rollback", "2"),
        ("Вариант 1", "1"),
        ("方案一：回滚镜像", "一"),
        ("Application Rollback", "application"),
        ("Database rollback", "database"),
        ("Rollback database", "database"),
        ("Optional clean-up", None),
        ("Planning", None),
        ("Rollback steps", None),
        ("Option to revert", None),
    ],
)
def test_letters(title: str, letter: str | None) -> None:
    assert option(title) == letter


def test_options_in_one_fence() -> None:
    assert options_in("# Option A: flag\n./off.sh\n# Option B: image\n./undo.sh\n") == ("A", "B")
    assert options_in("# Option A: flag\n./off.sh\n") == ()
    assert options_in("# 1. Stop\n./stop.sh\n# 2. Start\n./start.sh\n") == ()
