"""What people see of stages: panels on the cards of their section and of the run, and short posts."""

from datetime import datetime

from commands import kit
from commands.feature import Panel
from commands.stages.inputs import AskReplan, MarkLive, StartStage
from runbook.recognise.headings import lasting
from store.runs import Run
from store.sections import Section


def name(stage: Section) -> str:
    """Its title without the clock of the checklist, which another start has moved."""
    return kit.safe(lasting(stage.title))


def _time(stage: Section) -> str:
    return kit.clock(stage.opens_at) if stage.opens_at else "no time"


# Panels. ----------------------------------------------------------------------------------------------------


def under_way(stage: Section) -> Panel:
    began = kit.clock(stage.begun_at) if stage.begun_at else ""
    late = stage.begun_at and stage.opens_at and stage.begun_at > stage.opens_at
    said = f"▶️ Began {began}, planned for {_time(stage)}." if late else f"▶️ Began {began}."
    return Panel("", [kit.small(said, "stage")])


def to_start(stage: Section, reason: str | None) -> Panel:
    """Either the button, or in one line why not."""
    if reason:
        said = f"🔒 *Not to be started yet.* {reason}"
        return Panel(f"Not to be started yet: {reason}", [kit.words(said, "stage")])
    start = kit.button("Start stage", StartStage(section=stage.id), f"Start {stage.title}", style="primary")
    said = f"*It is time:* planned for {_time(stage)}."
    return Panel("To be started.", [kit.words(said, "stage", start)])


def starts_by_itself(stage: Section, reason: str | None) -> Panel:
    """`reason` is what stops it besides its time."""
    said = f"⏱️ *Starts by itself* {_time(stage)}, or as soon as nothing stops it." + (
        f"\n🔒 {reason}" if reason else ""
    )
    return Panel(f"Starts by itself {_time(stage)}.", [kit.words(said, "stage")])


def next_stage(run: Run, stage: Section, reason: str | None) -> Panel:
    """On the run's card."""
    said = f"Next stage: *{name(stage)}*, {_time(stage)}" + (f"\n🔒 {reason}" if reason else "")
    start = kit.button("Start stage", StartStage(section=stage.id), f"Start {stage.title}", style="primary")
    replan = kit.button("Re-plan…", AskReplan(run=run.id), f"Move the stages of run {run.number}")
    blocks = [kit.words(said, "next-stage"), kit.actions([replan] if reason else [start, replan], "stages")]
    return Panel(f"Next stage: {name(stage)}, {_time(stage)}.", blocks)


def to_mark_live(run: Run) -> Panel:
    sure = kit.confirm(
        "Is it live?", "Everything that hangs on it begins: monitoring, tasks, messages.", "It is live",
        "Not yet",
    )  # fmt: skip
    aloud = f"Say that run {run.number} is live"
    live = kit.button("It is live", MarkLive(run=run.id), aloud, style="primary", confirm=sure)
    said = "All stages have begun. Is the new version live?"
    return Panel(said, [kit.words(said, "to-live", live)])


# Posts. -----------------------------------------------------------------------------------------------------


def _release(run: Run) -> str:
    return f"{kit.safe(run.service)} {kit.safe(run.version)}"


def ahead(run: Run, stage: Section, *, by_itself: bool) -> str:
    starts = "starts by itself" if by_itself else "starts"
    return f"⏳ *{name(stage)}* of {_release(run)} {starts} {_time(stage)}: its card is in <#{run.channel}>."


def late(run: Run, stage: Section, reason: str | None) -> str:
    why = reason or "Its card has the button that starts it."
    what = f"⏰ *{name(stage)}* of {_release(run)} was to start {_time(stage)} and has not."
    return f"{what} {why} <#{run.channel}>"


def begun(stage: Section, by: str | None, late_by: str | None, left: int, following: Section | None) -> str:
    """`by` is None where it started by itself."""
    who = f"started by {kit.safe(by)}" if by else "has started by itself"
    facts = [f"▶️ *{name(stage)}* {who}" + (f", {late_by}." if late_by else ".")]
    if left:
        facts.append(f"{kit.many(left, 'item')} of earlier stages still open.")
    if following:
        facts.append(f"Next: {name(following)}, {_time(following)}.")
    return " ".join(facts)


def replanned(stage: Section, begins: datetime, by: str) -> str:
    moved = f"🗓️ Re-planned by {kit.safe(by)}: *{name(stage)}* starts {kit.clock(begins)}"
    return f"{moved}, and the stages after it move as far."


def live(run: Run, by: str) -> str:
    return f"🟢 *{_release(run)} is live*, says {kit.safe(by)}."
