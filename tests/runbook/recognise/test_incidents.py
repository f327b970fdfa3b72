"""Severities, contact trees and roles."""

from runbook.constructs import Contact
from tests.runbook.samples import read


def test_severities_by_label_and_by_heading() -> None:
    found = read(
        "- [ ] x\n## Emergency\n1. before any\n\n"
        "__SEV-1 (Down)__:\n\n1. a\n   1. nested\n2. b\n\n**Note:**\n\n3. c\n"
        "### Severity 2: Slow\n- no number\n5. d\n### Others\n1. e\n"
    ).severities

    assert [(each.number, each.name, [step.text for step in each.steps]) for each in found] == [
        (1, "Down", ["a", "b", "c"]),
        (2, "Slow", ["d"]),
    ]
    assert found[1].steps[0].number == 5


def test_levels_in_minutes() -> None:
    found = read(
        "- [ ] x\n## Escalation\n```\nAlarm\n -->\nLead (0-5 min)\n v\nBoss (5–90 minutes)\nCTO (2+ h)\n"
        "Nobody (3 min)\nFriend (2-3 days)\n```\nOut (1-2 min)\n"
    ).contacts

    assert found == (Contact(6, "Lead", 0, 5), Contact(8, "Boss", 5, 90), Contact(9, "CTO", 120, None))


def test_only_roles_become_roles() -> None:
    found = read(
        "# T\n**Lead:** [Name]\n**Backup Engineer:** TBD\n**Window:** 1 hour\n**lead:** Ada\n"
        "\n## A\n- [ ] x\n"
        "## Sign-Off\n- [ ] Lead: ____ Date: ____\n"
        "### Post-release confirmation\n- [ ] Fine: ____ Date: ____\n"
    ).roles

    assert [(each.name, each.lines, each.person) for each in found] == [
        ("Lead", (2, 5, 10), "Ada"),
        ("Backup Engineer", (3,), None),
    ]
