"""Markdown that is read otherwise than its author may think."""

import re
from collections.abc import Iterator

from runbook.lint.problem import Linted, Problem
from runbook.model import Item, Made
from runbook.recognise import languages, masking
from runbook.terms import Part

_DONE = re.compile(r"[✅☑✔]\ufe0f?\s*$")
_OPEN = re.compile(r"(?:⬜|☐|🚧|❌)\ufe0f?\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BOX = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s", re.MULTILINE)


def glyphs(it: Linted) -> Iterator[Problem]:
    """W17: the box says one thing and the sign at the end another."""
    for item in it.runbook.items:
        if _contradicts(item):
            box = "ticked" if item.claimed else "open"
            said = f"The box is {box}, and the sign at the end says otherwise."
            yield Problem("W17", item.line, said, "The box counts; take the sign away.")


def _contradicts(item: Item) -> bool:
    return bool((_OPEN if item.claimed else _DONE).search(item.raw))


def steps(it: Linted) -> Iterator[Problem]:
    """W18: a numbered list is taken for steps."""
    for section in it.runbook.sections:
        made = [item for item in section.items if item.made is Made.STEP]
        if made:
            said = f"The {len(made)} numbered lines here are read as steps to be ticked in order."
            fix = (
                "Nothing to do if they are; else write them as bullets, or add boxes to what is to be ticked."
            )
            yield Problem("W18", made[0].line, said, fix)


def hidden(it: Linted) -> Iterator[Problem]:
    """W20: boxes inside a comment."""
    for comment in _COMMENT.finditer(it.runbook.text):
        count = len(_BOX.findall(comment[0].removeprefix("<!--")))
        if count:
            said = f"{count} boxes stand in a comment, so they are no items."
            yield Problem(
                "W20",
                _line(it, comment.start()),
                said,
                "Take them out of the comment where this release needs them.",
            )


def unclosed(it: Linted) -> Iterator[Problem]:
    """W23: a comment that is never closed swallows what follows."""
    rest = _COMMENT.sub(lambda found: " " * len(found[0]), it.runbook.text)
    opened = rest.find("<!--")
    if opened >= 0:
        said = "A comment begins here and is never closed, so nothing after it is read."
        yield Problem("W23", _line(it, opened), said, "Close it with -->.")


def _line(it: Linted, offset: int) -> int:
    return it.runbook.text.count("\n", 0, offset) + 1


def credentials(it: Linted) -> Iterator[Problem]:
    """W21: what looks like a password."""
    for number, line in enumerate(it.lines, start=1):
        if masking.holds_credential(line):
            said = "This line holds what looks like a credential; it is masked in Slack."
            yield Problem(
                "W21", number, said, "Take it out of the file, change it, and name where it is kept instead."
            )


def language(it: Linted) -> Iterator[Problem]:
    """I4: its words are of a language that has no table."""
    if languages.unread(it.runbook.text):
        said = (
            "The words are of a language that is not known here: headings and verbs say nothing to Runsheet."
        )
        yield Problem("I4", 1, said, "Boxes, tables, fences, blanks and T-offsets are read all the same.")


def reference(it: Linted) -> Iterator[Problem]:
    """I3: a section that is only for looking things up."""
    above = None
    for section in it.runbook.sections:
        if section.part is Part.REFERENCE and above is not Part.REFERENCE:
            said = f"“{section.title}” is read as reference: nothing in it is to be done."
            yield Problem("I3", section.line, said, "Give it another heading if its lines are steps.")
        above = section.part
