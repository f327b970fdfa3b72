"""Decisions about looking at a runbook and overruling its reading: facts in, a decision or Refused out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from commands.feature import Refused, safe

LONGEST_NAME = 60
_PLAIN = re.compile(r"[^\w.-]+")

R = TypeVar("R")


@dataclass(frozen=True)
class Page(Generic[R]):
    """Some of the rows; `number` counts from 0."""

    rows: Sequence[R]
    number: int
    of: int


def page(rows: Sequence[R], number: int, each: int) -> Page[R]:
    """The nearest there is: what was long enough for a page may be shorter by now."""
    of = max(1, -(-len(rows) // each))
    number = min(number, of - 1)
    return Page(rows[number * each : (number + 1) * each], number, of)


def one_given(runbook: str | None, files: Sequence[str], text: str) -> None:
    """Exactly one of the three."""
    given = [bool(runbook), bool(files), bool(text)]
    if sum(given) != 1:
        what = "Choose a runbook, upload a file, or paste its text." if not any(given) else "Give only one."
        raise Refused(f"{what} The form takes one of the three.", "runbook")


def name(stem: str) -> str:
    """A name that can be typed after `/deploy start`, from a title or the name of a file."""
    return _PLAIN.sub("-", stem).strip("-.")[:LONGEST_NAME].strip("-.") or "runbook"


def free(name: str, *, in_folder: bool, field: str | None = None) -> None:
    """What stands in the folder is changed there, where its owners keep it."""
    if in_folder:
        raise Refused(
            f"The folder of runbooks has a `{safe(name)}` already. Change it there, or rename yours.",
            field,
        )


@dataclass(frozen=True)
class Begins:
    """When a plan is taken to begin, and in words why, where it is not when the checklist says."""

    at: datetime
    why: str = ""


def begins(asked: datetime | None, written: datetime | None, now: datetime) -> Begins:
    """As asked; else as written; a date that is past moves to the next day with that time."""
    if asked is not None:
        return Begins(asked)
    if written is None:
        return Begins(
            (now + timedelta(days=1)).replace(minute=0, second=0, microsecond=0),
            "The checklist names no date, time and zone: shown as if it began then.",
        )
    if written > now:
        return Begins(written)
    local = now.astimezone(written.tzinfo)
    day = local.date() + (timedelta(days=1) if local.time() >= written.time() else timedelta())
    said = f"{written:%a %-d %B %Y %H:%M} ({written.tzname()})"
    why = f"The checklist says {said}, which is past: shown as if it began then."
    return Begins(datetime.combine(day, written.time(), written.tzinfo), why)


def overrule(*, is_item: bool, left: int, to_text: bool) -> None:
    """`left` counts the items that would still be read as items."""
    if not is_item:
        raise Refused("Only an item can be overruled: this line was read as something else, or has changed.")
    if to_text and left < 1:
        raise Refused("This is the last item of the runbook: without it there is nothing to run.")
