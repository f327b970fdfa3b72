"""Text for people."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook.plain import LONGEST_RENDERED, easily, plain, rendered
from tests.runbook.samples import document

PIECES = [
    *(
        "`",
        "``",
        "*",
        "**",
        "***",
        "_",
        "__",
        "~",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "<",
        "<=",
        ">",
        "!",
        "&",
        "&amp;",
    ),
    *(
        "\\",
        "\n",
        " ",
        "  ",
        "\t",
        "a",
        "é",
        "²",
        "1",
        "。",
        ".",
        ":",
        ",",
        "-",
        "--",
        "😀",
        "$",
        "{",
        '"',
        "|",
        "+",
    ),
    *(
        "<!--",
        "<!-- ",
        "-->",
        "<b>",
        "<5@x.de>",
        "<https://x.de>",
        "mailto:",
        "[n]",
        "[the page]",
        "![n](https://n)",
    ),
    *(
        "](https://a.example/b_c)",
        "](/x)",
        "https://a.example/b_c",
        "[n](https://n)",
        "**a**",
        "**Key:**",
        "**(b)**",
    ),
    *("`a b`", "` a `", "a_b", r"\_\_\_\_"),
]
DEFINED = document("[n]: https://b.example\n\n[the page]: /other\n")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("plain words", "plain words"),
        ("**bold**, *it* and ***both*** and __more__", "bold, it and both and more"),
        ("run `make *all*` **now**", "run `make *all*` now"),
        ("~~old~~ new", "~~old~~ new"),
        ("see [the page](https://wiki.example/a%20b)", "see the page (https://wiki.example/a%20b)"),
        ("see [https://a.example](https://a.example)", "see https://a.example"),
        ("see <https://a.example> or <ops@a.example>", "see https://a.example or ops@a.example"),
        ("**[x](/y)** and ![a shot](z.png)", "x (/y) and a shot"),
        ("[Name] and [x][none]", "[Name] and [x][none]"),
        ("done <!-- paste link --> here", "done here"),
        ("one<br>two <kbd>Enter</kbd>", "one two Enter"),
        ("deploy <version> to <env>", "deploy <version> to <env>"),
        ("< 2% overhead & more &amp; &lt;b&gt;", "< 2% overhead & more & <b>"),
        (r"snake\_case \*not bold\*", "snake_case *not bold*"),
        ("wrapped\nover  \nthree\\\nlines", "wrapped over three lines"),
        ("tabs\tand   spaces", "tabs and spaces"),
        (r"Lead: ********\_******** Date: **\_\_\_**", "Lead: ____ Date: ____"),
        ("p95 ________ ms, cost $____.", "p95 ____ ms, cost $____."),
        ("(____) or (____)", "(____) or (____)"),
        (r"\_\_\_ " * 12 + "**signed**", "____ " * 12 + "signed"),
        ("`psql -c ____ db` then ____", "`psql -c ____ db` then ____"),
        ("call `__init__` and **kwargs", "call `__init__` and **kwargs"),
    ],
)
def test_what_a_reader_sees(markdown: str, text: str) -> None:
    assert plain(document(), markdown) == text


def test_a_reference_is_found_where_the_document_defines_it() -> None:
    defined = document("[guide]: https://wiki.example/guide\n")

    assert plain(defined, "the [guide]") == "the guide (https://wiki.example/guide)"


def test_any_three_pieces_that_are_read_easily_read_as_commonmark_has_them() -> None:
    for pieces in itertools.product(PIECES, repeat=3):
        easy = easily(markdown := "".join(pieces))
        assert easy is None or easy.split() == rendered(DEFINED, markdown).split(), markdown


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_read_easily_reads_as_commonmark_has_it(markdown: str) -> None:
    easy = easily(markdown)

    assert easy is None or easy.split() == rendered(DEFINED, markdown).split()


@pytest.mark.parametrize(
    "markdown",
    [
        "Check **shard 7** of the `index`, see [the page](https://wiki.example/a_b?c=7).",
        r"**QA Lead:** \_\_\_\_ & <!-- runsheet: owner=@on-call --> is < 5% of shard_name ~ 7 > 6!",
        "wrapped `code\nspans` and words\nover lines",
    ],
)
def test_what_most_checklists_hold_is_read_easily(markdown: str) -> None:
    easy = easily(markdown)

    assert easy is not None
    assert easy.split() == rendered(DEFINED, markdown).split()


@pytest.mark.parametrize("markdown", ["**x** " + "word " * LONGEST_RENDERED, "*a* " * 200])
def test_what_is_too_long_or_mostly_marks_stays_as_written(markdown: str) -> None:
    assert plain(document(), markdown) == markdown.strip()
