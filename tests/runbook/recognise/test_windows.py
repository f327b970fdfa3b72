"""Windows in headings."""

import pytest

from runbook.recognise import windows
from runbook.terms import Anchor, Part, Span, Unit, Window
from tests.runbook.samples import read


@pytest.mark.parametrize(
    ("title", "unit", "first", "last"),
    [
        ("Hour 1-4", Unit.HOUR, 1, 4),
        ("Hours 4 – 24", Unit.HOUR, 4, 24),
        ("Hour 0-2", Unit.HOUR, 1, 2),
        ("Day 1", Unit.DAY, 1, 1),
        ("day 2-7: steady", Unit.DAY, 2, 7),
        ("Week 1 - settle", Unit.WEEK, 1, 1),
        ("Week 2 (June)", Unit.WEEK, 2, 2),
        ("Month 1", Unit.MONTH, 1, 1),
        ("First 48 hours", Unit.HOUR, 1, 48),
        ("First week", Unit.WEEK, 1, 1),
    ],
)
def test_window(title: str, unit: Unit, first: int, last: int) -> None:
    assert windows.window(title, Part.MONITORING) == Window(unit, first, last)


@pytest.mark.parametrize(
    "title", ["Day", "Day 7-2", "Day 0", "Weekday 1", "Day 1st", "On day 1", "Hour 4-24x"]
)
def test_no_window(title: str) -> None:
    assert windows.window(title, Part.TASKS) is None


def test_outside_what_comes_after_it_hangs_on_nothing_sure() -> None:
    sections = read("## Rollout\n### Week 2\n- [ ] x\n## After\n### Week 2\n- [ ] y\n").sections

    assert [section.window.anchor for section in sections if section.window] == [None, Anchor.LIVE]


@pytest.mark.parametrize(
    ("title", "measured"),
    [
        ("Service (24 hours)", Window(Unit.HOUR, 1, 24)),
        ("Business (Week 1)", Window(Unit.WEEK, 1, 1)),
        ("Business (first month)", Window(Unit.MONTH, 1, 1)),
        ("Service (p95)", None),
        ("Service", None),
    ],
)
def test_measured(title: str, measured: Window | None) -> None:
    assert windows.measured(title, Part.SUCCESS) == measured


def test_a_length_elsewhere_is_no_frame() -> None:
    assert windows.measured("Rollback (15 minutes)", Part.RECOVER) is None


@pytest.mark.parametrize(
    ("titles", "clipped"),
    [
        (["Hour 1-4", "Hour 4-24"], [None, Span(4, Unit.HOUR)]),
        (["Hour 1-24", "Day 2-7"], [None, None]),
        (["Hour 1-30", "Day 2-7"], [None, Span(30, Unit.HOUR)]),
        (["Day 1", "Week 1", "Month 1"], [None, None, None]),
        (["Week 1-4", "Day 2-3"], [None, None]),
    ],
)
def test_clipped_to_the_sibling_before(titles: list[str], clipped: list[Span | None]) -> None:
    markdown = "- [ ] x\n## Monitoring\n" + "".join(f"### {title}\n" for title in titles)

    assert [each.window.clipped for each in read(markdown).sections if each.window] == clipped


def test_windows_of_different_parents_are_no_siblings() -> None:
    markdown = "- [ ] x\n## Monitoring\n### Hour 1-4\n## After release\n### Hour 4-24\n"

    assert [each.window.clipped for each in read(markdown).sections if each.window] == [None, None]
