"""Decisions about a run to come: facts in, a decision or Refused out."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from math import isfinite

from commands.feature import Refused, safe
from runbook.bindings import Bindings
from runbook.lint import Level, Problem
from runbook.model import Runbook as Document
from runbook.terms import Part

REHEARSE = "rehearse"
PAST = {
    "re-date": "Re-date it: deploy at the planned start below",
    REHEARSE: "Rehearse it: invented people, nothing is deployed",
}
"""What may be done about a date that is past."""

DRAFT, PLANNED, RUNNING = "draft", "planned", "running"
"""States of a run."""

MARGIN = timedelta(minutes=5)
"""How far ahead a run begins that has no date of its own."""

A_PAGE = 30
"""Roles asked for at once: a form holds a hundred blocks, and nobody fills in a hundred."""

SIGNALS = ("button", "webhook")

SIDE_FILE = "E0"
"""The code of a side file that cannot be used: it has no other, as the checklist itself is well."""

_COMMIT = re.compile(r"[0-9a-fA-F]{7,40}")
_VERSION = re.compile(r"(?=.*\d)[0-9A-Za-z][\w.+/-]{0,59}")


def version(text: str, field: str = "version") -> str:
    """One word with a digit in it: a tag, a number, a commit. A name such as `latest` is no one release."""
    if not _VERSION.fullmatch(text):
        raise Refused(
            f"“{safe(text)}” does not name one release. Give a version such as v2.4.0, or a commit id.", field
        )
    return text


def commit(text: str) -> str:
    """As Git writes it: whole, or the first digits."""
    if not _COMMIT.fullmatch(text):
        raise Refused(f"“{safe(text)}” is no commit. Give its hex digits, 7 to 40 of them.", "commit")
    return text.lower()


def lead(standing: str | None) -> None:
    """Whoever leads has to be able to press the run's buttons."""
    if standing != "member":
        raise Refused("Only a full member of the workspace can lead a run. Choose somebody else.", "lead")


def holder(standing: str | None, field: str) -> None:
    """Whoever holds a role is paged, or signs."""
    if standing != "member":
        raise Refused("Only a full member of the workspace can hold a role. Choose somebody else.", field)


def split_start(text: str, names: list[str]) -> tuple[str | None, str | None]:
    """`[runbook] [version]` of a command; a lone word that is no runbook's name is a version."""
    given = text.split()
    if len(given) > 2:
        raise Refused("`/deploy start` takes a runbook and a version: `/deploy start [runbook] [version]`.")
    if len(given) == 1 and given[0] not in names and _VERSION.fullmatch(given[0]):
        return None, given[0]
    name, release = (*given, None, None)[:2]
    return name, release


# When. ------------------------------------------------------------------------------------------------------


def offered(written: datetime | None, now: datetime) -> datetime:
    """The start to propose: as written; where that is past, the next day at that time, offsets and all."""
    if written is None:
        return now + MARGIN
    if written > now:
        return written
    local = now.astimezone(written.tzinfo)
    day = local.date() + (timedelta(days=1) if local.time() >= written.time() else timedelta())
    return datetime.combine(day, written.time(), written.tzinfo)


def begins(asked: datetime, proposed: datetime | None, now: datetime) -> datetime:
    """The start as picked. A proposal that went by while its form lay open moves on; others are refused."""
    if asked > now:
        return asked
    if asked == proposed:
        return now + MARGIN
    raise Refused("This moment is over. Choose one that is still to come.", "start")


# What is open. ----------------------------------------------------------------------------------------------


def waived(document: Document, bound: Bindings) -> set[str]:
    """Roles that only sign, and that the side file lets off signing."""
    signing = _lines(document, Part.APPROVAL)
    return bound.signoff.relaxed([role.name for role in document.roles if set(role.lines) <= signing])


def blocking(
    document: Document, problems: Iterable[Problem], waived: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Errors that stand in the way of a run whose start is picked.

    A statement after the deployment is signed by whoever may sign before it (dialect, C64), so that blank
    stops nothing; nor does the blank of a role that is let off. That of a role of nobody's is said once.
    """
    let_off = {line for role in document.roles if role.name in waived for line in role.lines}
    blanks = _lines(document, Part.CONFIRMATION) | let_off
    found = list(problems)
    nobodys = {problem.line for problem in found if problem.code == "E3"}
    return tuple(
        problem
        for problem in found
        if problem.level is Level.ERROR
        and problem.code != "E2"
        and not (problem.code in {"E1", "E3"} and problem.line in blanks)
        and not (problem.code == "E1" and problem.line in nobodys)
    )


def _lines(document: Document, part: Part) -> set[int]:
    """Those of the items of that part."""
    return {item.line for section in document.sections if section.part is part for item in section.items}


def name_of(problem: Problem) -> str:
    """What is accepted, where somebody starts with it nevertheless: another problem is another name."""
    return f"{problem.code}:{problem.line}:{problem.message}"


def unaccepted(problems: Iterable[Problem], accepted: Collection[str]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if name_of(problem) not in accepted)


def anyway(*, is_lead: bool, is_operator: bool, lead_name: str) -> None:
    """Problems that nobody can answer in Slack are taken on by the lead or an operator."""
    if not (is_lead or is_operator):
        raise Refused(f"Only the lead, {lead_name}, or an operator starts with problems left.", "reason")


def field_of(family: str, name: str) -> str:
    """Under which field something is asked: the same name is the same field, whatever else the file has."""
    return f"{family}-{sha256(' '.join(name.casefold().split()).encode()).hexdigest()[:12]}"


def number(text: str, field: str) -> float:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        found = float("nan")
    if not isfinite(found):
        raise Refused(f"“{safe(text)}” is no number. Write one such as 120, or 0.5.", field)
    return found


def signal(text: str, field: str) -> str:
    if text not in SIGNALS:
        raise Refused("Choose how it is told.", field)
    return text
