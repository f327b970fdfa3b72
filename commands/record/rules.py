"""Which run is meant, and what is said where there is none: facts in, a decision or Refused out."""

from typing import TypeVar

from commands.feature import Refused

Found = TypeVar("Found")

FLYING = {"draft", "planned", "running", "held"}
"""States in which the run's card has other things to press; `/deploy record` answers in any."""


def number(text: str) -> int | None:
    """`[run]` of a command; None where nothing is named."""
    given = text.strip().removeprefix("#")
    if not given:
        return None
    if not given.isdecimal():
        raise Refused("`/deploy record` takes the number of a run: `/deploy record 3`.")
    return int(given[:9])


def known(found: Found | None, asked: int | None) -> Found:
    """The run that was asked for, or the newest."""
    if found is not None:
        return found
    if asked is not None:
        raise Refused(f"There is no run {asked}. `/deploy list` shows the open ones.")
    raise Refused("There was no run yet, so there is no record. `/deploy start` starts one.")
