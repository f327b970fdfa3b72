"""What the kill matrix came to, below everything else that pytest says."""

from collections.abc import Callable

import pytest

from tests.kill.cells import Trouble

ASSERTING = "clocked", "deployment", "incident", "lives", "story", "world"
pytest.register_assert_rewrite(*(f"tests.kill.{name}" for name in ASSERTING))

CELL = "seconds a cell took"
"""The property of a test's report that says so, once for each cell."""


@pytest.fixture
def passed(record_property: Callable[[str, object], None]) -> Callable[[float], None]:
    """Puts down the seconds that a cell took."""
    return lambda seconds: record_property(CELL, seconds)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = (report for reports in terminalreporter.stats.values() for report in reports)
    said = (
        pair for report in reports if getattr(report, "when", "") == "call" for pair in report.user_properties
    )
    cells = [seconds for name, seconds in said if name == CELL]
    if cells:
        longest = f"{max(cells):.1f} s the longest"
        terminalreporter.section("kill matrix")
        terminalreporter.line(f"{len(cells)} cells hold, {longest}; troubles: {', '.join(Trouble)}")
        terminalreporter.line(
            "Assumed: Slack's history can be read. Where it cannot, see docs/reliability.md."
        )
