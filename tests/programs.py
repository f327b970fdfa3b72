"""Programs that some tests need beside Python: skipped without them, but not where they are required."""

import os
import shutil

import pytest


def find(*names: str) -> str:
    """The path of the first that is installed; else the test is skipped, or fails where CI requires it."""
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    reason = f"needs {' or '.join(names)}, which is not installed"
    if os.environ.get("RUNSHEET_TEST_PROGRAMS") == "required":
        pytest.fail(reason)
    pytest.skip(reason)
