"""What people see of a runbook: a card, and a window with tabs and pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement, DateTimePickerElement, OverflowMenuElement

from commands import kit
from commands.feature import Modal, Say
from commands.reading import rows
from commands.reading.inputs import (
    Earlier,
    Later,
    Look,
    OverruleGate,
    OverruleNothing,
    OverruleText,
    PickStart,
    ShowLines,
    ShowPlan,
    ShowProblems,
    ShowSummary,
    Tab,
)
from commands.reading.rows import Line
from commands.reading.rules import Begins, Page, page
from runbook.lint import Problem
from runbook.model import Runbook as Document
from runbook.overrule import Overruling
from runbook.plan import Plan
from store.readings import Overruled
from store.runbooks import Runbook

LINES, PROBLEMS, ACTIONS = 40, 20, 30
"""Rows of a page: a window holds 100 blocks, a paragraph 3,000 characters."""

KINDS = 8
"""Kinds of problems on the card; the window has all of them."""

PARAGRAPH = 2_900


@dataclass(frozen=True)
class Looked:
    """A kept runbook with what there is to say about it.

    `written` is the document as the file has it, `document` as people want it read. `side` is what is wrong
    with its side file. `may_overrule`: whoever looks may.
    """

    kept: Runbook
    written: Document
    document: Document
    problems: Sequence[Problem]
    overruled: Mapping[str, Overruled]
    names: Mapping[str, str]
    side: str | None = None
    may_overrule: bool = False


# The card. --------------------------------------------------------------------------------------------------


def card(looked: Looked) -> Say:
    """Told to the person who asked, or written to the one who gave the file."""
    blocks = [
        kit.header(rows.title(looked.document), "title"),
        *_summary(looked, KINDS),
        kit.actions(_tabs(looked.kept.id, None), "tabs"),
    ]
    return Say(aloud(looked), blocks)


def aloud(looked: Looked) -> str:
    title = kit.safe(kit.cut(rows.title(looked.document), 150))
    return f"{title}: {rows.counted(looked.document)}; {rows.summed(looked.problems)}."


def _summary(looked: Looked, most: int) -> list[Block]:
    document, problems = looked.document, looked.problems
    outline = "\n".join(rows.outline(document))
    blocks = [
        kit.small(_facts(looked), "facts"),
        kit.words(rows.counted(document), "counts"),
        kit.words(kit.cut(outline, PARAGRAPH) or "It has no sections.", "outline"),
        kit.words(f"*Problems:* {rows.summed(problems)}", "problems"),
    ]
    if looked.side:
        blocks.append(kit.words(rows.side(looked.side, 1_000), "side"))
    kinds = rows.by_code(problems)
    blocks += [kit.words(row, f"kind-{at}") for at, row in enumerate(kinds[:most])]
    if len(kinds) > most:
        blocks.append(kit.small(f"and {len(kinds) - most} more under *Problems*", "more"))
    return blocks


def _facts(looked: Looked) -> str:
    document, kept = looked.document, looked.kept
    said = [f"{document.service} {document.version}"] if document.service else []
    said += [f"`{kept.name}`", f"version {kept.sha256[:12]}"]
    if document.repairs:
        said.append(f"{kit.many(len(document.repairs), 'damaged character')} repaired")
    if looked.overruled:
        said.append(f"{kit.many(len(looked.overruled), 'reading')} overruled")
    return " · ".join(map(kit.safe, said))


# The window. ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Planned:
    plan: Plan
    begins: Begins


def summary(looked: Looked) -> Modal:
    return _window(looked, Tab.SUMMARY, _summary(looked, 4 * KINDS))


def lines(looked: Looked, number: int) -> Modal:
    """What each line was read as; whoever may overrule finds a menu beside every item."""
    shown = page(rows.lines(looked.written, looked.overruled), number, LINES)
    blocks = [_line(looked, each, shown.number) for each in shown.rows]
    return _window(looked, Tab.LINES, [*blocks, *_pages(looked, Tab.LINES, shown)])


def _line(looked: Looked, line: Line, number: int) -> Block:
    text = line.text
    if line.overruled:
        what = "only text" if line.overruled.what == Overruling.TEXT else "a gate"
        text += f"\n_{what}, says {kit.person(looked.names, line.overruled.by)}_"
    menu = _menu(looked.kept.id, line, number) if line.item and looked.may_overrule else None
    return kit.words(text, f"line-{line.number}", menu)


def _menu(runbook: int, line: Line, number: int) -> OverflowMenuElement:
    at = {"runbook": runbook, "line": line.number, "page": number}
    choices = {"This is just text": OverruleText(**at), "This is a gate": OverruleGate(**at)}
    return kit.menu({**choices, "As it was read": OverruleNothing(**at)} if line.overruled else choices)


def problems(looked: Looked, number: int) -> Modal:
    shown = page(looked.problems, number, PROBLEMS)
    blocks = [kit.words(rows.problem(each), f"problem-{at}") for at, each in enumerate(shown.rows)]
    found = blocks or [kit.words("No problems.", "none")]
    side = [kit.words(rows.side(looked.side, 2_000), "side")] if looked.side else []
    return _window(looked, Tab.PROBLEMS, [*side, *found, *_pages(looked, Tab.PROBLEMS, shown)])


def plan(looked: Looked, planned: Planned, number: int) -> Modal:
    """Every action in the reader's and in the run's zone."""
    shown = page(rows.plan(planned.plan), number, ACTIONS)
    texts = rows.paragraphs([rows.planned(each) for each in shown.rows], PARAGRAPH)
    blocks = [
        kit.words(_begins(planned), "begins"),
        kit.actions([_picker(planned)], "start"),
        *(kit.words(text, f"rows-{at}") for at, text in enumerate(texts)),
    ]
    start = int(planned.begins.at.timestamp())
    return _window(looked, Tab.PLAN, [*blocks, *_pages(looked, Tab.PLAN, shown, start)], start)


def _begins(planned: Planned) -> str:
    at = planned.plan.start
    said = f"*Planned start* {rows.both(at)}"
    waits = "What waits until all traffic is on the new version is counted from then: `live`."
    return "\n".join(filter(None, [said, planned.begins.why, waits]))


def _picker(planned: Planned) -> DateTimePickerElement:
    return DateTimePickerElement(
        action_id=PickStart.action, initial_date_time=int(planned.begins.at.timestamp())
    )


def _window(looked: Looked, tab: Tab, blocks: Sequence[Block], start: int | None = None) -> Modal:
    title = kit.words(f"*{kit.safe(kit.cut(rows.title(looked.document), 150))}*", "title")
    shown = [title, kit.actions(_tabs(looked.kept.id, tab, start), "tabs"), *blocks]
    return Modal(title="Runbook", blocks=shown, hidden={"runbook": looked.kept.id})


_TABS: Mapping[Tab, tuple[str, type[Look]]] = {
    Tab.SUMMARY: ("Summary", ShowSummary),
    Tab.LINES: ("Lines", ShowLines),
    Tab.PROBLEMS: ("Problems", ShowProblems),
    Tab.PLAN: ("Plan", ShowPlan),
}


def _tabs(runbook: int, current: Tab | None, start: int | None = None) -> list[ButtonElement]:
    """On the card, which is the summary, without that one."""
    return [
        kit.button(
            label, kind(runbook=runbook, start=start), f"Show {tab} of the runbook",
            style="primary" if tab is current else None,
        )
        for tab, (label, kind) in _TABS.items()
        if current or tab is not Tab.SUMMARY
    ]  # fmt: skip


def _pages(looked: Looked, tab: Tab, shown: Page[Any], start: int | None = None) -> list[Block]:
    if shown.of == 1:
        return []
    at = {"runbook": looked.kept.id, "tab": tab, "start": start}
    turns = []
    if shown.number:
        turns.append(kit.button("‹ Earlier", Earlier(**at, page=shown.number - 1), "Earlier page"))
    if shown.number + 1 < shown.of:
        turns.append(kit.button("Later ›", Later(**at, page=shown.number + 1), "Later page"))
    return [kit.small(f"Page {shown.number + 1} of {shown.of}", "page"), kit.actions(turns, "turn")]
