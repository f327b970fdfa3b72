"""A runbook in rows of text: its outline, its lines, its problems, its plan."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from commands import kit
from runbook import counts
from runbook.kinds import Kind
from runbook.lint import Level, Problem
from runbook.markdown import LINE_END
from runbook.model import Item, Runbook, Section
from runbook.overrule import key
from runbook.plan import Action, Plan, Waiting, Warned
from runbook.recognise.masking import mask, without_keys
from store.readings import Overruled

MARKS = {Level.ERROR: "⛔", Level.WARNING: "⚠️", Level.INFO: "💡"}
LONG = 200
"""Characters of a line that are shown."""

LONGEST_SECRET = 2_000
"""Characters of what is hidden whole where it is cut; a text may have many more."""

_STRONG = re.compile(r"\*\*|__|~~")
_EMPTY = {Kind.BLANK, Kind.RULE}
_COUNTED = {
    "items": ("item", "items"),
    "stages": ("stage", "stages"),
    "traffic_steps": ("traffic step", "traffic steps"),
    "windows": ("window", "windows"),
    "cadences": ("cadence", "cadences"),
    "metric_triggers": ("metric trigger", "metric triggers"),
    "event_triggers": ("event trigger", "event triggers"),
    "procedure_steps": ("rollback step", "rollback steps"),
    "success_criteria": ("success criterion", "success criteria"),
    "communications": ("communication", "communications"),
    "contact_levels": ("contact level", "contact levels"),
    "roles": ("role", "roles"),
}


def title(document: Runbook) -> str:
    return mask(document.title[:LONGEST_SECRET])


def side(wrong: str, most: int) -> str:
    """What is wrong with a side file, which may quote it."""
    return f"⛔ *Side file* {_said(wrong, most)}"


# The outline. -----------------------------------------------------------------------------------------------


def counted(document: Runbook) -> str:
    """`119 items (38 ticked), 8 stages, …`, without what the file has none of."""
    found, said = counts.counts(document), []
    for name, (one, more) in _COUNTED.items():
        count = found[name]
        if isinstance(count, int) and count:
            ticked = f" ({found['ticked']} ticked)" if name == "items" and found["ticked"] else ""
            said.append(f"{count} {one if count == 1 else more}{ticked}")
    return ", ".join(said)


def outline(document: Runbook) -> list[str]:
    """A row for each section of the highest level, with what stands under it."""
    top = min((section.level for section in document.sections), default=1)
    rows: list[tuple[Section, int, int]] = []
    for section in document.sections:
        if section.level == top or not rows:
            rows.append((section, 0, 0))
        head, parts, items = rows[-1]
        rows[-1] = head, parts + (section is not head), items + len(section.items)
    return [_head(*row) for row in rows]


def _head(section: Section, parts: int, items: int) -> str:
    said = [f"*{_said(section.title)}*"]
    if section.part:
        said.append(section.part)
    if parts:
        said.append(kit.many(parts, "part"))
    if items:
        said.append(kit.many(items, "item"))
    return " · ".join(said)


# Lines. -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A line that says something. `item` is the one it begins; `overruled` is what somebody made of it."""

    number: int
    kind: Kind
    written: str
    item: Item | None
    overruled: Overruled | None

    @property
    def text(self) -> str:
        return f"`{self.number}` *{self.kind}*  {_shown(self.written)}"


def lines(document: Runbook, by_key: Mapping[str, Overruled]) -> list[Line]:
    """Of the document as it is written, with what people have said against its reading."""
    written = LINE_END.split(without_keys(document.text))
    begun = {item.line: (section, item) for section in document.sections for item in section.items}
    found = []
    for reading in document.reading:
        if reading.kind in _EMPTY:
            continue
        section, item = begun.get(reading.line, (None, None))
        against = by_key.get(key(section, item)) if section and item else None
        found.append(Line(reading.line, reading.kind, written[reading.line - 1], item, against))
    return found


def _shown(line: str) -> str:
    """As it is written, without what Slack would take for formatting of its own."""
    return _said(_STRONG.sub("", line.strip()), LONG)


def _said(text: str, most: int = 3_000) -> str:
    """Hidden before it is cut to `most`: half of a credential looks like none."""
    return kit.safe(kit.cut(mask(text[: most + LONGEST_SECRET]), most))


# Problems. --------------------------------------------------------------------------------------------------


def summed(problems: Sequence[Problem]) -> str:
    """`3 errors, 24 warnings`, or that there are none."""
    said = [
        kit.many(count, level)
        for level in (Level.ERROR, Level.WARNING)
        if (count := sum(problem.level is level for problem in problems))
    ]
    return ", ".join(said) or "no problems"


def problem(found: Problem, alike: int = 0) -> str:
    """`alike` counts others of its kind, which are not shown."""
    more = f" and {alike} more like it" if alike else ""
    said = _said(found.message, 500)
    return f"{MARKS[found.level]} *{found.code}* line {found.line}{more} · {said}\n_{_said(found.fix)}_"


def by_code(problems: Sequence[Problem]) -> list[str]:
    """One row a code, the errors first."""
    alike: dict[str, list[Problem]] = {}
    for each in sorted(problems, key=lambda found: list(Level).index(found.level)):
        alike.setdefault(each.code, []).append(each)
    return [problem(first, len(others)) for first, *others in alike.values()]


# The plan. --------------------------------------------------------------------------------------------------


Planned: TypeAlias = Warned | Action | Waiting


def plan(made: Plan) -> list[Planned]:
    """Every action, then what waits for something to happen; warnings come first."""
    return [*made.warnings, *made.actions, *made.waiting]


def planned(each: Planned) -> str:
    match each:
        case Warned():
            return f"⚠️ Line {each.line}: {_said(each.message)}"
        case Waiting():
            return f"_{_said(each.when)}_ · {_shown(each.text)} · line {each.line}"
        case Action():
            return _action(each)


def _action(action: Action) -> str:
    what = f"*{action.kind}* · {_shown(action.text)} · line {action.line}"
    if action.at is None:
        return f"`{action.anchor} {action.offset}` expected {both(action.expected)}\n{what}"
    return f"{both(action.at)}\n{what}"


def both(at: datetime) -> str:
    """In the reader's zone, and in the run's."""
    return f"{kit.when(at)} · {at:%a %-d %b %Y %H:%M} ({at.tzname()})"


def paragraphs(rows: Sequence[str], most: int) -> Iterator[str]:
    """Rows put together, each text no longer than `most`."""
    text = ""
    for row in rows:
        if text and len(text) + len(row) + 2 > most:
            yield text
            text = ""
        text = f"{text}\n\n{row}" if text else row
    if text:
        yield text
