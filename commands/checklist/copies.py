"""A run's own copy of the checklist: sections and items as rows, without what no channel is to show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from commands.checklist import rules
from commands.documents import is_gate
from runbook.model import Force, Runbook
from runbook.model import Item as Entry
from runbook.model import Section as Heading
from runbook.plan import rides
from runbook.recognise.fields import means
from runbook.recognise.masking import mask
from runbook.terms import Anchor, Part
from store.items import Item, Rhythm
from store.runs import Run
from store.sections import Section, Waits

_BACK = {Part.RECOVER, Part.PROCEDURE}
_TOLD = {"note", "expected", "method", "duration", "deadline"}
_LONGEST = 400
_MOST_OUTCOMES = 5
_AFTER_LIVE = {Part.AFTER, Part.MONITORING, Part.TASKS}
_VERDICT = ["Met", "Not met"]


@dataclass(frozen=True)
class Way:
    """A way back: its sections, in the order of the file."""

    key: str
    title: str
    sections: tuple[Heading, ...]


def forward(document: Runbook) -> list[Heading]:
    """The sections that are ticked; a rollback opens only when it is needed, and a gate is signed."""
    held = [section for section in document.sections if section.items]
    return [s for s in held if s.part not in _BACK and not is_gate(document, s)] or held


def waits(document: Runbook, heading: Heading) -> Waits | None:
    """What opens a section, where that is not the end of the one before it."""
    if heading.clock is not None:
        return Waits.CLOCK
    if document.stages and (heading.window or heading.measured or heading.part in _AFTER_LIVE):
        return Waits.LIVE
    return None


def ways_back(document: Runbook) -> list[Way]:
    """The ways back of a checklist: one an alternative, each with what all of them share."""
    back = [section for section in document.sections if section.part in _BACK]
    held = [section for section in back if section.items]
    options = [section for section in back if section.option]
    if not held or len(held) == sum(bool(section.items) for section in document.sections):
        return []
    if not options:
        return [Way(held[0].id, held[0].title, tuple(held))]
    own = {option.id: _inside(option, held) for option in options}
    shared = [each for each in held if not any(each in sections for sections in own.values())]
    return [
        Way(option.id, option.title, tuple(s for s in held if s in shared or s in own[option.id]))
        for option in options
    ]


def _inside(option: Heading, held: Iterable[Heading]) -> list[Heading]:
    return [each for each in held if each.path[: len(option.path)] == option.path]


def section(run: Run, heading: Heading, ordinal: int, waits: Waits | None = None) -> Section:
    return Section(
        team_id=run.team_id,
        run_id=run.id,
        ordinal=ordinal,
        key=heading.id,
        path=[mask(title) for title in heading.path],
        line=heading.line,
        waits=waits,
        measured=waits == Waits.LIVE and heading.measured is not None,
    )


def items(of: Section, heading: Heading) -> list[Item]:
    return [
        Item(
            team_id=of.team_id,
            run_id=of.run_id,
            section_id=of.id,
            ordinal=at,
            key=entry.id,
            text=mask(entry.text),
            depth=entry.depth,
            state=rules.State.CLAIMED if entry.claimed else rules.State.OPEN,
            about=_about(heading, entry),
            outcomes=_VERDICT if of.measured else _outcomes(entry),
            hard=entry.hard,
            percent=entry.traffic.percent if entry.traffic and of.waits == Waits.CLOCK else None,
            rhythm=_rhythm(heading, entry) if of.waits == Waits.LIVE else None,
        )
        for at, entry in enumerate(heading.items)
    ]


def _rhythm(heading: Heading, entry: Entry) -> Rhythm | None:
    """Only a window that is counted from `live` has times at which anything comes back."""
    if heading.window is None or heading.window.anchor is not Anchor.LIVE:
        return None
    if entry.standing:
        return Rhythm.STANDING
    if entry.recurring and not entry.recurring.every.unit.elapsed:
        return Rhythm.SERIES
    return Rhythm.CHECK_IN if entry.recurring or rides(heading, entry) else None


def _outcomes(entry: Entry) -> list[str] | None:
    """Those of the first decision of an item; the others stand under it as they are written."""
    return list(entry.choices[0].outcomes[:_MOST_OUTCOMES]) if entry.choices else None


def _about(heading: Heading, entry: Entry) -> str | None:
    """What stands under an item: who, on what condition, what to run, and notes."""
    said = " · ".join(_said(heading, entry))
    return mask(said)[:_LONGEST] or None


def _said(heading: Heading, entry: Entry) -> Iterator[str]:
    if owner := entry.owner or heading.owner:
        yield f"Owner: {owner}"
    if entry.only_if and entry.only_if not in entry.text:
        yield entry.only_if
    if entry.force is Force.OPTIONAL and "optional" not in entry.text.lower():
        yield "Optional"
    for command in entry.commands:
        yield f"`{command.text.splitlines()[0]}`" + (f" → {command.expected}" if command.expected else "")
    decided = entry.choices[0].label if entry.choices else None
    for field in entry.fields:
        told = field.value and means(field) in _TOLD and field.key not in {(decided or "").lower(), "#"}
        if told:
            yield f"{field.key.capitalize()}: {field.value}"
