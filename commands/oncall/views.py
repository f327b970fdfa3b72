"""What people see of on-call: who it is, what changed, a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk.models.blocks import Block

from commands import kit
from commands.contacts import Level
from commands.feature import Card, Panel, Say
from commands.oncall.inputs import Acknowledge, AskCover, AskRotation, AskSet, EndCover, SendTest
from commands.rota import Shift
from store.direct_pages import DirectPage


@dataclass(frozen=True)
class Shown:
    """`quiet`: when Slack does not ring for somebody, in words. `cover` is one of the reader's own."""

    levels: Sequence[Level]
    names: Mapping[str, str]
    quiet: Mapping[str, str]
    cover: int | None = None


def status(shown: Shown) -> Say:
    """The whole tree, with what can be done about it."""
    rows = [row(level, shown) for level in shown.levels]
    buttons = [
        kit.button("Take over…", AskCover(), "Take over somebody's on-call for a while"),
        kit.button("Test my page", SendTest(), "Send a test page to myself"),
        kit.button("Set…", AskSet(), "Say who is on call at a level"),
        kit.button("Rotation…", AskRotation(), "Have people take turns at a level"),
    ]
    if shown.cover is not None:
        back = EndCover(cover=shown.cover)
        buttons.insert(0, kit.button("Give back my cover", back, "Give back what I cover"))
    text = "\n".join(["*On call now*", *rows])
    blocks = [kit.words("*On call now*", "title")]
    blocks += [kit.words(each, f"level{number}") for number, each in enumerate(rows)]
    return Say(text, [*blocks, kit.actions(buttons, "oncall")])


def row(level: Level, shown: Shown) -> str:
    """A level and who answers for it, in a line or two."""
    who = ", ".join(kit.person(shown.names, user) for user in level.people)
    line = f"*{level.position} · {kit.safe(level.role)}* · {after(level.after)}: {who or '⚠️ nobody'}"
    notes = [_ends(level, shown.names)]
    notes += [f"⚠️ {kit.person(shown.names, user)}: {why}" for user, why in level.unreachable]
    notes += [
        f"🌙 {kit.person(shown.names, user)} is in Do Not Disturb {shown.quiet[user]}: Slack will not ring"
        for user in level.people
        if user in shown.quiet
    ]
    return "\n".join([line, *(f"      {note}" for note in notes if note)])


def _ends(level: Level, names: Mapping[str, str]) -> str:
    if level.until is None:
        return ""
    then = ", ".join(kit.person(names, user) for user in level.then) or "nobody"
    covered = ", ".join(kit.person(names, user) for user in level.covered_for)
    instead = f"in the place of {covered}, " if covered else ""
    return f"{instead}until {kit.when(level.until)}, then {then}"


def after(delay: timedelta) -> str:
    minutes = int(delay.total_seconds() // 60)
    return "at once" if minutes == 0 else f"after {minutes} min"


def home(shown: Shown) -> Panel:
    first = shown.levels[0]
    who = ", ".join(kit.person(shown.names, user) for user in first.people) or "nobody"
    rows = "\n".join(row(level, shown) for level in shown.levels)
    return Panel(f"On call: {who}.", [kit.header("On call", "oncall"), kit.words(rows, "oncall_levels")])


def shifts(coming: Sequence[Shift], names: Mapping[str, str], zone: str) -> str:
    """Hand-offs to come, a line each, in the zone of the rotation."""
    return "\n".join(
        f"• {kit.in_zone(shift.starts, zone)}: {kit.person(names, shift.person)}" for shift in coming
    )


# A page. ----------------------------------------------------------------------------------------------------


def page(sent: DirectPage, names: Mapping[str, str]) -> Card:
    by, why = kit.person(names, sent.by), kit.safe(sent.why)
    said = "🔔 *Test page* to yourself" if sent.is_test else f"📟 *Page from {by}:* {why}"
    facts = kit.small(_facts(sent), "facts")
    if sent.acknowledged_at is not None:
        return Card(f"✅ Acknowledged. {said}", [kit.words(f"✅ *Acknowledged.* {said}", "page"), facts])
    press = kit.button("Acknowledge", Acknowledge(page=sent.id), "Acknowledge this page", style="primary")
    blocks: list[Block] = [kit.words(said, "page"), facts, kit.actions([press], "answer")]
    return Card(f"{said} · press Acknowledge", blocks)


def _facts(sent: DirectPage) -> str:
    """Due, accepted, acknowledged: each as long after the first as it took."""
    parts = [f"Due {kit.clock(sent.due_at)}"]
    if sent.accepted_at is not None:
        parts.append(f"accepted by Slack {took(sent.due_at, sent.accepted_at)} later")
    if sent.acknowledged_at is not None:
        parts.append(f"acknowledged {took(sent.due_at, sent.acknowledged_at)} after it was due")
    return " · ".join(parts)


def took(start: datetime, end: datetime) -> str:
    """A length of time: seconds to a tenth, from two minutes on in minutes."""
    seconds = max(0.0, (end - start).total_seconds())
    return f"{seconds:.1f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
