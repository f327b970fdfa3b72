"""When a line of the communication plan is due."""

import pytest

from runbook.recognise.communications import timing
from runbook.terms import Anchor, At, Every, On, Part, Series, Span, Stream, Timing, Unit, Within
from tests.runbook.samples import read


@pytest.mark.parametrize(
    ("text", "phase", "expected"),
    [
        ("Mail 48h before", Part.BEFORE, At(Anchor.T0, Span(48, Unit.HOUR), before=True)),
        ("Mail", Part.BEFORE, None),
        ("Mail within 2 hours", Part.BEFORE, None),
        ("Status every 30min", Part.DURING, Every(Span(30, Unit.MINUTE), Anchor.START, Anchor.END)),
        ("Real-time updates", Part.DURING, Stream()),
        ("Email if issues occur", Part.DURING, On("issues occur")),
        ("Mail within 2 hours", Part.AFTER, Within(Span(2, Unit.HOUR), Anchor.LIVE)),
        (
            "Weekly updates for month 1",
            Part.AFTER,
            Series(Span(1, Unit.WEEK), Span(1, Unit.MONTH), Anchor.LIVE),
        ),
        ("Every 2 days for 2 weeks", Part.AFTER, Series(Span(2, Unit.DAY), Span(2, Unit.WEEK), Anchor.LIVE)),
        ("Weekly updates", Part.AFTER, Every(Span(1, Unit.WEEK), Anchor.LIVE)),
        ("Survey 3 days after", Part.AFTER, At(Anchor.LIVE, Span(3, Unit.DAY))),
    ],
)  # fmt: skip
def test_timing(text: str, phase: Part, expected: Timing | None) -> None:
    assert timing(text, phase) == expected


def test_phases_and_audiences_by_headings() -> None:
    told = read(
        "- [ ] x\n## Communication Plan\n- Mail 2h before\n- Mail\n### Users\n- A\n#### After launch\n- B\n"
        "\n**Before:**\n- C\n  - nested\n"
    ).communications

    assert [(each.text, each.audience, each.phase) for each in told] == [
        ("Mail 2h before", "", Part.BEFORE),
        ("Mail", "", Part.DURING),
        ("A", "Users", Part.DURING),
        ("B", "Users", Part.AFTER),
        ("C", "Users", Part.BEFORE),
    ]


def test_bold_words_in_a_list_are_no_label() -> None:
    told = read("- [ ] x\n## Communications\n**Before:**\n- A\n\n  **After:**\n\n- B\n").communications

    assert [each.phase for each in told] == [Part.BEFORE, Part.BEFORE]


def test_the_same_words_under_another_label_are_another_line() -> None:
    told = read(
        "- [ ] x\n## Communications\n**Before:**\n- Update\n\n**After:**\n- Update\n- Update\n"
    ).communications

    assert len({each.id for each in told}) == 3
