"""What people see of communications: the message that asks, the board, a line on the run's card."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from slack_sdk.models.blocks import Block, OverflowMenuElement

from commands import kit, told
from commands.communications import wording
from commands.communications.inputs import AskNotNeeded, AskSentAlready, Sent, ShowBoard, TakeBack
from commands.feature import Card, Panel
from store.communications import Communication, State, Tally
from store.runs import Run

ASKED, BOARD = "communications", "communications.board"
"""Kinds of cards; the subjects are `run/second of asking/part`, and the run."""

A_MESSAGE = 12
"""Communications of a message: with all that may become of them below what Slack shows of one."""

_A_BLOCK, _A_BOARD = 2_800, 11_000
"""Characters of a block of the board, and of all of it: Slack shows no more."""


@dataclass(frozen=True)
class Row:
    """`correction` is the last of it; `passed` counts those of its series that nobody was asked for.

    A correction is of `corrected`.
    """

    of: Communication
    correction: Communication | None = None
    corrected: Communication | None = None
    passed: int = 0


@dataclass(frozen=True)
class Asked:
    """What was asked for together; in several messages, this is one of them."""

    run: Run
    rows: Sequence[Row]
    names: Mapping[str, str]

    @property
    def open(self) -> list[Row]:
        return [row for row in self.rows if row.of.is_open and self.run.ended_at is None]


def asked(shown: Asked) -> Card:
    blocks = [kit.words(_head(shown), "asked")]
    for row in shown.rows:
        blocks.append(kit.words("\n".join(_lines(shown, row)), f"row-{row.of.id}", _menu(shown, row)))
        buttons = _buttons(shown, row)
        blocks += [buttons] if buttons else []
    return Card(text=_aloud(shown), blocks=blocks)


def _head(shown: Asked) -> str:
    count = kit.many(len(shown.rows), "communication")
    if not shown.open:
        return f"📣 {count}: nothing is left to be sent."
    people = " ".join(f"<@{user}>" for user in dict.fromkeys(u for row in shown.open for u in row.of.asked))
    if all(row.of.corrects for row in shown.open):
        return f"↪️ {people}, *{count} told an earlier plan*: tell them again."
    return f"📣 {people}, *{kit.many(len(shown.open), 'communication')} to be sent.*"


def _lines(shown: Asked, row: Row) -> Iterator[str]:
    of = row.of
    yield f"{wording.mark(of)}  {wording.named(of)}"
    if row.corrected:
        again = "Tell them again." if row in shown.open else ""
        yield f"{wording.moved(of, shown.run)} {wording.told(row.corrected, shown.names)} {again}"
    else:
        facts = [wording.when(of), wording.lateness(of), *wording.place(of)]
        yield " · ".join(filter(None, facts))
    if row.passed:
        yield f"{kit.many(row.passed, 'time')} before it nobody was asked: I was away."
    if of.overdue_at and of.is_open:
        yield "*Not sent in time.*"
    if fate := wording.fate(of, shown.names):
        yield fate
    if row.correction and row.correction.state != State.CANCELLED:
        again = wording.fate(row.correction, shown.names) or "Tell them again."
        yield f"↪️ {wording.moved(row.correction, shown.run)} {again}"


def _menu(shown: Asked, row: Row) -> OverflowMenuElement | None:
    corrected = row.correction is not None and row.correction.state != State.CANCELLED
    if shown.run.ended_at or corrected or not wording.can_be_taken_back(row.of):
        return None
    label = "It was not sent" if row.of.state == State.SENT else "It is needed"
    return kit.menu({f"{label} after all": TakeBack(communication=row.of.id)})


def _buttons(shown: Asked, row: Row) -> Block | None:
    """Of what is open; of what is sent and does not hold any more, its correction's."""
    of = row.correction if row.correction and row.correction.is_open else row.of
    if shown.run.ended_at or not of.is_open:
        return None
    label = "Correction sent" if of.corrects else "Sent"
    what = wording.plain(of)
    sent = kit.button(label, Sent(communication=of.id), f"{label}: {what}", style="primary")
    none = kit.button("Not needed…", AskNotNeeded(communication=of.id), f"Not needed: {what}")
    return kit.actions([sent, none], f"answer-{row.of.id}")


