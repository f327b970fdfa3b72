"""What the kill matrix came to, below everything else that pytest says."""

import pytest

from tests.kill.cells import Trouble

pytest.register_assert_rewrite("tests.kill.lives", "tests.kill.story")

PASSED = pytest.StashKey[list[float]]()
"""The seconds that each cell took."""


@pytest.fixture
def passed(request: pytest.FixtureRequest) -> list[float]:
    return request.config.stash.setdefault(PASSED, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    cells = config.stash.get(PASSED, [])
    if cells:
        longest = f"{max(cells):.1f} s the longest"
        terminalreporter.section("kill matrix")
        terminalreporter.line(f"{len(cells)} cells hold, {longest}; troubles: {', '.join(Trouble)}")
        terminalreporter.line(
            "Assumed: Slack's history can be read. Where it cannot, see docs/reliability.md."
        )
