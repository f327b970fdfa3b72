"""The buttons on an incident's card: what to press now, and what more rarely."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement, InteractiveElement

from commands import kit
from commands.incident import inputs
from commands.incident.rules import AFTER, Decision, State
from store.incidents import Incident

ROLES = {"I take command": "commander", "I write things down": "scribe", "I tell people": "communications"}


def answers(incident: Incident) -> list[Block]:
    """What to press now."""
    shown = list(_afterwards(incident) if State(incident.state) in AFTER else _under_way(incident))
    return [kit.actions(shown, "answer")] if shown else []


def _afterwards(incident: Incident) -> Iterator[InteractiveElement]:
    about = _about(incident)
    if State(incident.state) is not State.REVIEWED:
        review = inputs.AskReview(incident=incident.id)
        yield kit.button("Review…", review, f"Review {about}", style="primary")
        yield kit.button("Reopen…", inputs.AskReopen(incident=incident.id), f"Reopen {about}")


def _under_way(incident: Incident) -> Iterator[InteractiveElement]:
    about, own = _about(incident), incident.id
    if incident.acknowledged_by is None:
        yield acknowledge(incident)
    elif incident.decision is None and incident.severity == 1:
        yield from decide(incident)
    yield kit.button("Escalate now", inputs.Escalate(incident=own), f"Page the next level for {about}")
    yield kit.button("Update…", inputs.AskUpdate(incident=own), f"Post an update on {about}")
    yield kit.button("Resolve…", inputs.AskResolve(incident=own), f"Resolve {about}")
    yield kit.menu(_menu(incident))


def acknowledge(incident: Incident) -> ButtonElement:
    does = inputs.Acknowledge(incident=incident.id)
    return kit.button("Acknowledge", does, f"Acknowledge {_about(incident)}", style="primary")


def _about(incident: Incident) -> str:
    return f"incident {incident.number}, {incident.title}"


def decide(incident: Incident) -> list[ButtonElement]:
    number, own = incident.number, incident.id
    fix, back = inputs.AskFixForward(incident=own), inputs.AskRollBack(incident=own)
    return [
        kit.button("Fix forward…", fix, f"Decide to fix forward in incident {number}"),
        kit.button("Roll back…", back, f"Decide to roll back in incident {number}", style="danger"),
    ]


def _menu(incident: Incident) -> dict[str, inputs.OnIncident]:
    shown: dict[str, inputs.OnIncident] = {"Escalate to level…": inputs.AskEscalate(incident=incident.id)}
    if incident.acknowledged_by:
        shown["Hand over to…"] = inputs.AskHandOver(incident=incident.id)
        shown["Give it back"] = inputs.GiveBack(incident=incident.id)
    shown["Change severity…"] = inputs.AskSeverity(incident=incident.id)
    if incident.decision:
        fixing = incident.decision == Decision.FIX
        other = inputs.AskRollBack if fixing else inputs.AskFixForward
        shown["Decide otherwise…"] = other(incident=incident.id)
    return shown


def rest(incident: Incident) -> list[Block]:
    """What is pressed more rarely."""
    state = State(incident.state)
    if state is State.REVIEWED:
        return []
    note = kit.button(
        "Add a note…", inputs.AskNote(incident=incident.id), f"Add a note to incident {incident.number}"
    )
    shown: list[InteractiveElement] = [note]
    if state not in AFTER:
        roles = {
            label: inputs.TakeRole.model_validate({"incident": incident.id, "role": role})
            for label, role in ROLES.items()
        }
        shown.append(kit.menu(roles))
    return [kit.actions(shown, "rest")]


def show(incident: Incident) -> InteractiveElement:
    return kit.button("Show", inputs.ShowIncident(incident=incident.id), f"Show incident {incident.number}")