def _aloud(shown: Asked) -> str:
    said = [kit.safe(kit.cut(wording.plain(row.of), 200)) + _said(shown, row) for row in shown.rows]
    return kit.cut(" ".join([_head(shown).replace("*", ""), *said]), 3000)


def _said(shown: Asked, row: Row) -> str:
    fate = wording.fate(row.of, shown.names) or wording.moved(row.of, shown.run).replace("*", "")
    return f": {fate or wording.when(row.of)}."


def overdue(rows: Sequence[Communication]) -> str:
    people = " ".join(f"<@{user}>" for user in dict.fromkeys(user for row in rows for user in row.asked))
    named = "\n".join(f"• {wording.named(row)}, {wording.when(row)}" for row in rows[:A_MESSAGE])
    return f"⏰ {people}, *not sent in time:*\n{named}"


# The board. -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Drawn:
    """Every communication of a run, in the order of their moments."""

    run: Run
    rows: Sequence[Row]
    names: Mapping[str, str]
    tally: Tally


def board(drawn: Drawn) -> Card:
    run = drawn.run
    release = f"{run.service} {run.version}"
    said = told.words(drawn.tally) or "Nothing is planned to be told"
    title = kit.header(f"Communications of run {run.number}: {release}", "title")
    blocks = [title, kit.words(f"{said}.", "tally"), *_groups(drawn)]
    footer = []
    if run.ended_at is None and any(row.of.state == State.PLANNED for row in drawn.rows):
        aloud = f"Say that a communication of run {run.number} is sent already"
        footer = [kit.actions([kit.button("Sent already…", AskSentAlready(run=run.id), aloud)], "board")]
    return Card(text=f"Communications of run {run.number}: {said}.", blocks=blocks, footer=footer)


def _groups(drawn: Drawn) -> Iterator[Block]:
    """What is to be done first; of what a message cannot show, how much that is."""
    left = _A_BOARD
    for title in _GROUPS:
        of_group = [_line(drawn, row) for row in drawn.rows if _group(row.of) == title]
        sizes = list(accumulate(map(len, of_group)))
        fits = sum(size <= left for size in sizes)
        left -= sizes[fits - 1] if fits else 0
        more = [f"… and {len(of_group) - fits} more."] if fits < len(of_group) else []
        for nth, text in enumerate(_packed([f"*{title}*", *of_group[:fits], *more]) if of_group else ()):
            yield kit.words(text, f"{title.replace(' ', '-').lower()}-{nth}")


_GROUPS = ("To be sent now", "To come", "When it happens", "Settled")


def _group(of: Communication) -> str:
    if of.state != State.PLANNED:
        return "Settled"
    if of.is_open:
        return "To be sent now"
    return "To come" if of.due_at else "When it happens"


def _packed(lines: Sequence[str]) -> Iterator[str]:
    """As many lines as a block holds."""
    held: list[str] = []
    for line in lines:
        if held and sum(map(len, held)) + len(held) + len(line) > _A_BLOCK:
            yield "\n".join(held)
            held = []
        held.append(line)
    if held:
        yield "\n".join(held)


def _line(drawn: Drawn, row: Row) -> str:
    of = row.of
    what = f"{wording.mark(of)} {'Correction: ' if of.corrects else ''}{wording.named(of, 120)}"
    when = "" if _group(of) == "When it happens" else wording.when(of)
    facts = [what, when, wording.fate(of, drawn.names), "*not sent in time*" * bool(_missed(of))]
    return " · ".join(filter(None, facts))


def _missed(of: Communication) -> bool:
    return of.is_open and of.overdue_at is not None


# The card of the run. ---------------------------------------------------------------------------------------


def panel(run: Run, tally: Tally, following: Communication | None) -> Panel:
    """`following` is the next one that somebody is asked for."""
    said = [f"📣 Communications: {told.words(tally)}"]
    if following and following.asks_at:
        said.append(f"next {kit.when(following.asks_at)}")
    button = kit.button(
        "Communications", ShowBoard(run=run.id), f"Show the communications of run {run.number}"
    )
    text = " · ".join(said)
    return Panel(f"{text[2:]}.", [kit.words(text, "communications", button)])
