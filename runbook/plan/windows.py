"""Where a window opens and ends, counted from its anchor."""

from runbook.plan.moments import Offset, offset
from runbook.terms import Span, Window


def opens(window: Window) -> Offset:
    """At unit·(first−1), or where the sibling before it ends."""
    if window.clipped:
        return offset(window.clipped)
    return offset(Span(window.first - 1, window.unit) if window.first > 1 else None)


def ends(window: Window) -> Offset:
    """At unit·last."""
    return offset(Span(window.last, window.unit))
