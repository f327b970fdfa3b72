"""What people see of a run: its card, its row in lists, its forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
)

from commands import kit
from commands.deploy.inputs import (
    AskAbort,
    AskFinish,
    AskHold,
    ConfirmAbort,
    Resume,
    ShowRun,
    WithdrawAbort,
)
from commands.deploy.rules import State, ended
from commands.feature import Card
from store.blockers import Blocker
from store.items import Progress
from store.runs import Run

WORDS = {
    State.DRAFT: "📝 Draft",
    State.PLANNED: "🗓️ Planned",
    State.RUNNING: "🟢 Running",
    State.HELD: "⏸️ Held",
    State.LIVE: "🌍 Live",
    State.CONFIRMING: "🖊️ Awaiting confirmation",
    State.CLOSED: "🏁 Closed",
    State.ABORTED: "🛑 Aborted",
}


@dataclass(frozen=True)
class Drawn:
    """A run with what its card says about it."""

    run: Run
    progress: Progress
    names: Mapping[str, str]
    blockers: Sequence[Blocker] = ()

    @property
    def state(self) -> State:
        return State(self.run.state)


# The card. --------------------------------------------------------------------------------------------------


def release(run: Run) -> str:
    return f"{run.service} {run.version}"


def card(drawn: Drawn) -> Card:
    run, progress = drawn.run, drawn.progress
    blocks = [
        kit.header(f"{release(run)} → {run.environment}", "title"),
        kit.small(_who_and_when(drawn), "facts"),
        kit.words(f"*{WORDS[drawn.state]}*\n{kit.bar(progress.closed, progress.total)}", "progress"),
        *(kit.words(f"⛔ {blocker.text}", f"blocker-{blocker.cause}") for blocker in drawn.blockers),
    ]
    return Card(text=aloud(drawn), blocks=blocks, footer=[*_ending(drawn), *_buttons(drawn)])


def aloud(drawn: Drawn) -> str:
    """The whole card in words, for notifications and screen readers."""
    run, progress = drawn.run, drawn.progress
    said = [
        f"{kit.safe(release(run))} to {kit.safe(run.environment)}, run {run.number}: {drawn.state}.",
        f"{progress.closed} of {progress.total} items done.",
        f"Lead: {kit.person(drawn.names, run.lead)}.",
        *(blocker.text for blocker in drawn.blockers),
    ]
    if run.abort_asked_by and not ended(drawn.state):
        said.append(f"{kit.person(drawn.names, run.abort_asked_by)} asks to abort.")
    return " ".join(said)


def _who_and_when(drawn: Drawn) -> str:
    run = drawn.run
    facts = [
        f"Run {run.number}",
        f"Lead {kit.person(drawn.names, run.lead)}",
        f"Planned start {kit.when(run.planned_at)} · {kit.in_zone(run.planned_at, run.zone)}",
    ]
    if run.previous:
        facts.append(f"Replaces {kit.safe(run.previous)}")
    if run.commit:
        facts.append(f"Commit `{run.commit[:7]}`")
    return " · ".join(facts)


def _ending(drawn: Drawn) -> list[Block]:
    run = drawn.run
    if ended(drawn.state) and run.ended_at and run.ended_by:
        why = f": {kit.safe(run.reason)}" if run.reason else ""
        who = kit.person(drawn.names, run.ended_by)
        return [kit.words(f"{WORDS[drawn.state]} by {who} {kit.when(run.ended_at)}{why}", "ended")]
    if not run.abort_asked_by:
        return []
    who = kit.person(drawn.names, run.abort_asked_by)
    asks = f"🛑 *{who} asks to abort:* {kit.safe(run.abort_reason or '')}\nA second person confirms; "
    return [
        kit.words(asks + "one of the two is the lead.", "abort-asked"),
        kit.actions([_confirm_abort(run), _withdraw_abort(run)], "abort"),
    ]


def _confirm_abort(run: Run) -> ButtonElement:
    sure = kit.confirm(
        "Abort this run?",
        f"{release(run)} ends here. Nothing of it can be ticked any more.",
        "Abort run",
        danger=True,
    )
    aloud = f"Confirm aborting run {run.number}"
    return kit.button("Confirm abort", ConfirmAbort(run=run.id), aloud, style="danger", confirm=sure)


def _withdraw_abort(run: Run) -> ButtonElement:
    return kit.button("Withdraw", WithdrawAbort(run=run.id), f"Withdraw the abort of run {run.number}")


def _buttons(drawn: Drawn) -> list[Block]:
    run = drawn.run
    if ended(drawn.state):
        return []
    finish = kit.button(
        "Finish…",
        AskFinish(run=run.id),
        f"Finish run {run.number}",
        style="primary" if drawn.progress.complete else None,
    )
    shown = [finish, _hold_or_resume(drawn)]
    if not run.abort_asked_by:
        shown.append(kit.button("Abort…", AskAbort(run=run.id), f"Abort run {run.number}", style="danger"))
    return [kit.actions(shown, "run")]


def _hold_or_resume(drawn: Drawn) -> ButtonElement:
    run = drawn.run
    if drawn.state is State.HELD:
        return kit.button("Resume", Resume(run=run.id), f"Resume run {run.number}", style="primary")
    return kit.button("Hold…", AskHold(run=run.id), f"Hold run {run.number}")


def row(drawn: Drawn) -> str:
    """A run in one line of a list."""
    run, progress = drawn.run, drawn.progress
    return (
        f"*{run.number}* · {kit.safe(release(run))} → {kit.safe(run.environment)} · {WORDS[drawn.state]} · "
        f"{progress.closed} of {progress.total} done · lead {kit.person(drawn.names, run.lead)} · "
        f"<#{run.channel}>"
    )


def home(runs: Sequence[Drawn]) -> list[Block]:
    shown = [kit.words(row(drawn), f"run-{drawn.run.id}", _show_run(drawn.run)) for drawn in runs] or [
        kit.words("No run is open.", "no-run")
    ]
    return [kit.header("Open runs", "runs"), *shown]


def _show_run(run: Run) -> ButtonElement:
    return kit.button("Show", ShowRun(run=run.id), f"Show run {run.number}")
