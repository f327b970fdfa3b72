"""How long something took, in words. Pure."""

from datetime import datetime


def took(start: datetime, end: datetime) -> str:
    """As exact as it matters: seconds, then minutes, then hours."""
    seconds = max(0, int((end - start).total_seconds()))
    if seconds < 120:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 120:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours < 48 else f"{hours // 24} days"


def late(due: datetime, done: datetime) -> str:
    """How long after it was due: tenths of a second matter for a page."""
    seconds = max(0.0, (done - due).total_seconds())
    return f"{seconds:.1f} s" if seconds < 60 else took(due, done)
