"""Triggers and reasons to roll back: the bullets under `Automatic … Triggers` and `Manual … Decision`."""

from collections.abc import Iterator

from runbook.constructs import Criterion, Trigger
from runbook.ids import Ids
from runbook.places import Place
from runbook.recognise import comparisons
from runbook.terms import Condition, Part, Unit

_DECIDED = {Part.DECISION, Part.CRITERIA}
_CLOCKS = {Unit.MINUTE, Unit.HOUR, Unit.DAY}


def triggers(ids: Ids, place: Place) -> Iterator[Trigger]:
    """What fires by itself: measured where it compares, else an event that somebody declares."""
    if place.section.part is not Part.TRIGGERS:
        return
    for block in place.listed:
        text = place.text(block)
        yield Trigger(
            id=ids.item(place.section.id, [text]),
            line=block.line,
            raw=place.raw(block),
            text=text,
            condition=comparisons.comparison(text),
        )


def criteria(ids: Ids, place: Place) -> Iterator[Criterion]:
    """What people weigh; "Fix time > 30 minutes" is a clock on the open incident."""
    if place.section.part not in _DECIDED:
        return
    for block in place.listed:
        text = place.text(block)
        yield Criterion(
            id=ids.item(place.section.id, [text]),
            line=block.line,
            raw=place.raw(block),
            text=text,
            condition=_clock(comparisons.comparison(text)),
        )


def _clock(condition: Condition | None) -> Condition | None:
    return condition if condition and condition.quantity.unit in _CLOCKS else None
