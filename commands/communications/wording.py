"""The words of communications: what, to whom, by when, and what became of it."""

from collections.abc import Mapping
from datetime import timedelta

from commands import kit
from commands.communications import rules
from runbook.plan import Kind
from runbook.terms import Anchor
from store.communications import Communication, State
from store.runs import Run

WAITS = {
    Anchor.START: "once the deployment has begun",
    Anchor.LIVE: "once it is live",
}
MARKS = {
    State.PLANNED: "⏳",
    State.SENT: "✅",
    State.NOT_NEEDED: "➖",
    State.REPLACED: "⏭️",
    State.CANCELLED: "🚫",
}
_TEXT = 250
_A_DAY = timedelta(days=1)


def can_be_taken_back(of: Communication) -> bool:
    """What somebody was asked for and has answered; a correction moved what people were told, for good."""
    answered = of.state in {State.SENT, State.NOT_NEEDED} and of.settled_by is not None
    return answered and of.asked_at is not None and of.corrects is None


def plain(row: Communication) -> str:
    """As the plan has it: `Stakeholders: Slack reminder 24h before`."""
    return f"{row.audience}: {row.text}" if row.audience else row.text


def named(row: Communication, most: int = _TEXT) -> str:
    text = kit.safe(kit.cut(row.text, most))
    return f"*{kit.safe(kit.cut(row.audience, 60))}* · {text}" if row.audience else f"*{text}*"


def mark(row: Communication) -> str:
    if row.is_open:
        return "⏰" if row.overdue_at else "↪️" if row.corrects else "📣"
    return "⚡" if row.due_at is None and row.state == State.PLANNED else MARKS[State(row.state)]


def when(row: Communication) -> str:
    """Its moment; of what hangs on something that has not come, where that is expected to be."""
    if row.due_at is None:
        return "when it happens"
    by = "by " if row.kind == Kind.COMMUNICATION_DUE else ""
    waits = WAITS.get(Anchor(row.anchor)) if row.anchor and row.asks_at is None else None
    if waits and row.state == State.PLANNED:
        return f"{by}about {kit.when(row.due_at)}, {waits}"
    return f"{by}{kit.when(row.due_at)}"


def lateness(row: Communication) -> str | None:
    """Of asking, not of sending."""
    late = rules.late(row.asks_at, row.asked_at) if row.asks_at and row.asked_at else None
    return f"asked {late}" if late else None


def place(row: Communication) -> list[str]:
    """Where it goes and whose it is, where the checklist says so, and its line there."""
    said = [f"in {kit.safe(row.channel)}"] if row.channel else []
    said += [f"by {kit.safe(row.owner)}"] if row.owner else []
    said += ["the checklist gives no time"] if row.kind == Kind.UNTIMED and row.due_at else []
    return [*said, f"line {row.line}"]


def fate(row: Communication, names: Mapping[str, str]) -> str:
    """What became of it, by whom and when; empty for what is still to be sent."""
    if row.state == State.PLANNED or row.settled_at is None:
        return ""
    if row.state in {State.REPLACED, State.CANCELLED}:
        why = "The next one has come." if row.state == State.REPLACED else row.reason or ""
        return f"Not sent · {kit.clock(row.settled_at)} · {kit.safe(why)}"
    by = f"{kit.person(names, row.settled_by or '')} · {kit.clock(row.settled_at)}"
    if row.state == State.NOT_NEEDED:
        return f"Not needed · {by}: {kit.safe(kit.cut(row.reason or '', _TEXT))}"
    late = None if row.corrects or row.due_at is None else rules.late(row.due_at, row.settled_at)
    return f"{'Correction sent' if row.corrects else 'Sent'} · {by}" + (f", {late}" if late else "")


def moved(row: Communication, run: Run) -> str:
    """What a correction is about: the start that was told, and the one that there is."""
    if row.told_start is None or row.moved_to is None:
        return ""
    begun = run.started_at is not None and run.started_at >= row.moved_to - timedelta(minutes=1)
    verb = "started" if begun else "is to start"
    apart = row.moved_to - row.told_start
    later = "late" if apart > timedelta() else "early"
    shown = kit.clock if abs(apart) < _A_DAY / 2 else kit.when
    instead = f"{shown(row.moved_to)} instead of {shown(row.told_start)}"
    return f"*Moved:* the deployment {verb} {rules.words(apart)} {later}, {instead}."


def told(corrected: Communication, names: Mapping[str, str]) -> str:
    """Who told people of another start, and when."""
    if corrected.settled_at is None:
        return ""
    return f"Told {kit.when(corrected.settled_at)} by {kit.person(names, corrected.settled_by or '')}."


def ended(run: Run) -> str:
    return f"The run was {run.state}."


def choice(row: Communication, run: Run) -> str:
    """In a menu, where Slack shows no times of its own."""
    if row.due_at is None:
        return f"{plain(row)} · when it happens"
    at = kit.in_zone(row.due_at, run.zone).partition(" (")[0]
    return f"{kit.cut(plain(row), 50)} · {at}"


def noted(row: Communication) -> str:
    return f"Noted: {named(row)} is sent. `/deploy comms` shows the others."
