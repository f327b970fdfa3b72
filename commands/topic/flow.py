"""The topic as the run goes on. Only a run with stages on the clock has one."""

import hashlib

from commands import kit, outside, zones
from commands.facts import RunEnded, RunFact, RunStarted, StageBegun
from commands.outside import AskChannel, ChannelFound, Outcome, SetTopic
from commands.topic import rules
from store import items, journal, people, runs, sections
from store.db import Transaction
from store.runs import Run

FOUND = "topic.found"


async def begin(tx: Transaction, fact: RunStarted) -> None:
    """What stands there now is asked for first, so that it can be put back."""
    run = await runs.get(tx, fact.run_id)
    if await sections.stages(tx, run.id):
        wanted = AskChannel(channel=run.channel)
        key = f"topic.ask:{run.id}"
        await outside.want(tx, run.team_id, key, wanted, then=FOUND, subject=str(run.id))


async def found(tx: Transaction, outcome: Outcome[ChannelFound]) -> None:
    """Where Slack does not tell, the topic is left alone."""
    run = await runs.get(tx, int(outcome.subject))
    if outcome.answer is None or run.ended_at is not None:
        return
    run.topic_before = await _before(tx, run, outcome.answer.topic)
    tx.session.add(run)
    await _set(tx, run, await _says(tx, run))


async def _before(tx: Transaction, run: Run, topic: str) -> str:
    """Of two runs in one channel, the later one does not put back what the earlier one had said."""
    others = [each for each in await runs.open_runs(tx, run.team_id) if each.channel == run.channel]
    return next((each.topic_before for each in others if each.topic_before is not None), topic)


async def begun(tx: Transaction, fact: StageBegun) -> None:
    """Slack says every change aloud: a stage that moves traffic has one in a moment, when that has moved."""
    if not any(item.percent for item in await items.of_section(tx, fact.section_id)):
        await changed(tx, fact)


async def changed(tx: Transaction, fact: RunFact) -> None:
    run = await runs.get(tx, fact.run_id)
    if run.topic_before is not None and run.ended_at is None:
        await _set(tx, run, await _says(tx, run))


async def restore(tx: Transaction, fact: RunEnded) -> None:
    run = await runs.get(tx, fact.run_id)
    if run.topic_before is not None:
        await _set(tx, run, run.topic_before)


async def _says(tx: Transaction, run: Run) -> str:
    stages = await sections.stages(tx, run.id)
    following = next((stage.opens_at for stage in stages if stage.begun_at is None), None)
    names = await people.names(tx, run.team_id, [run.lead])
    lead, zone = names.get(run.lead, run.lead), zones.parse(run.zone)
    return rules.topic(run.version, run.state, run.percent, lead, following, zone)


async def _set(tx: Transaction, run: Run, topic: str) -> None:
    """Its key says when, in the record of the run: what comes later is set later.

    What stands there already is left: Slack says every change aloud, one that changes nothing too.
    """
    if run.topic == topic:
        return
    run.topic = topic
    tx.session.add(run)
    at = await journal.length(tx, run.team_id, f"run:{run.id}")
    key = f"topic:{run.id}:{at}:{hashlib.sha256(topic.encode()).hexdigest()[:12]}"
    await outside.want(tx, run.team_id, key, SetTopic(channel=run.channel, topic=kit.cut(topic, 250)))
