"""What a section knows besides its items."""

from datetime import date, time

from runbook.model import Dates
from tests.runbook.samples import read


def test_a_phase_takes_its_year_from_the_deployment_date() -> None:
    (phase,) = read("**Deployment Date:** 2026-01-03\n\n## Before (December 30-31)\n- [ ] x\n").sections

    assert phase.dates == Dates(date(2025, 12, 30), date(2025, 12, 31))


def test_only_the_levels_of_the_grammar_are_read() -> None:
    runbook = read(
        "# T\n\n**Deployment Date:** 2026-05-05\n\n## 07:00 - A\n### B (May 5)\n### 08:00 - C\n## D (May 4)\n"
        "### Gateway v1.0.0\n- [ ] x\n"
    )

    assert [section.clock for section in runbook.sections] == [None, None, time(8), None, None]
    assert [section.dates is not None for section in runbook.sections] == [False, False, False, True, False]
    assert runbook.service is None
    assert runbook.version is None


def test_a_phase_has_no_year_without_a_deployment_date() -> None:
    assert [section.dates for section in read("## A (May 5)\n- [ ] x\n").sections] == [None]


def test_items_belong_to_the_section_they_stand_under() -> None:
    sections = read("# T\n## A\n### B\n- [ ] b\n## C\n- [ ] c\n").sections

    assert [[item.text for item in section.items] for section in sections] == [[], ["b"], ["c"]]
