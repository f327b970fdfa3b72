"""Steps: the top-level ordered lists of a section, where they say what to do one after another.

A list of links, of levels, of conditions, of do's and don'ts, or one that repeats what stands elsewhere is
prose, however it is numbered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from runbook.markdown import Document

_LINK_ONLY = re.compile(r"\[[^\]]*\]\(#[^)]*\)\W*$")
_REPEAT = re.compile(r"(?:^|\s)§\s?\d")
_LEVEL = re.compile(r"\**(?:Level|L|Tier|Severity|Sev|P)[ -]?\d\b|.*\(\d+\s*(?:[-–]\s*\d+|\+)\s*min", re.I)
_ADVICE = re.compile(r"\**(?:✅|❌)?\s*(?:Do|Don['’]t|Do not|Never|Always|Avoid)\b", re.I)
_CONDITIONS = re.compile(
    r"\b(?:iff|if (?:all|any|one|both|either)\b.*|"
    r"(?:all|any|one|both) of (?:the following|these).*|when(?:ever)?)"
    r"[^.]*:?\s*$"
    r"|\b(?:criteria|conditions?|reasons?|levels?|rules?|principles?|notes?|assumptions?)\b[^.]*:\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Step:
    """`number` is as printed: lists begin anew, run on, or say 1. all the time. `end` is its last line."""

    line: int
    raw: str
    number: str
    lead: str
    end: int


@dataclass(frozen=True, slots=True)
class Ordered:
    """A list of steps; `frame` is the line of prose above it."""

    line: int
    frame: str
    steps: tuple[Step, ...]


def ordered_lists(document: Document) -> Iterator[Ordered]:
    """Every ordered list that stands in no other list and in no quote."""
    opened = 0
    steps: list[Step] = []
    for index, token in enumerate(document.tokens):
        if token.level == 0 and token.type == "ordered_list_open":
            opened, steps = index, []
        elif token.level == 1 and token.type == "list_item_open" and token.markup in {".", ")"}:
            steps.append(_step(document, index))
        elif token.level == 0 and token.type == "ordered_list_close":
            line = document.line(document.tokens[opened])
            yield Ordered(line, _frame(document.tokens, opened), tuple(steps))


def are_steps(found: Ordered) -> bool:
    """Whether each of them can be done."""
    leads = [step.lead for step in found.steps]
    if all(_LINK_ONLY.match(lead.strip("*_ ")) for lead in leads):
        return False
    if any(_REPEAT.search(lead) for lead in leads) or all(_LEVEL.match(lead) for lead in leads):
        return False
    if all(_ADVICE.match(lead) for lead in leads):
        return False
    return not _CONDITIONS.search(found.frame.strip("*_ "))


def _step(document: Document, opening: int) -> Step:
    token, paragraph = document.tokens[opening], document.tokens[opening + 1]
    lead = document.tokens[opening + 2].content if paragraph.type == "paragraph_open" else ""
    first, end = token.map or (0, 0)
    lines = (paragraph.map or (first, first + 1)) if lead else (first, first + 1)
    raw = "\n".join(document.lines[lines[0] : lines[1]])
    return Step(lines[0] + 1, raw, token.info + token.markup, lead, end)


def _frame(tokens: tuple[Token, ...], opened: int) -> str:
    """The last line of the paragraph right above a list."""
    above = tokens[opened - 1] if opened else None
    if above is None or above.type != "paragraph_close":
        return ""
    return tokens[opened - 2].content.rstrip().rpartition("\n")[2]
