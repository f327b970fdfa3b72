"""What people see of the lead: a button on the run's card, and posts."""

from commands import kit
from commands.feature import Panel
from commands.leading.inputs import AskLead
from store.runs import Run


def panel(run: Run) -> Panel:
    button = kit.button("Lead…", AskLead(run=run.id), f"Hand over or take over the lead of run {run.number}")
    return Panel("", [kit.actions([button], "lead")])


def handed_over(run: Run, was: str, to: str) -> str:
    return f"🧭 *{_release(run)}* is led by {to} now: handed over by {was}."


def taken_over(run: Run, was: str, by: str, reason: str) -> str:
    return f"🧭 *{_release(run)}* is led by {by} now, who took over from {was}: {kit.safe(reason)}"


def yours(run: Run) -> str:
    return f"🧭 You lead *{_release(run)}* now. Its card is in <#{run.channel}>."


def _release(run: Run) -> str:
    return f"{kit.safe(run.service)} {kit.safe(run.version)}"
