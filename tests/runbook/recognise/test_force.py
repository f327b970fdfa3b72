"""Force and conditions."""

import pytest

from runbook.model import Force
from runbook.recognise.force import force, force_of_title, only_if


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Warm the cache (optional)", Force.OPTIONAL),
        ("Second review (Recommended)", Force.RECOMMENDED),
        ("Backup verified (required)", Force.REQUIRED),
        ("🔴 CRITICAL: backup", Force.REQUIRED),
        ("🔴 BLOQUEANTE", Force.REQUIRED),
        ("CRITICAL: take the backup", None),
        ("[MANDATORY] Freeze", Force.REQUIRED),
        ("Zero critical errors in the log", None),
        ("All required settings are set", None),
        ("Smoke test (可选)", Force.OPTIONAL),
    ],
)
def test_force_of_an_item(text: str, says: Force | None) -> None:
    assert force(text) is says


def test_in_a_heading_the_bare_word_is_enough() -> None:
    assert force_of_title("Optional checks") is Force.OPTIONAL
    assert force_of_title("Mandatory sign-offs") is Force.REQUIRED
    assert force_of_title("Optionals") is None


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If this is a major release, write the upgrade guide", "If this is a major release"),
        ("**If ROLLBACK:**", "If ROLLBACK"),
        ("Only for schema changes: run the dry run", "Only for schema changes"),
        ("When done, tell support", "When done"),
        ("Unless frozen: merge", "Unless frozen"),
        ("Falls nötig, Cache leeren", "Falls nötig"),
        ("如果失败，回滚", "如果失败"),
        ("Notify the on-call (if applicable)", "if applicable"),
        ("Check if all nodes answer, then go on", None),
        ("Iffy: check it", None),
        ("If it breaks call Ana", None),
    ],
)
def test_conditions(text: str, condition: str | None) -> None:
    assert only_if(text) == condition
