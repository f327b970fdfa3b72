"""Times that are odd, missing or doubled."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from runbook.constructs import ProcedureStep
from runbook.kinds import Kind
from runbook.lint.problem import Linted, Problem
from runbook.model import Item, Section
from runbook.plan.actions import Action
from runbook.plan.actions import Kind as Planned
from runbook.recognise.headings import lasting
from runbook.recognise.offsets import offset
from runbook.terms import At, Part, Series, Span, Unit, Within

_NIGHT_ENDS, _NIGHT_BEGINS = 7, 22
_MANY = 40
_SHARE = re.compile(r"\b(\d{1,3})\s?%")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_HOLIDAYS = {(1, 1): "New Year's Day", (12, 24): "24 December", (12, 25): "Christmas Day",
             (12, 26): "26 December", (12, 31): "New Year's Eve"}  # fmt: skip
_SAID = {Planned.COMMUNICATION, Planned.COMMUNICATION_DUE}


def _actions(it: Linted) -> tuple[Action, ...]:
    return it.planned.actions if it.planned else ()


def weekend(it: Linted) -> Iterator[Problem]:
    """W6: something is to be said when nobody reads it."""
    for action in _actions(it):
        if action.kind is Planned.COMMUNICATION and action.anchor == "T0" and action.expected.weekday() >= 5:
            said = f"“{action.text}” falls on {action.expected:%A %-d %B %H:%M}."
            yield Problem(
                "W6", action.line, said, "Send it on the working day before, or accept the weekend."
            )


def untimed(it: Linted) -> Iterator[Problem]:
    """W8: a communication that no time is given for."""
    defaults = {
        Part.BEFORE: "a day before the start",
        Part.DURING: "at the start",
        Part.AFTER: "when it is live",
    }
    for told in it.runbook.communications:
        if told.timing is None:
            said = f"“{told.text}” has no time."
            fix = f"Say when, such as “2h before” or “within 1 hour”; else it is due {defaults[told.phase]}."
            yield Problem("W8", told.line, said, fix)


def unanchored(it: Linted) -> Iterator[Problem]:
    """E9: a time without its unit, or without what it is counted from."""
    unsure = [(s.line, s.unsure) for s in it.runbook.sections if s.unsure]
    unsure += [(item.line, item.unsure) for item in it.runbook.items if item.unsure]
    for line, said in unsure:
        fix = "Write the unit, such as T-7 days or T-7 min."
        yield Problem("E9", line, f"“{said}” has no unit: days, or minutes?", fix)
    for section in it.runbook.sections:
        if section.window and section.window.anchor is None and section.part is not Part.REFERENCE:
            fix = "Put it below a heading that says “after the deployment”, or write the date."
            yield Problem("E9", section.line, f"Nothing says what “{section.title}” is counted from.", fix)


def two_timelines(it: Linted) -> Iterator[Problem]:
    """W16: a timeline in a fence moves the traffic at another time than its stage does."""
    stages = {item.traffic.percent: section for section in it.runbook.sections
              for item in section.items if item.traffic}  # fmt: skip
    for reading, line in zip(it.runbook.reading, it.lines, strict=False):
        share = _SHARE.search(line) if reading.kind is Kind.FENCE else None
        stage = stages.get(int(share[1])) if share else None
        if share and stage and _elsewhere(line, stage):
            said = f"{share[1]} % is moved here at another time than in “{stage.title}” (line {stage.line})."
            yield Problem(
                "W16", reading.line, said, "The stage counts, a fence is no schedule: make them agree."
            )


def _elsewhere(line: str, stage: Section) -> bool:
    clock = _CLOCK.search(line)
    if clock and stage.clock is not None:
        return (int(clock[1]), int(clock[2])) != (stage.clock.hour, stage.clock.minute)
    told = offset(line)
    return isinstance(told, At) and stage.timing is not None and told != stage.timing


def overlapping(it: Linted) -> Iterator[Problem]:
    """W9: an hour, a day or a week that stands in two windows."""
    windows = [s for s in it.runbook.sections if s.window and s.part is not Part.TASKS]
    for before, section in pairwise(windows):
        if before.window and section.window and section.window.clipped:
            doubled = f"{section.window.unit.name.capitalize()} {section.window.first}"
            said = f"{doubled} stands in “{before.title}” too."
            fix = f"“{section.title}” is taken to begin where “{before.title}” ends; write the numbers so."
            yield Problem("W9", section.line, said, fix)


def check_ins(it: Linted) -> Iterator[Problem]:
    """W10: more check-ins than anybody will make, or some that fall into the night."""
    ticks = [action for action in _actions(it) if action.kind is Planned.CHECK_IN]
    night = [tick for tick in ticks if not _NIGHT_ENDS <= tick.expected.hour < _NIGHT_BEGINS]
    if len(ticks) > _MANY or night:
        said = f"{len(ticks)} check-ins follow, {len(night)} of them at night."
        fix = "Runsheet makes them and asks a person only about exceptions; say who is on shift at night."
        yield Problem("W10", ticks[0].line, said, fix)


def two_post_mortems(it: Linted) -> Iterator[Problem]:
    """W11: one post-mortem with two deadlines."""
    due = [
        *((_note_line(it, s), f"{s.title} {s.note or ''}") for s in it.runbook.procedure if s.deadline),
        *((s.line, s.text) for severity in it.runbook.severities for s in severity.steps if s.deadline),
    ]
    meant = [line for line, text in due if re.search(r"post[- ]?mortem|retrospective|learn", text, re.I)]
    if len(meant) > 1:
        said = f"The post-mortem has a deadline on line {meant[0]} and another one here."
        yield Problem("W11", meant[-1], said, "It becomes one task, due at the earlier of the two.")


def _note_line(it: Linted, step: ProcedureStep) -> int:
    """A note stands below the title of its step."""
    below = it.runbook.reading[step.line :]
    return next((reading.line for reading in below if reading.kind is Kind.NOTE), step.line)


def two_series(it: Linted) -> Iterator[Problem]:
    """W12: the same thing every day, twice."""
    daily = [
        (s, i)
        for s in it.runbook.sections
        for i in s.items
        if i.recurring and i.recurring.every == Span(1, Unit.DAY)
    ]
    for index, (section, item) in enumerate(daily):
        for earlier, before in daily[:index]:
            if _meet(earlier, section) and _alike(before, item):
                said = f"“{item.text}” comes every day, as “{before.text}” on line {before.line} does."
                yield Problem("W12", item.line, said, "They become one series; drop one of the two.")


def _meet(one: Section, other: Section) -> bool:
    """Windows after the deployment nearly always do; only those of days or more hold a daily item."""
    return one.window is not None and other.window is not None and one is not other


def _alike(one: Item, other: Item) -> bool:
    return len(_words(one) & _words(other)) >= 2


def _words(item: Item) -> set[str]:
    return {word for word in re.findall(r"\w+", item.text.casefold()) if len(word) > 3}


def holidays(it: Linted) -> Iterator[Problem]:
    """W15: an update on a day when nobody is there."""
    series = {told.line for told in it.runbook.communications if isinstance(told.timing, Series | Within)}
    for line in sorted(series):
        days = [
            a.expected for a in _actions(it) if a.line == line and a.kind in _SAID and _holiday(a.expected)
        ]
        if days:
            said = " and ".join(_holiday(day) for day in days)
            yield Problem("W15", line, f"This falls on {said}.", "Move it to the next working day.")


def _holiday(day: datetime | date) -> str:
    return _HOLIDAYS.get((day.month, day.day), "")


def clocks(it: Linted) -> Iterator[Problem]:
    """W14: a manual criterion that is a clock and no metric."""
    for criterion in it.runbook.criteria:
        if criterion.condition and criterion.condition.quantity.unit in {"s", "min", "h", "minutes", "hours"}:
            said = f"“{criterion.text}” is a clock on the open incident, not a metric."
            yield Problem(
                "W14", criterion.line, said, "Nothing to bind: the incident asks when its time is up."
            )


def no_such_stage(it: Linted) -> Iterator[Problem]:
    """W26: the side file names a stage that the checklist does not have, so its words change nothing."""
    stages = [lasting(stage.title).casefold() for stage in it.runbook.stages]
    for name in it.bindings.stages:
        if " ".join(lasting(name).casefold().split()) not in stages:
            said = f"`stages:` of the side file names “{name}”, and the checklist has no such stage."
            yield Problem("W26", 1, said, "Write its heading as it stands, with or without the time.")
