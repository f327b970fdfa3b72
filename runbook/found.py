"""What stands beside the items: a closed list of recognisers over the sections of a document."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from runbook.constructs import (
    Communication,
    Contact,
    Criterion,
    ProcedureStep,
    RoleNamed,
    Severity,
    Threshold,
    Trigger,
)
from runbook.ids import Ids
from runbook.places import Place
from runbook.recognise import communications, contacts, people, procedure, severities, triggers
from runbook.recognise.metadata import Pair

_Construct = TypeVar("_Construct")


@dataclass(frozen=True, slots=True)
class Found:
    pairs: tuple[Pair, ...]
    triggers: tuple[Trigger, ...]
    criteria: tuple[Criterion, ...]
    procedure: tuple[ProcedureStep, ...]
    communications: tuple[Communication, ...]
    severities: tuple[Severity, ...]
    contacts: tuple[Contact, ...]
    people: tuple[RoleNamed, ...]
    thresholds: tuple[Threshold, ...]


def find(ids: Ids, pairs: Iterable[Pair], places: tuple[Place, ...]) -> Found:
    return Found(
        pairs=tuple(pairs),
        triggers=_each(places, partial(triggers.triggers, ids)),
        criteria=_each(places, partial(triggers.criteria, ids)),
        procedure=tuple(_procedure(places)),
        communications=_each(places, partial(communications.communications, ids)),
        severities=_each(places, severities.severities),
        contacts=_each(places, contacts.contacts),
        people=_each(places, people.people),
        thresholds=_each(places, triggers.thresholds),
    )


def _procedure(places: tuple[Place, ...]) -> Iterator[ProcedureStep]:
    """The steps of every section, each with the alternative that its section stands in."""
    chosen: list[tuple[int, str]] = []
    for place in places:
        level, option = place.section.level, place.section.option
        chosen = [outer for outer in chosen if outer[0] < level]
        if option:
            chosen.append((level, option))
        for step in procedure.procedure(place):
            yield replace(step, option=chosen[-1][1]) if chosen else step


def _each(
    places: tuple[Place, ...], recognise: Callable[[Place], Iterator[_Construct]]
) -> tuple[_Construct, ...]:
    return tuple(found for place in places for found in recognise(place))
