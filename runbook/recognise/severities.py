"""Severities: `**Severity 1 (Critical):**` and the numbered steps below it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from runbook import words
from runbook.blocks import Block, Shape
from runbook.constructs import Response, Severity, SeverityStep
from runbook.places import Place
from runbook.recognise import durations
from runbook.recognise.labels import label
from runbook.terms import Part
from runbook.words import LANGUAGES

_SEVERITY = re.compile(
    words.either(word for each in LANGUAGES for word in each.severity)
    + r"[\s-]?(?P<number>\d{1,2})(?!\d)\s*(?:\((?P<bracketed>[^()]*)\)|[-–:]\s*(?P<named>.+))?",
    re.I,
)
_DECIDE = words.either(word for each in LANGUAGES for word in each.decide)
_OR = words.either(word for each in LANGUAGES for word in each.alternative)
_DECISION = re.compile(rf"{_DECIDE}\s*:\s*(?P<outcomes>.+)", re.I)
_RESPONSES = [
    (kind, re.compile(words.either(said), re.I)) for each in LANGUAGES for kind, said in each.responses
]
_LONGEST = 200
_BETWEEN = re.compile(rf"\s+(?:{_OR}|/)\s+", re.I)


def severities(place: Place) -> Iterator[Severity]:
    """Every severity under one heading, by label or by the heading itself."""
    if place.section.part is not Part.EMERGENCY:
        return
    current = _named(place.section.line, _SEVERITY.fullmatch(place.section.title[:_LONGEST]))
    steps: list[SeverityStep] = []
    lines = set(place.listed)
    for block in place.blocks:
        if following := labelled(block):
            if current:
                yield replace(current, steps=tuple(steps))
            current, steps = following, []
        elif block in lines and block.shape is Shape.ORDERED and current:
            steps.append(_step(place, block))
    if current:
        yield replace(current, steps=tuple(steps))


def labelled(block: Block) -> Severity | None:
    """The severity that a label names, without its steps."""
    said = label(block)
    return _named(block.line, _SEVERITY.fullmatch(said)) if said else None


def _named(line: int, found: re.Match[str] | None) -> Severity | None:
    if found is None:
        return None
    return Severity(line, int(found["number"]), (found["bracketed"] or found["named"] or "").strip(), ())


def _step(place: Place, block: Block) -> SeverityStep:
    text = place.text(block)
    decision = _DECISION.match(text)
    outcomes = tuple(_BETWEEN.split(decision["outcomes"])) if decision else ()
    return SeverityStep(
        line=block.line,
        number=block.number or 0,
        text=text,
        deadline=durations.within(text),
        decision=outcomes if len(outcomes) > 1 else (),
        kind=Response.DECIDE if decision else _kind(text),
    )


def _kind(text: str) -> Response | None:
    """By the word that comes first: "Fix and verify" is a fix."""
    found = [(match.start(), kind) for kind, pattern in _RESPONSES if (match := pattern.search(text))]
    return min(found, key=lambda each: each[0])[1] if found else None
