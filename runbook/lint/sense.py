"""What the document says twice and differently, or claims without ground."""

import re
from collections.abc import Iterator

from runbook.bindings.model import metric_name
from runbook.lint.problem import Linted, Problem
from runbook.model import Item, Section
from runbook.terms import Part

_APPROVAL = re.compile(r"\bapprovals?\b|\bsign-?offs?\b|\bsigned off\b", re.IGNORECASE)
_ROTA = re.compile(r"\bon-?call\b.*\b(?:rota|rotation|schedule|roster)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:full|complete|entire|all|everyone|100 ?%)\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|not one|not a single|zero|without)\b.*\bincidents?\b", re.IGNORECASE)


def _claims(it: Linted) -> Iterator[Item]:
    return (item for item in it.runbook.items if item.claimed)


def _approval(it: Linted) -> Section | None:
    return next((s for s in it.runbook.sections if s.part is Part.APPROVAL and s.items), None)


def approved_already(it: Linted) -> Iterator[Problem]:
    """W1: an approval is claimed while its signatures are blank."""
    approval = _approval(it)
    if approval is None or all(item.claimed for item in approval.items):
        return
    for item in _claims(it):
        if _APPROVAL.search(item.text) and item.signoff is None:
            first, last = approval.items[0].line, approval.items[-1].line
            said = f"“{item.text}” is claimed while lines {first}-{last} are not signed."
            yield Problem("W1", item.line, said, "Take the tick out: the gate asks for the signatures.")


def rota_filled_already(it: Linted) -> Iterator[Problem]:
    """W2: an on-call rotation is claimed while nobody is named."""
    blank = next((r for r in it.runbook.roles if "on-call" in r.name.casefold() and r.person is None), None)
    if blank is None or it.bindings.role(blank.name):
        return
    for item in _claims(it):
        if _ROTA.search(item.text):
            said = f"“{item.text}” is claimed while {blank.name} (line {blank.lines[0]}) is nobody."
            yield Problem("W2", item.line, said, f"Name the {blank.name}, or bind a rotation.")


def not_all_of_it(it: Linted) -> Iterator[Problem]:
    """W3: a heading says everything, its stage routes a part."""
    for section in it.runbook.sections:
        routed = [item.traffic.percent for item in section.items if item.traffic]
        if routed and max(routed) < 100 and _WHOLE.search(section.title):
            said = f"“{section.title}” routes {max(routed)} %."
            yield Problem("W3", section.line, said, "Call it what it routes, or route 100 %.")


def gate_at_the_end(it: Linted) -> Iterator[Problem]:
    """W4: the approval stands after the stage that waits for it."""
    approval = _approval(it)
    first = _first_gated(it)
    if approval and first and approval.line > first.line:
        said = f"“{approval.title}” stands after “{first.title}” (line {first.line}), which waits for it."
        yield Problem(
            "W4", approval.line, said, "Its card is posted before that stage; move the section up to read so."
        )


def _first_gated(it: Linted) -> Section | None:
    """The first clock stage at or after T0."""
    t0 = it.runbook.start.time() if it.runbook.start else None
    return next((s for s in it.runbook.stages if s.clock and (t0 is None or s.clock >= t0)), None)


def amber(it: Linted) -> Iterator[Problem]:
    """W5: between the success of a metric and its rollback there is a band where neither holds."""
    triggers = {metric_name(t.condition): t for t in it.runbook.triggers if t.condition}
    for section in it.runbook.sections:
        for item in section.items if section.part is Part.SUCCESS else ():
            trigger = triggers.get(metric_name(item.condition)) if item.condition else None
            if trigger:
                said = f"Between “{item.text}” and “{trigger.text}” (line {trigger.line}) neither holds."
                yield Problem(
                    "W5", item.line, said, "Runsheet calls that amber: traffic waits, and the lead decides."
                )


def from_the_record(it: Linted) -> Iterator[Problem]:
    """I1: a criterion that the incident record answers."""
    for section in it.runbook.sections:
        for item in section.items if section.part is Part.SUCCESS else ():
            if item.condition is None and _NONE.search(item.text):
                said = f"“{item.text}” follows from the incidents of the run."
                yield Problem("I1", item.line, said, "It is filled in from the record; its owner confirms.")


def tag_is_version(it: Linted) -> Iterator[Problem]:
    """I2: the tag to create is the version in the title."""
    version = it.runbook.version
    for item in it.runbook.items:
        if version and f"`{version}`" in item.text:
            said = f"The tag `{version}` is the version in the title."
            yield Problem("I2", item.line, said, "It follows the version of the run; nothing to do.")
