"""Comments that hide boxes, or never end."""

from runbook.recognise.comments import Comment, comments
from tests.runbook.samples import document


def found(markdown: str) -> list[Comment]:
    return list(comments(document(markdown)))


def test_hidden_boxes() -> None:
    assert found("# T\n\n<!-- for a minor release:\n- [ ] one\n- [x] two\n-->\n\n- [ ] shown\n") == [
        Comment(3, 2, closed=True)
    ]
    assert found("<!-- - [ ] in a line -->\n") == [Comment(1, 1, closed=True)]


def test_never_closed() -> None:
    assert found("- [ ] a\n\n<!-- wrong --!>\n\n- [ ] lost\n") == [Comment(3, 1, closed=False)]


def test_harmless_ones() -> None:
    assert found("<!-- runsheet: owner=x -->\n\n- [ ] a <!-- link -->\n") == []
