"""What people fill in for a rehearsal."""

from typing import ClassVar

from commands.feature import Form


class RehearseForm(Form):
    """`how` is asked only where it can be watched: see forms."""

    callback: ClassVar[str] = "rehearsing.rehearse"
    runbook: str
    how: str = "at once"
