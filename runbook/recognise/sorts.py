"""Sorts of lines: which of the closed list of kinds a heading, an item or a construct is."""

import re

from runbook import words
from runbook.constructs import Communication, Criterion, ProcedureStep, SeverityStep, StepKind, Trigger
from runbook.kinds import Kind
from runbook.model import Item, Made, Section, Verb
from runbook.recognise import headings, recurrence, verbs
from runbook.recognise.evidence import without
from runbook.terms import At, Every, On, Part, Series, Stream, Timing, Within
from runbook.words import LANGUAGES

_METRICS = re.compile(words.either(word for each in LANGUAGES for word in each.metrics), re.I)
_LOGS = re.compile(words.either(word for each in LANGUAGES for word in each.logs), re.I)
_PAPERS = re.compile(words.either(word for each in LANGUAGES for word in each.papers), re.I)
_WATCHING = {word for each in LANGUAGES for word in each.watching}

_HEADINGS = {
    Part.MONITORING: Kind.MONITORING,
    Part.TASKS: Kind.TASKS,
    Part.CRITERIA: Kind.ROLLBACK,
    Part.RECOVER: Kind.ROLLBACK,
    Part.TRIGGERS: Kind.TRIGGERS,
    Part.DECISION: Kind.DECISION,
    Part.PROCEDURE: Kind.PROCEDURE,
    Part.SUCCESS: Kind.SUCCESS,
    Part.COMMUNICATION: Kind.COMMUNICATION,
    Part.EMERGENCY: Kind.EMERGENCY,
    Part.CONTACTS: Kind.CONTACTS,
    Part.APPROVAL: Kind.APPROVAL,
    Part.CONFIRMATION: Kind.CONFIRMATION,
    Part.REFERENCE: Kind.REFERENCE,
}


def heading(section: Section) -> Kind:
    if section.clock:
        return Kind.STAGE
    if section.window:
        return Kind.TASK_WINDOW if section.part is Part.TASKS else Kind.WINDOW
    if section.measured:
        return Kind.MEASURED
    if section.dates:
        return Kind.PHASE
    if section.claimed:
        return Kind.CLAIMED
    if section.part is Part.COMMUNICATION and section.level > 2:
        return Kind.AUDIENCE
    return _HEADINGS.get(section.part, Kind.SECTION) if section.part else Kind.SECTION


def releases(section: Section) -> bool:
    return headings.release(section.title) is not None


def item(item: Item, section: Section) -> Kind:
    """What an item is, by its form, then by what its section is for, then by its verb."""
    return _formed(item, section) or _placed(item, section) or _asked(item)


_MADE = {Made.CHOICE: Kind.GATE, Made.STEP: Kind.STEP, Made.ROW: Kind.ROW}


def _formed(item: Item, section: Section) -> Kind | None:
    if item.signoff:
        return Kind.STATEMENT if section.part is Part.CONFIRMATION else Kind.SIGNOFF
    if item.made in _MADE:
        return _MADE[item.made]
    if item.traffic:
        return Kind.TRAFFIC
    if item.tag:
        return Kind.TAG
    if section.part is Part.SUCCESS:
        return _criterion(item)
    return _claim(item) if item.claimed else None


def _criterion(item: Item) -> Kind:
    if item.condition is None:
        return Kind.CRITERION_ATTESTED
    return Kind.CRITERION_BASELINE if item.condition.quantity.baseline else Kind.CRITERION_METRIC


def _claim(item: Item) -> Kind:
    if item.evidence:
        return Kind.EVIDENCED
    return Kind.COMPARED if item.condition else Kind.CLAIM


def _placed(item: Item, section: Section) -> Kind | None:
    if item.recurring:
        return Kind.RECURRING if recurrence.named(item.text) else Kind.CADENCE
    if item.standing:
        return Kind.STANDING
    if section.part is Part.TASKS:
        return Kind.TASK
    if section.window:
        return Kind.TICK if item.verb is Verb.OBSERVATION else Kind.ONCE
    return None


def _asked(item: Item) -> Kind:
    match item.verb:
        case Verb.OBSERVATION:
            return _look(item.text)
        case Verb.ACTION:
            return Kind.ACTION
        case Verb.COMMUNICATION:
            return Kind.SEND
        case Verb.HUMAN:
            return Kind.HUMAN


def _look(text: str) -> Kind:
    """What cannot be measured, such as a plan or what users say, is for a person."""
    if verbs.first(text) in _WATCHING or _METRICS.search(text):
        return Kind.METRIC
    if _LOGS.search(text):
        return Kind.LOGS
    return Kind.HUMAN if _PAPERS.search(without(text)) else Kind.CHECK


def trigger(trigger: Trigger) -> Kind:
    return Kind.TRIGGER if trigger.condition else Kind.EVENT


def criterion(criterion: Criterion) -> Kind:
    return Kind.CRITERION_CLOCK if criterion.condition else Kind.CRITERION


_STEPS = {
    StepKind.ROLL_BACK: Kind.ROLL_BACK,
    StepKind.VERIFY: Kind.VERIFY,
    StepKind.WATCH: Kind.WATCH,
    StepKind.NOTIFY: Kind.NOTIFY,
    StepKind.NOTE: Kind.NOTE,
    StepKind.RUN: Kind.RUN,
}


def step(step: ProcedureStep) -> Kind:
    return _STEPS[step.kind]


_TIMINGS: dict[type[Timing], Kind] = {
    At: Kind.COMMUNICATION_AT,
    Every: Kind.COMMUNICATION_EVERY,
    Within: Kind.COMMUNICATION_WITHIN,
    Series: Kind.COMMUNICATION_SERIES,
    On: Kind.COMMUNICATION_ON,
    Stream: Kind.COMMUNICATION_STREAM,
}


def communication(communication: Communication) -> Kind:
    return _TIMINGS[type(communication.timing)] if communication.timing else Kind.COMMUNICATION_UNTIMED


def severity_step(step: SeverityStep) -> Kind:
    if step.deadline:
        return Kind.SEVERITY_DEADLINE
    return Kind.SEVERITY_DECISION if step.decision else Kind.SEVERITY_STEP
