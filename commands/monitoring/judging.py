"""Verdicts: given when every criterion of a measured section is decided; missed after a while."""

from commands import kit
from commands.facts import ProgressMade
from commands.monitoring import look, panel_views, rules, telling
from store import journal, messages, runs, sections
from store.db import Transaction
from store.runs import Run
from store.sections import Section, Waits
from store.timers import Timer


async def judge(tx: Transaction, fact: ProgressMade) -> None:
    run = await runs.get(tx, fact.run_id)
    if run.live_at is None:
        return
    for section in await sections.hanging(tx, run.id, Waits.LIVE):
        if section.measured and section.opened_at:
            await _judge(tx, run, section, await look.verdict(tx, section))


async def _judge(tx: Transaction, run: Run, section: Section, verdict: rules.Verdict) -> None:
    """A criterion that is reopened takes the verdict back."""
    if verdict.decided == (section.judged_at is not None):
        return
    section.judged_at = tx.now if verdict.decided else None
    tx.session.add(section)
    what = "verdict.given" if verdict.decided else "verdict.withdrawn"
    entry = await journal.record(
        tx, run.team_id, telling.subject(run), telling.CLOCK, what,
        section=section.key, window=section.title, met=len(verdict.met), of=verdict.of,
        unknown=len(verdict.unknown),
    )  # fmt: skip
    text = panel_views.judged(section, verdict) if verdict.decided else panel_views.withdrawn(section)
    key = f"{what}:{section.id}:{entry.seq}"
    await messages.note(tx, run.team_id, key, run.channel, kit.body(text))
    await telling.redraw(tx, section)


async def unjudged(tx: Transaction, timer: Timer) -> None:
    """The lead, once; no answer is no verdict."""
    section, run = await telling.of(tx, timer)
    verdict = await look.verdict(tx, section)
    if telling.is_over(run, section) or verdict.decided:
        return
    said: dict[str, str | int | None] = {
        "section": section.key,
        "undecided": len(verdict.unknown),
        "of": verdict.of,
    }
    await journal.record(tx, run.team_id, telling.subject(run), telling.CLOCK, "verdict.missing", **said)
    text = panel_views.unjudged(run, section, verdict)
    await telling.to_person(tx, run, run.lead, f"verdict.missing:{section.id}", text)
