"""The communication plan: who is told what, and when."""

import re
from collections.abc import Iterator

from runbook import words
from runbook.constructs import Communication
from runbook.ids import Ids
from runbook.places import Place
from runbook.recognise import channels, durations
from runbook.recognise.labels import label
from runbook.terms import Anchor, At, Every, On, Part, Series, Stream, Timing, Within
from runbook.words import LANGUAGES

_PHASES = {
    Part.BEFORE: words.either(word for each in LANGUAGES for word in each.before),
    Part.DURING: words.either(word for each in LANGUAGES for word in each.during),
    Part.AFTER: words.either(word for each in LANGUAGES for word in each.after),
}
_PHASE = {part: re.compile(pattern, re.I) for part, pattern in _PHASES.items()}
_ANCHORS = {Part.BEFORE: Anchor.T0, Part.DURING: Anchor.START, Part.AFTER: Anchor.LIVE}
_FREQUENCY = re.compile(words.either(words.FREQUENCIES), re.I)
_EVENT = re.compile(
    words.either(word for each in LANGUAGES for word in each.on_event) + r"\s+(?P<event>\S.*)", re.I
)
_STREAM = re.compile(words.either(word for each in LANGUAGES for word in each.stream), re.I)


def phase(text: str) -> Part | None:
    """The phase that a label or a heading names."""
    return next((part for part, pattern in _PHASE.items() if pattern.search(text)), None)


def communications(ids: Ids, place: Place) -> Iterator[Communication]:
    """The lines of the plan under one heading, which names the audience unless it names a phase."""
    section = place.section
    if section.part is not Part.COMMUNICATION:
        return
    headed = phase(section.title)
    named, current = "", headed
    lines = set(place.listed)
    for block in place.blocks:
        if said := label(block):
            named, current = said, phase(said) or headed
        if block in lines:
            text = place.text(block)
            when = current or (Part.BEFORE if durations.before(text) else Part.DURING)
            yield Communication(
                id=ids.item(section.id, [named, text]),
                line=block.line,
                raw=place.raw(block),
                text=text,
                audience=audience(place),
                phase=when,
                timing=timing(text, when),
                channel=channels.channel(text),
            )


def audience(place: Place) -> str:
    """Who is told: the heading's words where it is neither the plan itself nor a phase of it."""
    title = place.section.title
    if phase(title):
        outer = place.section.path[-2:-1]
        return outer[0] if outer and len(place.section.path) > 2 else ""
    return title if len(place.section.path) > 1 else ""


def timing(text: str, during: Part) -> Timing | None:
    """When a line of that phase is due; None where it does not say."""
    anchor = _ANCHORS[during]
    for reading in (_series, _before, _within, _every, _after, _event, _stream):
        if when := reading(text, anchor):
            return when
    return None


def _series(text: str, anchor: Anchor) -> Timing | None:
    frequency = _FREQUENCY.search(text)
    every = words.FREQUENCIES[frequency[0].lower()] if frequency else durations.every(text)
    bound = durations.bound(text)
    if every and bound:
        return Series(every, bound, anchor)
    return Every(every, anchor, _until(anchor)) if frequency and every else None


def _every(text: str, anchor: Anchor) -> Timing | None:
    every = durations.every(text)
    return Every(every, anchor, _until(anchor)) if every else None


def _until(anchor: Anchor) -> Anchor | None:
    return Anchor.END if anchor is Anchor.START else None


def _before(text: str, _anchor: Anchor) -> Timing | None:
    length = durations.before(text)
    return At(Anchor.T0, length, before=True) if length else None


def _within(text: str, anchor: Anchor) -> Timing | None:
    length = durations.within(text)
    return Within(length, anchor) if length and anchor is not Anchor.T0 else None


def _after(text: str, _anchor: Anchor) -> Timing | None:
    length = durations.after(text)
    return At(Anchor.LIVE, length) if length else None


def _event(text: str, _anchor: Anchor) -> Timing | None:
    found = _EVENT.search(text)
    return On(found["event"]) if found else None


def _stream(text: str, _anchor: Anchor) -> Timing | None:
    return Stream() if _STREAM.search(text) else None
