"""Moving traffic: pressed, done by its command or by hand, and what follows."""

from commands import kit, runner
from commands.facts import ProgressMade, RunChanged, TrafficMoved, WentLive
from commands.feature import Click, Refused
from commands.traffic import look, reading, rules, views
from commands.traffic.inputs import Route
from store import blockers, items, journal, messages, people, runs, sections, timers
from store.db import Transaction
from store.items import Item
from store.runs import Run
from store.timers import Timer

MOVED, READY = "traffic.moved", "traffic.ready"


async def route(tx: Transaction, click: Click[Route]) -> None:
    item, run = await look.item(tx, click.by.team_id, click.button.item)
    rules.route(await look.standing(tx, run, item, click.by.user_id))
    offer = await look.offered(tx, run, item.percent or 0)
    if (offer.digest if offer else None) != click.button.digest:
        raise Refused("What would be done has changed since this was drawn. Look at the card again.")
    if offer is None:
        return await _moved(tx, run, item, click.by.user_id, "by hand")
    given = {"percent": str(item.percent)}
    await runner.want(
        tx, run, look.COMMAND, given, by=click.by.user_id, then=MOVED, subject=str(item.id),
        urgency=messages.Urgency.CLICKED,
    )  # fmt: skip
    return await look.redraw(tx, run, await sections.get(tx, item.section_id))


async def ended(tx: Transaction, timer: Timer) -> None:
    """Its command has ended, well or not."""
    execution = await runner.get(tx, timer.team_id, timer.subject)
    item, run = await look.item(tx, timer.team_id, int(execution.subject))
    if run.ended_at or item.closed_at:
        return None
    if execution.state == runner.State.DONE:
        return await _moved(tx, run, item, execution.by, f"by `{kit.safe(execution.shown)}`")
    stage = await sections.get(tx, item.section_id)
    text = views.failed(item.percent or 0, kit.safe(execution.said or "see its output."))
    await blockers.put(tx, run.id, look.CAUSE, text, from_ordinal=stage.ordinal + 1)
    await journal.record(
        tx, run.team_id, f"run:{run.id}", execution.by, "traffic.failed", percent=str(item.percent)
    )
    tx.tell(RunChanged(run.team_id, run.id))
    return await look.redraw(tx, run, stage)


async def _moved(tx: Transaction, run: Run, item: Item, by: str, how: str) -> None:
    percent, who = item.percent or 0, await people.names(tx, run.team_id, [by])
    run.percent = percent
    tx.session.add(run)
    await blockers.clear(tx, run.id, look.CAUSE)
    await reading.begin(tx, run)
    await journal.record(tx, run.team_id, f"run:{run.id}", by, "traffic.moved", percent=str(percent), how=how)
    if percent >= rules.WHOLE:
        run.live_at = tx.now
        await journal.record(tx, run.team_id, f"run:{run.id}", by, "run.live")
    text = views.milestone(run, percent, who.get(by, by), how)
    key = f"traffic.moved:{run.id}:{item.id}:{item.rev}"
    await messages.note(tx, run.team_id, key, run.channel, kit.body(text))
    tx.tell(TrafficMoved(run.team_id, run.id, percent, item.id, by, f"{percent} % routed {how}"))
    tx.tell(ProgressMade(run.team_id, run.id))
    if percent >= rules.WHOLE:
        tx.tell(WentLive(run.team_id, run.id))
    await _wait_for_soak(tx, run, item)


async def _wait_for_soak(tx: Transaction, run: Run, item: Item) -> None:
    """The next step's card says so when the soak is over."""
    all_of_them = await look.steps(tx, run)
    this = next(step for step in all_of_them if step.item == item.id)
    following = next((step for step in all_of_them if not step.done and step.item != item.id), None)
    if following:
        await timers.put(tx, run.team_id, READY, str(following.item), tx.now + this.soak)


async def ready(tx: Transaction, timer: Timer) -> None:
    item = await items.find(tx, timer.team_id, int(timer.subject))
    if item is None or item.closed_at:
        return
    run = await runs.get(tx, item.run_id)
    await look.redraw(tx, run, await sections.get(tx, item.section_id))
