"""What a section is for: from the words of its heading, else from the section around it.

A heading belongs to the section around it before its own words count: "Verify" under a rollback is part of
the rollback, and "Monitoring" in a preparation is something to prepare.
"""

from functools import lru_cache

from runbook import words
from runbook.terms import Part

AFTERWARDS = frozenset({Part.AFTER, Part.MONITORING, Part.TASKS, Part.SUCCESS, Part.CONFIRMATION})

_LONGEST = 200  # of a title, read for its words

_BACK = {Part.RECOVER, Part.CRITERIA, Part.TRIGGERS, Part.DECISION, Part.PROCEDURE}
_EVERYWHERE = {Part.APPROVAL, Part.CONTACTS, Part.REFERENCE}
_PHASES = {Part.BEFORE, Part.DURING, Part.AFTER}
_SIGNED = {Part.APPROVAL, Part.CONFIRMATION}
_MAY_HOLD: dict[Part, set[Part]] = {
    Part.BEFORE: _EVERYWHERE,
    Part.DURING: set(Part) - {Part.MONITORING},
    Part.AFTER: set(Part) - {Part.BEFORE, Part.DURING},
    Part.MONITORING: _SIGNED | {Part.TASKS, Part.SUCCESS, *_BACK},
    Part.TASKS: _SIGNED | {Part.MONITORING, Part.SUCCESS},
    Part.EMERGENCY: {Part.CONTACTS, *_BACK},
    Part.APPROVAL: _SIGNED,
    Part.CONFIRMATION: _SIGNED,
    Part.COMMUNICATION: {Part.CONTACTS},
    **dict.fromkeys(_BACK, _BACK | {Part.CONTACTS}),
}


@lru_cache(maxsize=256)
def phase(label: str) -> Part | None:
    """Before, during or after the deployment, where a label such as `Before Deployment:` says so."""
    named = part(label.strip("*_ :："), None) if label else None
    return named if named in _PHASES else None


def part(title: str, around: Part | None) -> Part | None:
    """The part of a section; `around` is that of the section it stands in."""
    said = title[:_LONGEST].lower()
    found = (part for part, pattern in words.PARTS if pattern.search(said))
    if around is None:
        return next(found, None)
    held = _MAY_HOLD.get(around, set())
    return next((part for part in found if part in held), around)
