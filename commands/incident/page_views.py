"""What a page looks like, and what the clock asks: to be understood at 3 a.m. on a phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from commands import kit
from commands.feature import Card
from commands.incident import inputs
from commands.incident.button_views import decide
from commands.incident.durations import late
from commands.incident.rules import WAITING, PageState, Reason
from store.incidents import Incident
from store.pages import Page

WHY = {
    Reason.LEVEL: "You are paged as {role}.",
    Reason.AGAIN: "You are paged again as {role}: nobody has answered.",
    Reason.ESCALATED: "You are called in as {role}.",
    Reason.NEXT: "You are paged as {role}: whoever was before you could not be reached.",
    Reason.HANDED: "It is being handed over to you.",
}
LATE = 60
"""Seconds from which on a page says that it is late."""


@dataclass(frozen=True)
class Drawn:
    """`at` is when this is drawn: what it is late by, until Slack has it."""

    page: Page
    incident: Incident
    names: Mapping[str, str]
    at: datetime

    def name(self, user: str | None) -> str:
        return kit.person(self.names, user or "nobody")


def page(drawn: Drawn) -> Card:
    """The direct message."""
    incident, own = drawn.incident, drawn.page
    title = f"📟 Severity {incident.severity}: {incident.title}"
    outcome = over(drawn)
    if outcome:
        blocks = [kit.header(title, "title"), kit.words(outcome, "over"), kit.small(_where(drawn), "where")]
        return Card(f"{kit.safe(title)}. {_plain(outcome)}", blocks)
    why = WHY[Reason(own.reason)].format(role=kit.safe(own.role)) + _lateness(drawn)
    acknowledge = inputs.AnswerPage(page=own.id)
    buttons = [
        kit.button("Acknowledge", acknowledge, f"Acknowledge: {incident.title}", style="primary"),
        kit.button("Not me", inputs.NotMe(page=own.id), "This page is not for me: page the next in line"),
        kit.button("Escalate now", inputs.Escalate(incident=incident.id), "Page the next level now"),
    ]
    blocks = [
        kit.header(title, "title"),
        kit.words(f"*{why}*\n{_who(drawn)}", "why"),
        kit.actions(buttons, "answer"),
        kit.small(_where(drawn), "where"),
    ]
    return Card(f"{kit.safe(title)}. {_plain(why)} Press Acknowledge.", blocks)


def mention(drawn: Drawn) -> Card:
    """At the top level of the channel; the mention is what rings."""
    incident, own = drawn.incident, drawn.page
    outcome = over(drawn)
    if outcome:
        return Card(f"{drawn.name(own.user_id)}: {_plain(outcome)}", [
            kit.words(f"📟 {drawn.name(own.user_id)} · {kit.safe(own.role)}: {outcome}", "mention")
        ])  # fmt: skip
    role = "" if own.reason == Reason.HANDED else f" as {kit.safe(own.role)}"
    said = f"📟 <@{own.user_id}>, you are paged{role}: {kit.safe(incident.title)}.{_lateness(drawn)}"
    acknowledge = inputs.AnswerPage(page=own.id)
    button = kit.button("Acknowledge", acknowledge, f"Acknowledge: {incident.title}", style="primary")
    return Card(
        f"{said} Press Acknowledge.", [kit.words(f"*{said}*", "mention"), kit.actions([button], "answer")]
    )


def over(drawn: Drawn) -> str | None:
    """Why there is nothing to press any more; None while there is."""
    incident, own = drawn.incident, drawn.page
    state = PageState(own.state)
    if state in WAITING:
        return None
    if state is PageState.ACKNOWLEDGED and own.acknowledged_at:
        return f"✅ *Acknowledged* by {drawn.name(own.user_id)} {kit.clock(own.acknowledged_at)}."
    if own.problem == "not me":
        return f"🙅 {drawn.name(own.user_id)} said: not me. The next in line was paged."
    if state is PageState.UNDELIVERABLE:
        return f"⚠️ Could not be delivered: `{kit.safe(own.problem or '')}`."
    if incident.acknowledged_by and incident.acknowledged_at:
        who, at = drawn.name(incident.acknowledged_by), kit.clock(incident.acknowledged_at)
        return f"✅ *{who} has it*, since {at}."
    if incident.resolved_at:
        return f"🏁 *Resolved* by {drawn.name(incident.resolved_by)}."
    return "🔁 Paged again since: see the newest page."


def asking(incident: Incident, what: str, names: Mapping[str, str], *, still: bool) -> Card:
    """What the clock asks, for as long as it is to be answered."""
    if not still:
        return Card(_ASKED[what], [kit.small(f"✔️ {_ASKED[what]}", "asked")])
    said = _QUESTIONS[what].format(holder=kit.person(names, incident.acknowledged_by or "Whoever has it"))
    buttons = {
        "update": [
            kit.button("Update…", inputs.AskUpdate(incident=incident.id), "Post an update", style="primary"),
            kit.button("In 30 minutes", inputs.SnoozeUpdate(incident=incident.id), "Ask again in 30 minutes"),
        ],
        "quiet": [
            kit.button("Still on it", inputs.StillOnIt(incident=incident.id), "I am on it", style="primary"),
            kit.button("Give it back", inputs.GiveBack(incident=incident.id), "Somebody else should have it"),
        ],
        "decide": decide(incident),
    }
    return Card(said, [kit.words(f"*{said}*", "asked"), kit.actions(buttons[what], "answer")])


_ASKED = {
    "update": "I asked for a status update.",
    "decide": "I asked for a decision after 30 minutes.",
    "quiet": "I asked for a sign of life.",
}
_QUESTIONS = {
    "update": "📢 Time for a status update.",
    "decide": (
        "🧭 30 minutes and no decision yet: fix forward, or roll back? "
        "A fix that takes longer than that is a reason to roll back."
    ),
    "quiet": (
        "❓ {holder}, nothing was heard for a while: are you still on it? "
        "Without an answer the contact tree is climbed again in 5 minutes."
    ),
}


def _who(drawn: Drawn) -> str:
    incident = drawn.incident
    if incident.acknowledged_by:
        return f"{drawn.name(incident.acknowledged_by)} has it so far."
    return "Nobody has it yet."


def _where(drawn: Drawn) -> str:
    incident = drawn.incident
    place = f"<#{incident.channel}> · " if incident.channel else ""
    declared = f"declared {kit.clock(incident.declared_at)} by {drawn.name(incident.declared_by)}"
    return f"{place}Incident {incident.number}, {declared}"


def _lateness(drawn: Drawn) -> str:
    done = drawn.page.accepted_at or drawn.at
    if (done - drawn.page.due_at).total_seconds() < LATE:
        return ""
    by = late(drawn.page.due_at, done)
    return f" ⏰ This page is late: it was due {kit.clock(drawn.page.due_at)}, {by} before."


def _plain(text: str) -> str:
    return text.replace("*", "")
