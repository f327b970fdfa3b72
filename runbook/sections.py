"""Headings and boxes put together: sections with their items, each under its id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from runbook.details import Details
from runbook.ids import Ids
from runbook.items import Under, items
from runbook.model import Section
from runbook.outline import Heading
from runbook.recognise import headings, hints, parts, windows
from runbook.recognise.boxes import Box
from runbook.shared import Shared
from runbook.terms import Part, Window


@dataclass(frozen=True, slots=True)
class Noted:
    """What is known of a document before its sections are: the day of the deployment, and hints after a line.

    `seen` are the details of every entry, `shared` what a section says for all of its own.
    """

    deployment: date | None
    hints: Mapping[int, Mapping[str, str]]
    seen: Mapping[Box, Details]
    shared: Mapping[Heading, Shared]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a heading says by its place among the others."""

    part: Part | None
    window: Window | None


def sections(
    ids: Ids,
    owned: Mapping[Heading, list[Box]],
    frames: Mapping[Heading, Frame],
    noted: Noted,
) -> tuple[Section, ...]:
    """Every section in order; `owned` are the entries under each heading."""
    return tuple(
        _section(ids, heading, owned[heading], frames[heading], noted)
        for heading in owned
        if owned[heading] or not heading.is_title
    )


def frames(tree: Iterable[Heading], *, readable: bool) -> dict[Heading, Frame]:
    """The frame of every heading; of a language that is not read, no words say what a section is for."""
    found: dict[Heading, Frame] = {}
    above: list[Heading] = []
    for heading in tree:
        elder = next((each for each in above if each.level == heading.level), None)
        above = [outer for outer in above if outer.level < heading.level]
        around = found[above[-1]].part if above else None
        frame = _frame(heading, around, found[elder].window if elder else None)
        found[heading] = frame if readable else Frame(None, None)
        above.append(heading)
    return found


def _frame(heading: Heading, around: Part | None, elder: Window | None) -> Frame:
    """A title is of no part; a clock says when, whatever the words after it."""
    if heading.is_title:
        return Frame(None, None)
    if heading.level == 3 and headings.clock(heading.title):
        return Frame(around or Part.DURING, None)
    part = around if headings.release(heading.title) else parts.part(heading.title, around)
    window = windows.window(heading.title, part)
    return Frame(part, windows.clipped(window, elder) if window else None)


def _section(ids: Ids, heading: Heading, boxes: list[Box], frame: Frame, noted: Noted) -> Section:
    name = ids.section(tuple(map(headings.lasting, heading.path)))
    deployment, shared = noted.deployment, noted.shared[heading]
    # What stands above the first heading has no line of its own to hint at.
    after = noted.hints.get(heading.line + heading.raw.count("\n"), hints.NONE) if heading.raw else hints.NONE
    said = {**hints.hints(heading.source), **after}
    repeats = frame.part in parts.AFTERWARDS or bool(frame.window)
    under = Under(frame.part, repeats, hard=hints.is_hard(said))
    return Section(
        id=name,
        line=heading.line,
        level=heading.level,
        title=heading.title,
        raw=heading.raw,
        path=heading.path,
        dates=headings.dates(heading.title, deployment) if deployment and heading.level == 2 else None,
        clock=headings.clock(heading.title) if heading.level == 3 else None,
        items=tuple(items(ids, name, {box: noted.seen[box] for box in boxes}, noted.hints, under)),
        part=frame.part,
        claimed=headings.claimed(heading.source),
        window=frame.window,
        measured=windows.measured(heading.title, frame.part),
        timing=shared.timing,
        unsure=shared.unsure,
        owner=shared.owner,
        option=shared.option,
        hints=said,
    )
