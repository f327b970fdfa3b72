"""Every source line and what it was read as: one entry a line, the first reading wins, the rest is prose."""

from collections.abc import Iterable, Iterator

from runbook.blocks import Block, Shape
from runbook.constructs import ProcedureStep
from runbook.found import Found
from runbook.kinds import Kind
from runbook.markdown import Document
from runbook.model import Reading, Section
from runbook.outline import Heading
from runbook.places import Place
from runbook.recognise import contacts, hints, planned_start, procedure, severities, sorts
from runbook.recognise.labels import label
from runbook.recognise.metadata import Pair
from runbook.recognise.roles import is_lead, is_role
from runbook.terms import Part

_SHAPES = {
    Shape.HEADING: Kind.PROSE,
    Shape.RULE: Kind.RULE,
    Shape.PARAGRAPH: Kind.PROSE,
    Shape.BOX: Kind.PROSE,
    Shape.BULLET: Kind.BULLET,
    Shape.ORDERED: Kind.ORDERED,
    Shape.FENCE: Kind.FENCE,
    Shape.CODE: Kind.CODE,
    Shape.TABLE: Kind.TABLE,
    Shape.HTML: Kind.HTML,
}


class Lines:
    """The lines of a document as they are being read."""

    def __init__(self, document: Document) -> None:
        # What comes after the last line end is a line only if something stands on it.
        ends = len(document.lines) - (document.lines[-1] == "")
        self._lines = document.lines[:ends]
        self._said: dict[int, Reading] = {}

    def say(
        self, line: int, kind: Kind, of: str | None = None, *, rest: Kind = Kind.DETAIL, last: int = 0
    ) -> None:
        """Read a line, and those after it up to `last` as what comes with it."""
        self._said.setdefault(line, Reading(line, kind, of))
        for number in range(line + 1, last + 1):
            self._said.setdefault(number, Reading(number, rest, of))

    def readings(self) -> Iterator[Reading]:
        for number, line in enumerate(self._lines, start=1):
            yield self._said.get(number) or Reading(number, Kind.PROSE if line.strip() else Kind.BLANK)


def reading(
    document: Document,
    tree: Iterable[Heading],
    places: tuple[Place, ...],
    blocks: Iterable[Block],
    found: Found,
) -> tuple[Reading, ...]:
    lines = Lines(document)
    if document.head:
        lines.say(1, Kind.META, rest=Kind.META, last=document.head)
    _heads(lines, tree, places, found)
    _constructs(lines, found)
    owners: dict[int, str] = {}
    for place in places:
        _items(lines, place.section, owners)
        for block in place.blocks:
            _placed(lines, place, block)
    for block in blocks:
        _block(lines, block, owners)
    return tuple(lines.readings())


def _heads(lines: Lines, tree: Iterable[Heading], places: tuple[Place, ...], found: Found) -> None:
    released = False
    sections = {place.section.line: place.section for place in places if place.section.raw}
    for heading in tree:
        section = sections.get(heading.line)
        last = heading.line + heading.raw.count("\n")
        if not heading.raw:
            continue
        if heading.is_title or section is None:
            lines.say(heading.line, Kind.TITLE, section.id if section else None, last=last)
            continue
        kind = sorts.heading(section)
        if not released and heading.level <= 2 and sorts.releases(section):
            released, kind = True, Kind.RELEASE
        lines.say(heading.line, kind, section.id, last=last)
    for pair in found.pairs:
        lines.say(pair.line, _meta(pair))


def _meta(pair: Pair) -> Kind:
    key = pair.key.lower()
    if planned_start.is_date(key):
        return Kind.DATE
    if planned_start.is_time(key):
        return Kind.TIME
    if is_lead(key):
        return Kind.LEAD
    return Kind.ROLE if is_role(key) else Kind.META


