"""What people see of what items can do: a panel on the section cards, and the card of each execution."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement

from commands import kit, runner
from commands.execution import rules
from commands.execution.inputs import AskRun, CompareTag, OpenLink, RunAgain, RunProbe, Settle, ShowOutput
from commands.feature import Card, Panel
from commands.runner import State
from runbook.bindings.deeds import Deed, Sort, named_after
from store.executions import Execution
from store.items import Item
from store.runs import Run

MOST_ROWS = 12
"""On a card, which has up to twenty items besides."""

SHOWN, LINES = 1500, 15
"""Characters and lines of the output that its card shows, the end of it: a phone has no room for more."""

MARKS = {
    State.RUNNING: "⏳",
    State.DONE: "✅",
    State.FAILED: "❌",
    State.UNSURE: "❓",
    State.REPLACED: "↩️",
}
WORDS = {
    State.RUNNING: "Running",
    State.DONE: "Done",
    State.FAILED: "Failed",
    State.UNSURE: "It may have run: did it?",
    State.REPLACED: "Run again",
}
SORTS = {Sort.COMMAND: "▶️", Sort.PROBE: "🩺", Sort.TAG: "🏷️", Sort.LINK: "🔗"}


@dataclass(frozen=True)
class Row:
    """What can be done for an item: `why_not` where it cannot, `latest` what became of it."""

    item: Item
    deed: Deed
    shown: str = ""
    url: str = ""
    why_not: str | None = None
    latest: Execution | None = None

    @property
    def is_open(self) -> bool:
        return self.item.closed_at is None

    @property
    def is_worth_showing(self) -> bool:
        """What is closed shows what was done for it, and its link."""
        return self.is_open or self.latest is not None or self.deed.sort is Sort.LINK


NO_ADDRESS = "What is bound is no address that can be opened."


# On the cards of sections. ----------------------------------------------------------------------------------


def panel(
    rows: Sequence[Row], tags: Sequence[tuple[Item, str]], names: Mapping[str, str], part: int, run: Run
) -> Panel:
    first = sorted(rows, key=lambda row: not row.is_open)  # what can be done now comes first
    blocks = [_tag(item, tag, run) for item, tag in tags]
    if first:
        blocks.append(kit.small("To run and to open for these items:", f"deeds-{part}"))
    blocks += [
        _row(row, names, part, at, ended=run.ended_at is not None) for at, row in enumerate(first[:MOST_ROWS])
    ]
    left = len(first) - MOST_ROWS
    if left > 0:
        blocks.append(kit.small(f"{kit.many(left, 'more')} shown when these are done.", "more-deeds"))
    can = sum(row.is_open and not row.why_not for row in rows)
    return Panel(f"{kit.many(can, 'item')} can be run or opened from here." if can else "", blocks)


def unusable(why: str) -> Panel:
    """The side file is wrong: nothing of it can be run, and the checklist works all the same."""
    said = f"⚠️ Nothing can be run from here. {why}"
    return Panel("Nothing can be run from here: the side file is wrong.", [kit.words(said, "unusable")])


def _row(row: Row, names: Mapping[str, str], part: int, at: int, *, ended: bool) -> Block:
    lines = [f"{SORTS[row.deed.sort]} {_what(row.deed.name, row.item)}"]
    if row.shown:
        lines.append(f"`{_inline(row.shown)}`")
    if row.latest is not None:
        unsure = "May have run: " if row.latest.state == State.UNSURE else ""
        lines.append(f"{MARKS[State(row.latest.state)]} _{unsure}{state(row.latest, names)}_")
        lines += ["_Look, and say on its card in the thread how it ended._"] if unsure else []
    elif row.why_not and row.is_open:
        lines.append(f"_{row.why_not}_")
    pressed = None if ended and row.deed.sort is not Sort.LINK else _button(row, part)
    return kit.words("\n".join(lines), f"deed-{row.item.id}-{at}", pressed)


def _button(row: Row, part: int) -> ButtonElement | None:
    item, name = row.item, row.deed.name
    if row.deed.sort is Sort.LINK:
        if row.why_not:
            return None
        return kit.link("Open", row.url, OpenLink(), f"Open {name} for {item.text}")
    busy = row.latest is not None and row.latest.state in {State.RUNNING, State.UNSURE}
    if row.why_not or busy or not row.is_open:
        return None
    if row.deed.sort is Sort.PROBE:
        return kit.button("Run probe", RunProbe(item=item.id, name=name, part=part), f"Run probe {name}")
    if row.deed.sort is Sort.TAG:
        return kit.button("Compare", CompareTag(item=item.id, name=name, part=part), f"Compare tag {name}")
    return kit.button("Run…", AskRun(item=item.id, name=name, part=part), f"Run {name} for {item.text}")


def _tag(item: Item, tag: str, run: Run) -> Block:
    said = f"🏷️ “{kit.safe(kit.cut(item.text, 100))}” names the tag `{kit.safe(tag)}`, and this run is of "
    return kit.words(f"{said}`{kit.safe(run.version)}`. Is that meant?", f"tag-{item.id}")


def _what(name: str, item: Item | None) -> str:
    """Its name and what it is for, once where they are the same words."""
    if item is None:
        return f"*{kit.safe(name)}*"
    text = kit.safe(kit.cut(item.text, 100))
    return f"*{text}*" if named_after(name) == named_after(item.text) else f"*{kit.safe(name)}* for “{text}”"


def _inline(text: str) -> str:
    return kit.safe(kit.cut(" ".join(text.split()), 300)).replace("`", "ˋ")


# The card of an execution. ----------------------------------------------------------------------------------


def card(of: Execution, names: Mapping[str, str], item: Item | None) -> Card:
    sort = SORTS[runner.sort_of(of)]
    title = f"{sort} {_what(of.command, item)}\n`{_inline(of.shown)}`"
    now = State(of.state)
    stands = " · ".join([f"{MARKS[now]} *{WORDS[now]}*", *_how(of)])
    blocks = [
        kit.words(title, "title"),
        kit.words(f"{stands}\n{_since(of, names)}", "state"),
        *_output(of),
    ]
    buttons = _buttons(of)
    if buttons:
        blocks.append(kit.actions(buttons, "execution"))
    what, who = _what(of.command, item).replace("*", ""), kit.person(names, of.by)
    return Card(text=f"{what}, started by {who}: {state(of, names)}.", blocks=blocks)


def state(of: Execution, names: Mapping[str, str]) -> str:
    """How it stands, in a line: how it ended, how long it took, who started it or said so."""
    facts = _how(of) or [WORDS[State(of.state)]]
    if of.state == State.RUNNING:
        facts.append(f"since {kit.clock(of.started_at)}")
    facts.append(kit.person(names, of.settled_by or of.by))
    if of.ended_at is not None:
        facts.append(kit.clock(of.ended_at))
    return " · ".join(facts)


def _how(of: Execution) -> list[str]:
    """What is known of its end, or of how it goes."""
    facts = [kit.safe(of.said)] if of.said else []
    if of.state in {State.DONE, State.FAILED} and of.seconds is not None:
        facts.append(f"{of.seconds:.0f} s" if of.seconds >= 1 else "under a second")
    return facts


def _since(of: Execution, names: Mapping[str, str]) -> str:
    said = f"Started by {kit.person(names, of.by)} {kit.clock(of.started_at)}"
    if of.ended_at is None:
        return said
    end = f"{kit.person(names, of.settled_by)} said so" if of.settled_by else "ended"
    return f"{said} · {end} {kit.clock(of.ended_at)}"


def _output(of: Execution) -> list[Block]:
    """The end of what it has written."""
    shown = _end(_written(of))
    while len(kit.safe(shown)) > SHOWN + 400:
        shown = shown[len(shown) // 4 :]
    return [kit.words(kit.code(shown), "output")] if shown else []


def _written(of: Execution) -> str:
    left_out = f"\n… about {of.left_out:,} bytes left out …\n" if of.left_out else ""
    return (of.head + left_out + of.tail).rstrip()


def _end(written: str) -> str:
    """Its last lines, whole ones where that is possible."""
    shown = "\n".join(written.splitlines()[-LINES:])
    if len(shown) <= SHOWN:
        return shown
    return shown[-SHOWN:].partition("\n")[2] or shown[-SHOWN:]


def _buttons(of: Execution) -> list[ButtonElement]:
    shown: list[ButtonElement] = []
    if of.state == State.UNSURE:
        sure = kit.confirm(
            "Run it a second time?",
            f"“{of.command}” may have run already. Look first whether it did.",
            "Run again",
            "Cancel",
            danger=True,
        )
        done, failed = (Settle(execution=of.id, ended=each) for each in ("done", "failed"))
        shown += [
            kit.button("It was done", done, f"{of.command} was done"),
            kit.button("It failed", failed, f"{of.command} failed", nth=1),
            kit.button(
                "Run again…",
                RunAgain(execution=of.id),
                f"Run {of.command} again",
                style="danger",
                confirm=sure,
            ),
        ]
    if of.left_out or _written(of) != _end(_written(of)):
        shown.append(kit.button("Whole output", ShowOutput(execution=of.id), f"Whole output of {of.command}"))
    if of.link and rules.opens(of.link):
        shown.append(kit.link("Open on GitHub", of.link, OpenLink(), f"Open {of.command}"))
    return shown
