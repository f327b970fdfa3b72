"""Who was told what, when that was planned, and who said that it was sent. Pure."""

from collections.abc import Sequence

from commands.record.gathered import Gathered
from commands.record.page.html import Child, el
from commands.record.page.pieces import late, moment, table
from store.communications import Communication, State

_COLUMNS = ("Planned", "To", "What", "Came to", "By", "Late by")
_SECONDS = 60
"""What was sent within a minute of its moment was not late."""


def communications(given: Gathered) -> Sequence[Child] | None:
    """Nothing where nothing was to be told."""
    rows = given.communications
    if not rows:
        return None
    says = "Runsheet asks for each at its moment; that it was sent is what a person said."
    return el("p", says, class_="where"), table(_COLUMNS, [_row(given, each) for each in rows], "course")


def _row(given: Gathered, of: Communication) -> Sequence[Child]:
    return (
        moment(of.due_at, given.zone) if of.due_at else "when it happens",
        of.audience,
        f"{of.text} (correction)" if of.corrects else of.text,
        _fate(given, of),
        given.name(of.settled_by) if of.settled_by else "–",
        _late(of),
    )


def _fate(given: Gathered, of: Communication) -> Child:
    if of.settled_at is None:
        return "asked for, not answered" if of.asked_at else "to come"
    why = f": {of.reason}" if of.reason else ""
    return (f"{of.state}{why}, ", moment(of.settled_at, given.zone))


def _late(of: Communication) -> str:
    if of.state != State.SENT or of.due_at is None or of.settled_at is None or of.corrects:
        return "–"
    over = (of.settled_at - of.due_at).total_seconds()
    return late(of.due_at, of.settled_at) if over >= _SECONDS else "–"
