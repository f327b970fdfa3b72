"""What people see of gates: their card, what beside each signature, the review of one that was broken."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, InteractiveElement

from commands import kit
from commands.feature import Card, Panel
from commands.signoff import wording
from commands.signoff.inputs import (
    AskBreak,
    AskDelegate,
    AskNoGo,
    AskReview,
    ConfirmBreak,
    Go,
    Withdraw,
    WithdrawBreak,
)
from commands.signoff.rules import State
from commands.signoff.wording import MARKS, Drawn, Shown
from store.gates import Before, Gate
from store.runs import Run
from store.signoffs import SignOff

ROOMY = 14
"""So many signatures have a row of buttons each; of more, each has a menu."""

MOST = 36
"""Signatures that a card shows: with menus it stays under Slack's 50 blocks."""

MINE = 10
"""Gates, and names at each, that a Home tab shows."""


# The card. --------------------------------------------------------------------------------------------------


def card(drawn: Drawn) -> Card:
    """Those that are missing first where there are more than it can show."""
    signed = [each for each in drawn.rows if each not in drawn.unsigned]
    shown = drawn.rows if len(drawn.rows) <= MOST else [*drawn.unsigned, *signed][:MOST]
    blocks = [
        kit.header(f"🖊️ {kit.cut(drawn.gate.title, 140)}", "title"),
        kit.small(wording.where(drawn), "where"),
        kit.words(wording.status(drawn), "status"),
        *(block for each in shown for block in _row(drawn, each)),
        *_before(drawn),
        kit.small(wording.bound(drawn), "signed"),
    ]
    return Card(text=_aloud(drawn), blocks=blocks, footer=_glass(drawn))


def _aloud(drawn: Drawn) -> str:
    """The whole card in words; Slack takes 4,000 characters of it in an update."""
    rows = [f"{each.word}: {kit.safe(each.row.name)}" for each in drawn.rows]
    return kit.cut("\n".join([f"{kit.safe(drawn.gate.title)}. {wording.status(drawn)}", *rows]), 3900)


def _row(drawn: Drawn, each: Shown) -> list[Block]:
    lines = [f"{MARKS[each.state]}  *{kit.safe(kit.cut(each.row.name, 250))}*", *wording.beneath(drawn, each)]
    if drawn.facts:
        lines.append(f"_{wording.beside(each.row.name, drawn.facts)}_")
    buttons = [] if drawn.ended or each.row.waived else _buttons(drawn, each)
    roomy = len(drawn.rows) <= ROOMY and each.state is not State.GO
    menu = None if roomy or not buttons else _menu(drawn, each)
    row = kit.words("\n".join(lines), f"signoff-{each.row.id}", menu)
    return [row, kit.actions(buttons, f"sign-{each.row.id}")] if roomy and buttons else [row]


def _before(drawn: Drawn) -> list[Block]:
    lies = drawn.left
    said = [f"*Before it:* {lies.done} of {kit.many(lies.total, 'item')} done."]
    if lies.claimed:
        said.append(f"Claimed, and attested by nobody yet: {lies.claimed}")
    for word, count, names in (
        ("Open", lies.open, lies.open_names()),
        ("Skipped", lies.skipped, lies.skipped_names()),
    ):
        if count:
            said += [f"{word}: {count}", *(f"•  {kit.safe(kit.cut(name, 100))}" for name in names)]
    return [kit.words("\n".join(said), "before")] if lies.total else []


# Buttons. ---------------------------------------------------------------------------------------------------


def _buttons(drawn: Drawn, each: Shown) -> list[InteractiveElement]:
    name, signoff = each.row.name, each.row.id
    no = "Not so…" if each.row.statement else "No-go…"
    refuse = kit.button(no, AskNoGo(signoff=signoff), f"{no} {name}", style="danger")
    if each.state is State.GO:
        return [] if drawn.fixed else [refuse]
    shown: list[InteractiveElement] = [_go(drawn, each)]
    if not drawn.fixed and each.state is not State.NO_GO:
        shown.append(refuse)
    if each.bound:
        shown.append(kit.button("Delegate…", AskDelegate(signoff=signoff), f"Delegate {name}"))
    return shown


def _label(each: Shown) -> str:
    if each.state is State.STALE:
        return "Renew"
    return "Confirm" if each.row.statement else "Go"


def _go(drawn: Drawn, each: Shown) -> ButtonElement:
    left = drawn.left.open + drawn.left.claimed
    open_items = f" {kit.many(left, 'item')} before it not done." if left else ""
    what = f"{each.row.name}: {drawn.run.service} {drawn.run.version}.{open_items}"
    sure = kit.confirm(f"{_label(each)}?", what, _label(each), "Not yet")
    does = Go(signoff=each.row.id, seen=drawn.now.short)
    aloud = f"{_label(each)}: {each.row.name}"
    return kit.button(_label(each), does, aloud, style="primary", confirm=sure)


