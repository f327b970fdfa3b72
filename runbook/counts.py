"""What a runbook holds, in numbers: the counts that lint prints, under its own names."""

from collections.abc import Mapping

from runbook.kinds import Kind
from runbook.model import Runbook
from runbook.terms import Part

Counts = Mapping[str, int | Mapping[str, int]]

_BULLETS = {
    Kind.BULLET,
    Kind.TRIGGER,
    Kind.EVENT,
    Kind.CRITERION,
    Kind.CRITERION_CLOCK,
    Kind.COMMUNICATION_AT,
    Kind.COMMUNICATION_STREAM,
    Kind.COMMUNICATION_EVERY,
    Kind.COMMUNICATION_ON,
    Kind.COMMUNICATION_WITHIN,
    Kind.COMMUNICATION_SERIES,
    Kind.COMMUNICATION_UNTIMED,
}
_ORDERED = {Kind.ORDERED, Kind.SEVERITY_STEP, Kind.SEVERITY_DECISION, Kind.SEVERITY_DEADLINE}


def counts(runbook: Runbook) -> Counts:
    """Bullets and numbered lines are those that are no items; windows are those of every kind."""
    kinds = [reading.kind for reading in runbook.reading]
    metric = sum(trigger.condition is not None for trigger in runbook.triggers)
    return {
        "h1": _h1(runbook),
        "h2": sum(section.level == 2 for section in runbook.sections),
        "h3": sum(section.level == 3 for section in runbook.sections),
        "items": len(runbook.items),
        "ticked": runbook.claimed,
        "bullets": sum(kind in _BULLETS for kind in kinds),
        "ordered": sum(kind in _ORDERED for kind in kinds),
        "stages": len(runbook.stages),
        "traffic_steps": sum(item.traffic is not None for item in runbook.items),
        "windows": sum(bool(section.window or section.measured) for section in runbook.sections),
        "cadences": kinds.count(Kind.CADENCE),
        "recurring": kinds.count(Kind.RECURRING),
        "metric_triggers": metric,
        "event_triggers": len(runbook.triggers) - metric,
        "manual_criteria": len(runbook.criteria),
        "procedure_steps": len(runbook.procedure),
        "success_criteria": len(_items(runbook, Part.SUCCESS)),
        "communications": len(runbook.communications),
        "severity_steps": _severity_steps(runbook),
        "contact_levels": len(runbook.contacts),
        "signoffs": _signoffs(runbook),
        "roles": len(runbook.roles),
    }


def _h1(runbook: Runbook) -> int:
    """The title and further headings of its level; a title with items of its own is a section too."""
    titles = {reading.line for reading in runbook.reading if reading.kind is Kind.TITLE}
    return len(
        {*titles, *(section.line for section in runbook.sections if section.level == 1 and section.raw)}
    )


def _items(runbook: Runbook, part: Part) -> list[str]:
    return [item.id for section in runbook.sections if section.part is part for item in section.items]


def _severity_steps(runbook: Runbook) -> dict[str, int]:
    steps: dict[str, int] = {}
    for severity in runbook.severities:
        name = str(severity.number)
        steps[name] = steps.get(name, 0) + len(severity.steps)
    return steps


def _signoffs(runbook: Runbook) -> dict[str, int]:
    """`pre` are approvals before the deployment, `post` statements after it."""
    found = [section.part for section in runbook.sections for item in section.items if item.signoff]
    post = found.count(Part.CONFIRMATION)
    return {"pre": len(found) - post, "post": post}