def _constructs(lines: Lines, found: Found) -> None:
    for trigger in found.triggers:
        lines.say(trigger.line, sorts.trigger(trigger), trigger.id, last=_last(trigger.line, trigger.raw))
    for criterion in found.criteria:
        lines.say(
            criterion.line,
            sorts.criterion(criterion),
            criterion.id,
            last=_last(criterion.line, criterion.raw),
        )
    for told in found.communications:
        lines.say(told.line, sorts.communication(told), told.id, last=_last(told.line, told.raw))
    for severity in found.severities:
        lines.say(severity.line, Kind.SEVERITY)
        for step in severity.steps:
            lines.say(step.line, sorts.severity_step(step))
    for contact in found.contacts:
        lines.say(contact.line, Kind.LEVEL)
    for each in found.procedure:
        _step(lines, each)


def _step(lines: Lines, step: ProcedureStep) -> None:
    kind = sorts.step(step)
    if step.command is None or step.line != step.command.line:
        lines.say(step.line, Kind.STEP_TITLE)
    if step.command:
        lines.say(step.command.line, kind, rest=kind, last=_last(step.command.line, step.command.text))


def _items(lines: Lines, section: Section, owners: dict[int, str]) -> None:
    for item in section.items:
        owners[item.line] = item.id
        lines.say(item.line, sorts.item(item, section), item.id, last=_last(item.line, item.raw))
        for pair in item.fields:
            lines.say(pair.line, Kind.FIELD, item.id)
        for command in item.commands:
            lines.say(
                command.line, Kind.COMMAND, item.id, rest=Kind.COMMAND, last=_last(command.line, command.text)
            )


def _placed(lines: Lines, place: Place, block: Block) -> None:
    """Blocks that mean something by the section they stand in."""
    section = place.section
    if procedure.is_procedure(place, block):
        _fence(lines, block, section.id, Kind.PROCEDURE)
    elif section.part is Part.CONTACTS and block.shape is Shape.FENCE:
        _fence(lines, block, section.id, Kind.CONTACTS)
    elif section.part is Part.EMERGENCY and severities.labelled(block):
        lines.say(block.line, Kind.SEVERITY, section.id)
    elif section.part is Part.COMMUNICATION and label(block):
        lines.say(block.line, Kind.LABEL, section.id)
    elif section.part is Part.DECISION and block.loose and block.shape is Shape.PARAGRAPH:
        lines.say(block.line, Kind.LEAD_IN, section.id, rest=Kind.LEAD_IN, last=block.last)


def _fence(lines: Lines, block: Block, section: str, kind: Kind) -> None:
    begun = False
    for number, line in contacts.lines(block):
        if kind is Kind.PROCEDURE and line.lstrip().startswith("#"):
            lines.say(number, Kind.NOTE, section)
        elif kind is Kind.CONTACTS and line.strip():
            first = not begun and not contacts.is_arrow(line)
            begun = True
            lines.say(number, _within_tree(line, first=first), section)
    lines.say(block.line, kind, section, rest=kind, last=block.last)


def _within_tree(line: str, *, first: bool) -> Kind:
    if contacts.is_arrow(line):
        return Kind.ARROW
    return Kind.INCIDENT if first else Kind.CONTACTS


def _block(lines: Lines, block: Block, owners: dict[int, str]) -> None:
    """What stands there and means nothing more."""
    kind, of = _SHAPES[block.shape], None
    if block.shape is Shape.HTML:
        kind = _html(block.content)
    elif block.quoted:
        kind = Kind.QUOTE
    elif block.box or (block.depth and kind is Kind.PROSE):
        kind, of = Kind.DETAIL, owners.get(block.box or 0)
    lines.say(block.line, kind, of, rest=kind, last=block.last)


def _html(content: str) -> Kind:
    if hints.is_hint(content):
        return Kind.HINT
    return Kind.COMMENT if content.lstrip().startswith("<!--") else Kind.HTML


def _last(line: int, raw: str) -> int:
    return line + raw.count("\n")
