"""What people see of preparing outside its forms: drafts on the Home tab, people on a run's card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block

from commands import kit
from commands.feature import Modal, Panel
from commands.preparing.inputs import AskStart, Continue, Discard, ShowOpen
from store.drafts import Draft
from store.runs import Run


@dataclass(frozen=True)
class Occupied:
    """The open run of a service and environment; `since` is when it was prepared."""

    run: Run
    lead: str
    since: datetime | None

    @property
    def text(self) -> str:
        run = self.run
        release = kit.safe(f"{run.service} {run.version} to {run.environment}")
        since = f" since {kit.in_zone(self.since, run.zone)}" if self.since else ""
        return (
            f"Run {run.number} of {release}, led by {self.lead}{since}, is still open. "
            f"Finish or abort it first: `/deploy status {run.number}`."
        )


def occupied(by: Occupied) -> Block:
    show = kit.button("Show it", ShowOpen(run=by.run.id), f"Show run {by.run.number}")
    return kit.words(f"⛔ {by.text}", "occupied", show)


def not_started(by: Occupied) -> Modal:
    said = kit.words("What was filled in is kept, under *Being prepared* on the Home tab.", "kept")
    return Modal(title="Not started", blocks=[occupied(by), said])


def release(draft: Draft) -> str:
    return kit.safe(f"{draft.service} {draft.version} → {draft.environment}")


# The Home tab. ----------------------------------------------------------------------------------------------


def home(found: Sequence[Draft], names: Mapping[str, str]) -> Panel:
    start = kit.button("Start a deployment", AskStart(), "Start a deployment", style="primary")
    blocks = [kit.actions([start], "start")]
    if found:
        blocks += [kit.header("Being prepared", "drafts")]
    for draft in found:
        blocks += _draft(draft, names)
    return Panel(f"{kit.many(len(found), 'deployment')} being prepared." if found else "", blocks)


def _draft(draft: Draft, names: Mapping[str, str]) -> list[Block]:
    by = kit.person(names, draft.begun_by)
    said = f"*{release(draft)}* · begun by {by} {kit.when(draft.begun_at)}"
    sure = kit.confirm("Discard it?", "What was filled in is forgotten.", "Discard", danger=True)
    what = f"{draft.service} {draft.version}"
    return [
        kit.words(f"📝 {said}", f"draft-{draft.id}"),
        kit.actions(
            [
                kit.button("Continue", Continue(draft=draft.id), f"Continue preparing {what}"),
                kit.button("Discard", Discard(draft=draft.id), f"Discard {what}", confirm=sure),
            ],
            f"on-draft-{draft.id}",
        ),
    ]


# The run's card. --------------------------------------------------------------------------------------------


def holders(held: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> str:
    """Each role with its people, by names that ping nobody; whoever was not met yet is left out."""
    said = [
        f"{kit.safe(role)}: {', '.join(found)}"
        for role, users in held.items()
        if (found := [kit.safe(names[user]) for user in users if user in names])
    ]
    return " · ".join(said)


def people(said: str) -> Panel | None:
    return Panel(f"People: {said}.", [kit.small(f"👥 {said}", "people")]) if said else None
