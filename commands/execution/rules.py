"""Decisions about items that act: facts in, a decision or Refused out."""

from datetime import datetime, timedelta

from commands.feature import Refused, safe


def start(*, item_closed: bool, run_ended: bool) -> None:
    """What is done need not be done again, unless it is reopened."""
    if run_ended:
        raise Refused("The run has ended: nothing of it can be run any more.")
    if item_closed:
        raise Refused("This item is closed. Reopen it from its “…” menu first.")


def as_shown(seen: str, now: str) -> None:
    """Nobody says yes to one command and has another run."""
    if seen != now:
        raise Refused("What is bound has changed since you opened this. Close it, and press Run… again.")


def settle(state: str, ended: str | None) -> None:
    """`ended` is how, in words, where somebody has said so already."""
    if state != "unsure":
        raise Refused(f"How this ended is known: {safe(ended or state)}.")


def is_over(started: datetime, now: datetime, every: timedelta, timeout: timedelta) -> bool:
    """Whether the next look would come too late."""
    return now + every > started + timeout


def compared(tag: str, found: str | None, commit: str) -> tuple[bool, str]:
    """Whether a tag is at the commit of the release, which may be shortened; and in words."""
    if found is None:
        return False, f"there is no tag {tag} yet: make it, and compare again"
    if found.startswith(commit):
        return True, f"{tag} is at {found[:7]}, the commit of this release"
    return False, f"{tag} is at {found[:7]}, and this release is {commit[:7]}"


def opens(url: str) -> bool:
    """Whether Slack takes it as the address of a button (Slack's "Button element")."""
    return url.startswith(("http://", "https://")) and len(url) <= 3000
