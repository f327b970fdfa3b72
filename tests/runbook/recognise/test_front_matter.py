"""Front matter."""

import pytest

from runbook.markdown import parse
from runbook.recognise.front_matter import front_matter

TEMPLATE = "---\nname: Release\ntitle: 'Release v$version'\nlabels: ''\nassignees: ana, ben\n---\n\n# Steps\n"


def test_an_issue_template() -> None:
    pairs, lines = front_matter(TEMPLATE)

    assert pairs == {"name": "Release", "title": "Release v$version", "labels": "", "assignees": "ana, ben"}
    assert [token.map for token in parse(TEMPLATE, lines).tokens if token.map] == [[7, 8], [7, 8]]
    assert parse(TEMPLATE, lines).lines[1] == "name: Release"


def test_lists_and_comments_in_it() -> None:
    assert front_matter("---\r\ntags:\r\n- a\r\n  - b\r\n# c\r\nowner: Ops\r\n---\r\n") == (
        {"tags": "", "owner": "Ops"},
        7,
    )


@pytest.mark.parametrize(
    "text",
    [
        "# T\n---\na: b\n---\n",
        "---\n\nJust a rule\n\n---\n",
        "---\na: b\n",
        "---\n---\n",
        "",
        "---\n# T\n- [ ] x\n",
    ],
)
def test_what_is_none(text: str) -> None:
    assert front_matter(text) == ({}, 0)
