"""Which run is meant, and what is said where there is none: facts in, a decision or Refused out."""

from commands.feature import Refused

FLYING = {"draft", "running", "held"}
"""States in which the run's card has other things to press; `/deploy record` answers in any."""


def number(text: str) -> int | None:
    """`[run]` of a command; None where nothing is named."""
    given = text.strip().removeprefix("#")
    if not given:
        return None
    if not given.isdecimal():
        raise Refused("`/deploy record` takes the number of a run: `/deploy record 3`.")
    return int(given[:9])


def known(found: object, asked: int | None) -> None:
    """Whether there is such a run, or any."""
    if found is None and asked is not None:
        raise Refused(f"There is no run {asked}. `/deploy list` shows the open ones.")
    if found is None:
        raise Refused("There was no run yet, so there is no record. `/deploy start` starts one.")