def _menu(drawn: Drawn, each: Shown) -> InteractiveElement:
    signoff = each.row.id
    no = "Not so…" if each.row.statement else "No-go…"
    if each.state is State.GO:
        return kit.menu({"Withdraw": Withdraw(signoff=signoff), no: AskNoGo(signoff=signoff)})
    go = Go(signoff=signoff, seen=drawn.now.short)
    return kit.menu(
        {_label(each): go, no: AskNoGo(signoff=signoff), "Delegate…": AskDelegate(signoff=signoff)}
    )


def _glass(drawn: Drawn) -> list[Block]:
    gate = drawn.gate
    if drawn.ended or drawn.closing or drawn.passed:
        return []
    if not gate.break_asked_by or gate.broken_by:
        ask = kit.button("Break the glass…", AskBreak(gate=gate.id), f"Go on without {gate.title}")
        return [kit.actions([ask], "glass")]
    who = kit.person(drawn.names, gate.break_asked_by)
    asks = (
        f"🔨 *{who} asks to break the glass:* {kit.safe(gate.break_reason or '')}\nA second person confirms; "
    )
    sure = kit.confirm(
        "Break the glass?", "The run goes on without these signatures.", "Break it", danger=True
    )
    confirm = ConfirmBreak(gate=gate.id)
    return [
        kit.words(asks + "one of the two is the lead.", "glass-asked"),
        kit.actions(
            [
                kit.button("Confirm", confirm, "Confirm breaking the glass", style="danger", confirm=sure),
                kit.button("Withdraw", WithdrawBreak(gate=gate.id), "Withdraw breaking the glass"),
            ],
            "glass",
        ),
    ]


# Other cards. -----------------------------------------------------------------------------------------------


def review(run: Run, gate: Gate, names: Mapping[str, str], *, late: bool) -> Card:
    """What the lead gets as a direct message."""
    release = f"{kit.safe(run.service)} {kit.safe(run.version)} → {kit.safe(run.environment)}"
    where = f"Run {run.number} · {release} · <#{run.channel}>"
    said = f"🔨 *{kit.safe(gate.title)}* was broken: {kit.safe(gate.break_reason or '')}"
    if gate.reviewed_at and gate.reviewed_by:
        who = kit.person(names, gate.reviewed_by)
        done = f"🔎 Reviewed · {who} · {kit.when(gate.reviewed_at)}\n{kit.safe(gate.review or '')}"
        return Card(f"Reviewed. {said}", [kit.small(where, "where"), kit.words(f"{said}\n{done}", "review")])
    due = kit.when(gate.review_due_at) if gate.review_due_at else ""
    state = f"⏰ *To be reviewed since {due}.*" if late else f"To be reviewed by {due}."
    button = kit.button("Reviewed…", AskReview(gate=gate.id), f"Review of {gate.title}", style="primary")
    blocks = [kit.small(where, "where"), kit.words(f"{said}\n{state}", "review", button)]
    return Card(f"{state} {said}", blocks)


def on_the_run(counted: Sequence[tuple[Gate, Sequence[SignOff]]]) -> Panel:
    """A line a gate."""
    said = [_line(gate, [row for row in rows if not row.waived]) for gate, rows in counted]
    return Panel(" ".join(said), [kit.small("\n".join(said), "gates")])


def _line(gate: Gate, rows: Sequence[SignOff]) -> str:
    if gate.broken_by:
        return f"🔨 {kit.safe(gate.title)}: glass broken."
    signed = sum(row.state == State.GO for row in rows)
    return f"🖊️ {kit.safe(gate.title)}: {signed} of {len(rows)} signed."


# The Home tab. ----------------------------------------------------------------------------------------------


def mine(waiting: Sequence[tuple[Gate, Run, Sequence[str]]]) -> Panel:
    """Each gate with what one person signs there, and where that is pressed."""
    count = sum(len(names) for _, _, names in waiting)
    text = f"{kit.many(count, 'signature')} of yours {'is' if count == 1 else 'are'} waited for."
    rows = [kit.words(_where(*each), f"signature-{each[0].id}") for each in waiting[:MINE]]
    return Panel(text, [kit.header("Waiting for your signature", "signatures"), *rows])


def _where(gate: Gate, run: Run, names: Sequence[str]) -> str:
    signs = ", ".join(f"*{kit.safe(kit.cut(name, 100))}*" for name in names[:MINE])
    press = "Confirm" if gate.before == Before.CLOSING else "Go"
    card = f"“{kit.safe(kit.cut(gate.title, 100))}”, pinned in <#{run.channel}>"
    return (
        f"🖊️ {signs}: press *{press}*, or say why not, on the card {card}.\n_Run {run.number} · "
        f"{kit.safe(run.service)} {kit.safe(run.version)} → {kit.safe(run.environment)} · "
        f"planned start {kit.when(run.planned_at)}_"
    )
