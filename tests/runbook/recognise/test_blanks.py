"""Blanks to be filled in by hand."""

import pytest

from runbook.recognise.blanks import escaped


@pytest.mark.parametrize(
    "blank", ["___", "____", "_" * 40, r"\_\_\_", "***", r"********\_********", r"**\_\_\_**"]
)
@pytest.mark.parametrize(
    "around", ["{}", "QA Lead: {}", "QA: {} Date:", "({})", "[{}]", "${}.", "{}%", "took {} ms", "a\n{}\nb"]
)
def test_a_blank(blank: str, around: str) -> None:
    assert escaped(around.format(blank)) == around.format(r"\_\_\_\_")


@pytest.mark.parametrize(
    "markdown",
    ["***both***", "see ***(this)***", "__init__", "a___b", "**", "`a ____ b`", "`` ` ____ ``", "* * *"],
)
def test_no_blank(markdown: str) -> None:
    assert escaped(markdown) == markdown


def test_two_marks_are_no_blank_beside_one() -> None:
    assert escaped("____ ** __ `____`") == r"\_\_\_\_ ** __ `____`"
