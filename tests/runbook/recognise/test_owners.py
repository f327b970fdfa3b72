"""Owners."""

import pytest

from runbook.recognise.owners import leading, over, owner, roles


def test_which_bracketed_words_are_roles() -> None:
    texts = [
        "[DBA] Take the backup",
        "[Backend] Restart",
        "[Backend] Drain",
        "[Track] Once",
        "[Release Manager] Go",
    ]

    assert roles([*texts, "[docs](url) Read", "[x] ticked", "No brackets"]) == {
        "DBA",
        "Backend",
        "Release Manager",
    }


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("[DBA] Take the backup", "DBA"),
        ("[Track] Move on", None),
        ("Take the backup (owner: Tech Lead)", "Tech Lead"),
        ("Approved by @ana.ruiz", "@ana.ruiz"),
        ("Update @babel/core and cc @ben", None),
        ("Publish by @org/pkg", None),
        ("/assign to nobody", None),
    ],
)
def test_who_an_item_names(text: str, who: str | None) -> None:
    assert owner(text, frozenset({"DBA"})) == who


def test_the_words_behind_the_brackets() -> None:
    assert leading("[QA Lead] Run the suite") == ("QA Lead", "Run the suite")
    assert leading("[runbook](x.md) says") is None


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("**Owner:** DevOps Lead", "DevOps Lead"),
        ("Owner: Ops  ", "Ops"),
        ("**Owner**: Platform Team", "Platform Team"),
        ("**Owner:** [Name]", None),
        ("**Owner:** ____", None),
        ("Owners: many", None),
        ("Ownership: shared", None),
    ],
)
def test_the_owner_of_a_section(line: str, who: str | None) -> None:
    assert over(line) == who
