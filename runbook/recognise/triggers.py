"""Triggers and reasons to roll back: the bullets under `Automatic … Triggers` and `Manual … Decision`."""

from collections.abc import Iterator

from runbook.blocks import Shape
from runbook.constructs import Criterion, Threshold, Trigger
from runbook.ids import Ids
from runbook.places import Place
from runbook.recognise import comparisons, frames
from runbook.terms import Condition, Part, Polarity, Unit

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
            condition=comparisons.comparison(text, Polarity.FIRES),
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
            condition=_clock(comparisons.comparison(text, Polarity.FIRES)),
        )


def thresholds(place: Place) -> Iterator[Threshold]:
    """The plain bullets elsewhere that compare, below a label or a heading that is a frame."""
    part = place.section.part
    if part is Part.TRIGGERS or part in _DECIDED:
        return
    around = frames.frame(place.section.title) or (frames.OF_PART.get(part) if part else None)
    polarity = around
    for block in place.blocks:
        if block.loose and block.shape is Shape.PARAGRAPH:
            polarity = frames.frame(block.content) or around
        elif polarity and block.listed and block.shape in {Shape.BULLET, Shape.ORDERED}:
            text = place.text(block)
            if condition := comparisons.comparison(text, polarity):
                yield Threshold(block.line, text, condition)


def _clock(condition: Condition | None) -> Condition | None:
    return condition if condition and condition.quantity.unit in _CLOCKS else None
