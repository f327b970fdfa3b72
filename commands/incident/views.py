"""What people see of an incident: its card, and its lines in the operations channel."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block

from commands import kit
from commands.feature import Card
from commands.incident import button_views, inputs
from commands.incident.durations import late, took
from commands.incident.plan import Level
from commands.incident.playbook import BY_HAND, Does
from commands.incident.rules import AFTER, WAITING, PageState, Role, State
from store.incidents import Incident
from store.pages import Page
from store.runs import Run
from store.steps import Step

MARKS = {1: "🔴", 2: "🟠"}
WORDS = {
    State.OPEN: "🚨 Open: nobody has it yet",
    State.ACKNOWLEDGED: "👋 Acknowledged",
    State.DECIDED: "🧭 Decided",
    State.RECOVERING: "🌤️ Recovering",
    State.RESOLVED: "🏁 Resolved, to be verified",
    State.POSTMORTEM_DUE: "📄 Post-mortem due",
    State.REVIEWED: "🎓 Reviewed",
}
PAGE_WORDS = {
    PageState.PLANNED: "on its way",
    PageState.ATTEMPTED: "Slack has not taken it yet",
    PageState.ACCEPTED: "no answer yet",
    PageState.ACKNOWLEDGED: "acknowledged",
    PageState.UNDELIVERABLE: "could not be delivered",
    PageState.SUPERSEDED: "over: somebody answered",
    PageState.STOPPED: "stopped before it was sent",
}
MOST_PAGES = 8
"""Of the newest; the report has them all."""


@dataclass(frozen=True)
class Drawn:
    """An incident with what its card says about it. `upcoming` is the level that the clock pages next."""

    incident: Incident
    names: Mapping[str, str]
    steps: Sequence[Step]
    pages: Sequence[Page]
    upcoming: tuple[Level, datetime] | None = None
    run: Run | None = None
    decision: str | None = None

    @property
    def state(self) -> State:
        return State(self.incident.state)

    def name(self, user: str | None) -> str:
        return kit.person(self.names, user or "nobody")


def head(incident: Incident) -> str:
    return f"Severity {incident.severity}: {incident.title}"


# The card. --------------------------------------------------------------------------------------------------


def card(drawn: Drawn) -> Card:
    incident = drawn.incident
    blocks = [
        kit.header(f"{MARKS[incident.severity]} {head(incident)}", "title"),
        kit.words(now(drawn), "now"),
        *button_views.answers(drawn.incident),
        kit.small(_facts(drawn), "facts"),
        *_pages(drawn),
        *_steps(drawn),
        *button_views.rest(drawn.incident),
    ]
    return Card(text=aloud(drawn), blocks=blocks)


def now(drawn: Drawn) -> str:
    """The one thing to know: who has it, or who is being paged."""
    incident = drawn.incident
    lines = [f"*{WORDS[drawn.state]}*"]
    if drawn.state in AFTER:
        lines += _ended(drawn)
    elif incident.acknowledged_by and incident.acknowledged_at:
        lines.append(
            f"*{drawn.name(incident.acknowledged_by)} has it*, since {kit.clock(incident.acknowledged_at)}."
        )
    else:
        lines.append(_next(drawn))
    if drawn.decision:
        lines.append(drawn.decision)
    return "\n".join(lines)


def _next(drawn: Drawn) -> str:
    waiting = [page for page in drawn.pages if PageState(page.state) in WAITING]
    paged = ", ".join(dict.fromkeys(drawn.name(page.user_id) for page in waiting)) or "nobody"
    said = f"Paged: *{paged}*."
    if drawn.upcoming is None:
        return said
    level, at = drawn.upcoming
    who = ", ".join(drawn.name(user) for user in level.people)
    return f"{said} Next: {who} ({kit.safe(level.role)}) at {kit.clock(at)}."


def _ended(drawn: Drawn) -> Iterator[str]:
    incident = drawn.incident
    if incident.resolved_at:
        after = took(incident.declared_at, incident.resolved_at)
        yield f"By {drawn.name(incident.resolved_by)} after {after}: {kit.safe(incident.summary or '')}"
    if incident.postmortem_due_at and not incident.reviewed_at:
        owner = drawn.name(incident.postmortem_owner)
        yield f"Post-mortem due {kit.when(incident.postmortem_due_at)}, by {owner}."
    if incident.reviewed_at:
        link = f" <{kit.safe(incident.postmortem_link)}|Post-mortem>" if incident.postmortem_link else ""
        yield f"Reviewed by {drawn.name(incident.reviewed_by)} {kit.when(incident.reviewed_at)}.{link}"


def _facts(drawn: Drawn) -> str:
    incident = drawn.incident
    facts = [
        f"Incident {incident.number}",
        f"declared {kit.when(incident.declared_at)} by {drawn.name(incident.declared_by)}",
    ]
    if drawn.run:
        facts.append(f"run {drawn.run.number}, {kit.safe(drawn.run.service)} {kit.safe(drawn.run.version)}")
    facts += [f"{role}: {drawn.name(incident.roles[role])}" for role in Role if role in incident.roles]
    if incident.update_due_at and drawn.state not in AFTER:
        facts.append(f"next update {kit.clock(incident.update_due_at)}")
    return " · ".join(facts)


def _pages(drawn: Drawn) -> list[Block]:
    if not drawn.pages:
        return []
    rows = [page_row(page, drawn.names) for page in drawn.pages[-MOST_PAGES:]]
    more = len(drawn.pages) - len(rows)
    above = [f"_{more} earlier_"] if more else []
    return [kit.words("\n".join(["*Pages*", *above, *rows]), "pages")]


def page_row(page: Page, names: Mapping[str, str]) -> str:
    """Due, accepted, acknowledged: each a fact of its own."""
    parts = [f"📟 {kit.person(names, page.user_id)} · {kit.safe(page.role)} · due {kit.clock(page.due_at)}"]
    if page.accepted_at:
        parts.append(f"accepted {late(page.due_at, page.accepted_at)} later")
    state = PageState(page.state)
    if page.acknowledged_at:
        parts.append(f"acknowledged after {late(page.due_at, page.acknowledged_at)}")
    elif page.problem:
        parts.append(f"{PAGE_WORDS[state]}: {kit.safe(page.problem)}")
    else:
        parts.append(PAGE_WORDS[state])
    return ", ".join(parts)


def _steps(drawn: Drawn) -> list[Block]:
    """In order; one button, on what a person does next. The others share blocks: a phone is small."""
    if not drawn.steps:
        return []
    kinds = (Does.VERIFY,) if drawn.state in AFTER else BY_HAND
    coming = next((step for step in drawn.steps if not step.done_at and step.does in kinds), None)
    rows = [(step, _step(drawn, number, step)) for number, step in enumerate(drawn.steps, start=1)]
    at = len(rows) if coming is None or drawn.state is State.REVIEWED else drawn.steps.index(coming)
    before, after = [text for _, text in rows[:at]], [text for _, text in rows[at + 1 :]]
    blocks = [kit.words("\n".join(["*Steps*", *before]), "steps")]
    for step, text in rows[at : at + 1]:
        does = inputs.FinishStep(incident=drawn.incident.id, step=step.id)
        done = kit.button("Done", does, f"Done: {step.text}")
        mark, _, said = text.partition("  ")
        blocks.append(kit.words(f"{mark}  *{said}*", f"step-{step.id}", done))
    return [*blocks, kit.words("\n".join(after), "steps-after")] if after else blocks


def _step(drawn: Drawn, number: int, step: Step) -> str:
    text = f"{number}. {kit.safe(step.text)}"
    if not step.done_at:
        return f"⬜  {text}"
    by = "" if step.done_by == "clock" else f", {drawn.name(step.done_by)}"
    return f"✅  {text} · _done {kit.clock(step.done_at)}{by}_"


# In words, and in a line. -----------------------------------------------------------------------------------


def aloud(drawn: Drawn) -> str:
    """The whole card for notifications and screen readers."""
    incident = drawn.incident
    done = sum(step.done_at is not None for step in drawn.steps)
    said = [
        f"{kit.safe(head(incident))}, incident {incident.number}.",
        now(drawn).replace("*", "").replace("\n", " · "),
        f"{done} of {len(drawn.steps)} steps done.",
    ]
    return kit.cut(" ".join(said), 3900)


def brief(drawn: Drawn) -> Card:
    """In the operations channel, of an incident with a channel of its own."""
    incident = drawn.incident
    place = f"<#{incident.channel}>" if incident.channel else "Its channel is being made."
    blocks = [
        kit.header(f"{MARKS[incident.severity]} {head(incident)}", "title"),
        kit.words(f"{now(drawn)}\n{place}", "now"),
    ]
    if drawn.state not in AFTER and incident.acknowledged_by is None:
        blocks.append(kit.actions([button_views.acknowledge(incident)], "answer"))
    return Card(text=f"{aloud(drawn)} {place}", blocks=blocks)
