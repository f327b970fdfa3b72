"""What people see of a checklist: section cards, the assignment card, panels on other cards, forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    InteractiveElement,
)

from commands import kit
from commands.checklist.inputs import (
    AskAdd,
    AskChange,
    AskNote,
    AskReopen,
    AskWayBack,
    Attest,
    ConfirmSkip,
    Decide,
    Next,
    ShowAll,
    Tick,
    WithdrawSkip,
)
from commands.checklist.rules import State
from commands.checklist.said import LONG, WORDS, said
from commands.feature import Card, Panel
from store.items import Item
from store.runs import Run
from store.sections import Section

PER_CARD = kit.ITEMS_A_CARD

INDENT = "\N{EM SPACE}" * 2
"""Of a nested item, a level; Slack drops ordinary spaces at the start of a line."""

MARKS = {
    State.CLAIMED: "☑️",
    State.OPEN: "⬜",
    State.DONE: "✅",
    State.SKIPPED: "⏭️",
    State.NOT_APPLICABLE: "➖",
}

_COMES_BACK = "🔁"


@dataclass(frozen=True)
class Drawn:
    """A card of a section: `items` are its own, `claims` counts those of the whole section."""

    run: Run
    section: Section
    part: int
    parts: int
    items: Sequence[Item]
    claims: int
    names: Mapping[str, str]
    is_latest: bool
    is_last: bool

    @property
    def closed(self) -> int:
        return sum(item.closed_at is not None for item in self.items)

    @property
    def ended(self) -> bool:
        return self.run.ended_at is not None


# The section card. ------------------------------------------------------------------------------------------


def card(drawn: Drawn) -> Card:
    rows = [block for item in drawn.items for block in _row(drawn, item)]
    blocks = [
        kit.header(_title(drawn), "title"),
        kit.small(_where(drawn), "where"),
        *_claims(drawn),
        *rows,
    ]
    return Card(text=_aloud(drawn), blocks=blocks, footer=_buttons(drawn))


def _title(drawn: Drawn) -> str:
    part = f" ({drawn.part + 1}/{drawn.parts})" if drawn.parts > 1 else ""
    return kit.cut(drawn.section.title, 140) + part


def _where(drawn: Drawn) -> str:
    above = " › ".join(kit.safe(title) for title in drawn.section.path[:-1])
    place = " · ".join(part for part in (f"Run {drawn.run.number}", above) if part)
    return f"{place}\n{kit.bar(drawn.closed, len(drawn.items))}"


def _claims(drawn: Drawn) -> list[Block]:
    if drawn.part or not drawn.claims or drawn.ended:
        return []
    said = "☑️ *Claimed* items came ticked in the checklist. Somebody attests them before they count as done."
    return [kit.small(said, "claims")]


def _aloud(drawn: Drawn) -> str:
    """Every item with its state in words; Slack takes 4,000 characters of it in an update."""
    head = f"{kit.safe(_title(drawn))}: {drawn.closed} of {len(drawn.items)} done."
    rows = [f"{WORDS[State(item.state)]}: {kit.safe(kit.cut(item.text, 120))}" for item in drawn.items]
    return kit.cut("\n".join([head, *rows]), 3900)


def _row(drawn: Drawn, item: Item) -> list[Block]:
    """The item, and a line more where its text is too long to stand whole."""
    state = State(item.state)
    indent = INDENT * min(item.depth, 4)
    mark = _COMES_BACK if item.rhythm and state is State.OPEN else MARKS[state]
    text = f"{indent}{mark}  {kit.safe(kit.cut(item.text, LONG))}"
    about = said(drawn.names, item)
    accessory = None if drawn.ended else _accessory(item)
    lines = [text, *(f"{indent}{line}" for line in (kit.safe(item.about or ""), about) if line)]
    row = [kit.words("\n".join(lines), f"item-{item.id}", accessory)]
    below = [] if drawn.ended else _outcomes(item)
    if not drawn.ended:
        below += _skip(item)
    if len(item.text) > LONG:
        below.append(kit.button("Show all", ShowAll(item=item.id), f"Show all of: {item.text}"))
    return [*row, kit.actions(below, f"below-{item.id}")] if below else row


def _accessory(item: Item) -> InteractiveElement | None:
    """One button a row. Never a native checkbox: clients cache those and un-tick what others ticked."""
    if State(item.state) is State.OPEN:
        return _done(item)
    return kit.menu({"Reopen…": AskReopen(item=item.id), "Add a note…": AskNote(item=item.id)})


def _outcomes(item: Item) -> list[InteractiveElement]:
    """A decision has a button an outcome."""
    if State(item.state) is not State.OPEN or not item.outcomes:
        return []
    return [
        kit.button(
            kit.cut(outcome, 70),
            Decide(item=item.id, rev=item.rev, outcome=at),
            f"{outcome}: {item.text}",
            nth=at + 1,
        )
        for at, outcome in enumerate(item.outcomes)
    ]


def _skip(item: Item) -> list[InteractiveElement]:
    """Somebody asks to skip a hard item: a second person confirms."""
    if not item.skip_asked_by or item.closed_at:
        return []
    confirm = kit.button("Confirm skip", ConfirmSkip(item=item.id), f"Confirm skipping: {item.text}")
    withdraw = kit.button("Keep it", WithdrawSkip(item=item.id), f"Do not skip: {item.text}")
    return [confirm, withdraw]


def _done(item: Item) -> ButtonElement | None:
    """A decision is not simply done, nor is moving traffic, nor what comes back."""
    if item.outcomes or item.rhythm or item.percent is not None:
        return None
    return kit.button("Done", Tick(item=item.id, rev=item.rev), f"Done: {item.text}")


def _buttons(drawn: Drawn) -> list[Block]:
    if drawn.ended:
        return []
    of = drawn.section
    shown = []
    if drawn.part == 0 and drawn.claims:
        label = f"Attest {drawn.claims} claims" if drawn.claims > 1 else "Attest the claim"
        shown.append(kit.button(label, Attest(section=of.id), f"{label} of {of.title}", style="primary"))
    if drawn.closed < len(drawn.items):
        change = AskChange(section=of.id, part=drawn.part)
        shown.append(kit.button("Skip, assign…", change, f"Skip or assign in {of.title}"))
    if drawn.part == drawn.parts - 1:
        shown.append(kit.button("Add an item…", AskAdd(section=of.id), f"Add an item to {of.title}"))
        shown += [_next(of)] if drawn.is_latest and not drawn.is_last else []
    return [kit.actions(shown, "section")] if shown else []


def _next(section: Section) -> ButtonElement:
    return kit.button("Next section ▸", Next(section=section.id), f"Open the section after {section.title}")


# Other cards. -----------------------------------------------------------------------------------------------


def assignment(run: Run, section: Section, item: Item, names: Mapping[str, str], user_id: str) -> Card:
    """What the person an item is assigned to gets as a DM, kept true also when it goes to somebody else."""
    about = said(names, item)
    text = f"{MARKS[State(item.state)]}  {kit.safe(kit.cut(item.text, 2000))}" + (
        f"\n{about}" if about else ""
    )
    where = f"Run {run.number} · {kit.safe(run.service)} {kit.safe(run.version)} · {kit.safe(section.title)}"
    yours = item.assignee == user_id
    to_do = State(item.state) is State.OPEN and not run.ended_at and yours
    whose = "you" if yours else kit.person(names, item.assignee or user_id)
    return Card(
        text=f"For {whose}: {kit.safe(kit.cut(item.text, 500))} ({WORDS[State(item.state)]}). {where}",
        blocks=[
            kit.small(f"{where} · <#{run.channel}>", "where"),
            kit.words(text, f"item-{item.id}", _done(item) if to_do else None),
            *([kit.actions(_outcomes(item), f"below-{item.id}")] if to_do and item.outcomes else []),
        ],
    )


def now_at(section: Section, open_items: int, *, goes_on: bool, way_back: int | None) -> Panel:
    """On the run card: where the run is, and the way back of the run of that id."""
    if open_items:
        said = f"Now: *{kit.safe(section.title)}* · {open_items} open"
    else:
        said = f"*{kit.safe(section.title)}* is complete."
    blocks = [kit.words(said, "now-at", _next(section) if goes_on else None)]
    if way_back:
        steps = kit.button("Rollback steps…", AskWayBack(run=way_back), "Open the steps of the rollback")
        blocks.append(kit.actions([steps], "way-back"))
    return Panel(said.replace("*", "").removesuffix(".") + ".", blocks)


def mine(rows: Sequence[tuple[Item, Run]]) -> Panel:
    """On the Home tab: what is assigned to me."""
    shown = [
        kit.words(
            f"{kit.safe(kit.cut(item.text, LONG))}\n_Run {run.number} · {kit.safe(run.service)} "
            f"{kit.safe(run.version)} · <#{run.channel}>_",
            f"mine-{item.id}",
            _done(item) if State(item.state) is State.OPEN else None,
        )
        for item, run in rows
    ] or [kit.words("Nothing is assigned to you.", "nothing")]
    return Panel(f"{len(rows)} open items are yours.", [kit.header("My open items", "mine"), *shown])
