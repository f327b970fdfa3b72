"""Incidents among other things: a row of a list, the Home tab, the card of a run."""

from collections.abc import Sequence

from commands import kit
from commands.feature import Panel
from commands.incident import button_views, inputs, views
from commands.incident.durations import took
from commands.incident.views import Drawn
from store.runs import Run


def row(drawn: Drawn) -> str:
    """An incident in one line of a list, with how long it took to acknowledge and to resolve."""
    incident = drawn.incident
    place = f" · <#{incident.channel}>" if incident.channel else ""
    marks = [f"*{incident.number}* · sev{incident.severity} · {kit.safe(kit.cut(incident.title, 120))}"]
    marks.append(views.WORDS[drawn.state])
    if incident.first_acknowledged_at:
        marks.append(f"acknowledged after {took(incident.declared_at, incident.first_acknowledged_at)}")
    if incident.resolved_at:
        marks.append(f"resolved after {took(incident.declared_at, incident.resolved_at)}")
    return " · ".join(marks) + place


def home(drawn: Sequence[Drawn]) -> Panel:
    declare = kit.button("Declare an incident", inputs.AskDeclare(), "Declare an incident", style="danger")
    shown = [
        kit.words(row(each), f"incident-{each.incident.id}", button_views.show(each.incident))
        for each in drawn
    ] or [kit.words("No incident is open.", "no-incident")]
    text = f"{kit.many(len(drawn), 'open incident')}."
    return Panel(text, [kit.header("Incidents", "incidents"), *shown, kit.actions([declare], "declare")])


def on_run(drawn: Sequence[Drawn], run: Run) -> Panel | None:
    """On the card of a run: what of it burns, and a button for when something does."""
    rows = [
        kit.words(f"🚨 {row(each)}", f"incident-{each.incident.id}", button_views.show(each.incident))
        for each in drawn
    ]
    if run.ended_at is not None:
        return Panel("", rows) if rows else None
    declare = kit.button(
        "🚨 Incident…", inputs.AskDeclare(run=run.id), f"Declare an incident of run {run.number}"
    )
    text = " ".join(f"Incident {each.incident.number}: {each.state}." for each in drawn)
    return Panel(text, [*rows, kit.actions([declare], "declare-incident")])
