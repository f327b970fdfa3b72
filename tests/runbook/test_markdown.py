"""Block tokens and the lines they came from."""

import pytest

from runbook.markdown import parse
from runbook.model import Unreadable


def test_lines_are_those_of_commonmark() -> None:
    assert parse("a\r\nb\rc\nd\x0be\u2028f").lines == ("a", "b", "c", "d\x0be\u2028f")


def test_a_token_knows_its_source() -> None:
    document = parse("# T\r\n\r\nTitle\r\n=====\r\n")
    headings = [token for token in document.tokens if token.type == "heading_open"]

    assert [(document.line(token), document.raw(token)) for token in headings] == [
        (1, "# T"),
        (3, "Title\n====="),
    ]


def test_forty_levels_are_kept_and_a_hundred_refused() -> None:
    kept = parse("\n".join("  " * level + "- [ ] deep" for level in range(40)))

    assert sum(token.type == "list_item_open" for token in kept.tokens) == 40
    with pytest.raises(Unreadable):
        parse("\n".join("  " * level + "- [ ] deep" for level in range(100)))
