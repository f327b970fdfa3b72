"""Entries of the journal in words: a table for those that are known, a readable fallback for all others."""

from collections.abc import Mapping
from enum import StrEnum


class Tone(StrEnum):
    """What an entry is to whoever looks for it."""

    PLAIN = "plain"
    MILESTONE = "milestone"
    GOOD = "good"
    BAD = "bad"


WORDS: Mapping[str, str] = {
    "run.prepared": "Run prepared",
    "run.started": "Run started",
    "run.planned_start_reached": "Planned start reached",
    "run.held": "Held",
    "run.resumed": "Resumed",
    "run.live": "Live: all traffic is on the new version",
    "run.abort_asked": "Asked to abort",
    "run.abort_withdrawn": "Abort withdrawn",
    "run.aborted": "Aborted",
    "run.closed": "Closed",
    "run.lead_changed": "Lead changed",
    "run.runbook_taken": "Newer runbook taken",
    "run.runbook_refused": "Newer runbook not taken",
    "run.bindings_taken": "Newer side file taken",
    "run.bindings_refused": "Newer side file not taken",
    "section.opened": "Section opened",
    "stage.opened": "Stage opened",
    "stage.begun": "Stage started",
    "stage.replanned": "Stages moved",
    "gate.passed": "Gate passed",
    "gate.reopened": "Gate open again",
    "gate.break_asked": "Asked to break the gate",
    "gate.broken": "Gate broken",
    "signoff.go": "Signed off: Go",
    "signoff.no_go": "Signed off: No-go",
    "signoff.stale": "Signature no longer stands",
    "signoff.withdrawn": "Signature withdrawn",
    "signoff.asked": "Another signature asked for",
    "signoff.dropped": "Signature no longer asked for",
    "signoff.delegated": "Signature delegated",
    "signoff.fell_back": "Delegation over",
    "traffic.moved": "Traffic moved",
    "traffic.failed": "Traffic not moved",
    "traffic.read_back": "Traffic read back",
    "traffic.differs": "Traffic read back, and it differs",
    "traffic.accepted": "Traffic said to be right, whatever was read",
    "command.unsure": "Command: nobody knows how it ended",
    "verdict.given": "Verdict given",
    "verdict.withdrawn": "Verdict taken back",
    "verdict.missing": "Verdict missing",
    "checkin.done": "Check-in done",
    "checkin.answered": "Check-in answered",
    "items.overdue": "Overdue",
    "phase.overdue": "Phase over with open items",
    "monitoring.stopped": "Monitoring called off",
    "item.recurred": "Recurring item asked for",
    "item.recurrence_done": "Recurring item done",
    "communication.due": "Communication asked for",
    "communication.sent": "Communication sent",
    "communication.not_needed": "Communication not needed",
    "communication.taken_back": "Communication to be sent after all",
    "communication.overdue": "Communication not sent in time",
    "communication.replaced": "Communication overtaken by the next",
    "communication.correction_due": "Correction asked for",
    "communication.correction_sent": "Correction sent",
    "communications.moved": "Communications moved",
    "communications.cancelled": "Communications called off",
    "rollback.opened": "Rollback steps opened",
    "item.done": "Done",
    "item.attested": "Claim attested",
    "item.decided": "Decided",
    "item.skipped": "Skipped",
    "item.not_applicable": "Not applicable",
    "item.reopened": "Reopened",
    "item.noted": "Note",
    "item.assigned": "Assigned",
    "item.added": "Item added",
    "bot.was_away": "No bot was there",
    "page.planned": "Page due",
    "page.accepted": "Page accepted by Slack",
    "page.acknowledged": "Page acknowledged",
    "page.undeliverable": "Page not deliverable",
    "level.nobody": "Nobody on call",
}

_BAD = {
    "run.held",
    "run.aborted",
    "run.abort_asked",
    "rollback.opened",
    "signoff.no_go",
    "signoff.stale",
    "gate.broken",
    "gate.reopened",
    "verdict.missing",
    "traffic.failed",
    "traffic.differs",
    "command.unsure",
    "page.undeliverable",
    "level.nobody",
    "bot.was_away",
    "items.overdue",
    "communication.overdue",
    "phase.overdue",
    "monitoring.stopped",
}
_GOOD = {"run.live", "run.closed", "gate.passed", "signoff.go", "run.resumed"}
_FINE_PRINT = {"item", "section", "stage", "checkin", "communication"}
"""What comes by the dozen, and is shown in tables of its own."""


def what(entry: str) -> str:
    """`traffic.moved_back` reads "Traffic moved back" where nothing better is known."""
    return WORDS.get(entry) or entry.replace(".", " ").replace("_", " ").strip().capitalize() or "?"


def tone(entry: str) -> Tone:
    if entry in _BAD:
        return Tone.BAD
    if entry in _GOOD:
        return Tone.GOOD
    return Tone.PLAIN if family(entry) in _FINE_PRINT else Tone.MILESTONE


def family(entry: str) -> str:
    """`gate` of `gate.passed`."""
    return entry.partition(".")[0]
