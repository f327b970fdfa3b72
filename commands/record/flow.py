"""The record of a run into its channel: as files when it is asked for, as heads while it grows."""

from collections.abc import Iterator
from dataclasses import dataclass

from commands import kit, known
from commands.facts import RunFact
from commands.feature import Answer, Click, Say, Typed
from commands.outside import Outcome, Upload, Uploaded, want
from commands.record import filled, gather, lines, page, rules, views
from commands.record.gathered import Gathered, subject, subject_of
from commands.record.inputs import AskRecord
from runbook.recognise.masking import mask
from store import journal, messages, people, runs, timers
from store.db import Transaction
from store.messages import Message
from store.people import Person
from store.runs import Run
from store.timers import Timer

WRITE, UPLOADED = "record.write", "record.uploaded"
RUN = "run"


@dataclass(frozen=True)
class File:
    name: str
    title: str
    text: str
    comment: str | None = None


# Asked for. -------------------------------------------------------------------------------------------------


async def type_record(tx: Transaction, typed: Typed) -> Answer:
    """Of the run named; else of the newest in this channel, else of the newest there is."""
    asked = rules.number(typed.text)
    team_id = typed.by.team_id
    if asked is not None:
        run = await runs.numbered(tx, team_id, asked)
    else:
        run = await runs.latest(tx, team_id, typed.channel) or await runs.latest(tx, team_id)
    return await _hand_over(tx, typed.by, rules.known(run, asked))


async def press_record(tx: Transaction, click: Click[AskRecord]) -> Answer:
    return await _hand_over(tx, click.by, await known.run(tx, click.by.team_id, click.button.run))


async def _hand_over(tx: Transaction, by: Person, run: Run) -> Answer:
    """In a turn of its own: Slack waits three seconds for an answer, and a run may be long."""
    await timers.put(tx, run.team_id, WRITE, f"{run.id}/{by.user_id}", tx.now)
    card = await _card(tx, run)
    release = kit.safe(f"{run.service} {run.version} → {run.environment}")
    where = "the thread of its card" if card and card.ts else "its channel"
    return Say(
        f"📒 The record of run {run.number}, {release}, is on its way into {where} in <#{run.channel}>."
    )


async def write(tx: Transaction, timer: Timer) -> None:
    """Into the thread of the run's card, where whoever may read the run may read its record."""
    run_id, _, asked_by = timer.subject.partition("/")
    run = await runs.get(tx, int(run_id))
    given = await gather.gather(tx, run, await gather.public(tx, run))
    names = await people.names(tx, run.team_id, [asked_by])
    card = await _card(tx, run)
    for file in _files(given, kit.person(names, asked_by)):
        wanted = Upload(
            channel=card.channel if card and card.channel else run.channel, name=file.name, title=file.title,
            text=file.text, comment=file.comment, thread_ts=card.ts if card else None,
        )  # fmt: skip
        key = f"record:{run.id}:{int(tx.now.timestamp())}:{file.name}"
        await want(tx, run.team_id, key, wanted, then=UPLOADED, subject=str(run.id))


def _files(given: Gathered, by: str) -> Iterator[File]:
    run = given.run
    name = f"run-{run.number}"
    asked = f"📒 Record of run {run.number}, asked for by {by}: for reading and printing."
    yield File(f"{name}.html", f"Record of run {run.number}", page.page(given), asked)
    yield File(f"{name}.jsonl", f"Journal of run {run.number}", lines.record(run, given.chains, given.at))
    if given.document is not None:
        text = filled.markdown(given, given.document).decode()
        yield File(f"{name}.md", f"Checklist of run {run.number}, filled in", mask(text))


async def uploaded(tx: Transaction, outcome: Outcome[Uploaded]) -> None:
    run = await runs.find(tx, outcome.team_id, int(outcome.subject))
    if run is None or outcome.problem is None:
        return
    name = outcome.key.rpartition(":")[2]
    text = (
        f"⚠️ Slack did not take `{name}`: `{kit.safe(outcome.problem)}`. `/deploy record {run.number}` tries "
        f"again; `runsheet record {run.number}` writes it without Slack."
    )
    await _say(tx, run, f"not_uploaded:{outcome.key}", text)


# While it grows. --------------------------------------------------------------------------------------------


async def post_head(tx: Transaction, fact: RunFact) -> None:
    """Once a head is in the channel, the record up to it cannot be written anew unnoticed."""
    run = await runs.get(tx, fact.run_id)
    public = await gather.public(tx, run)
    heads = await journal.heads(tx, run.team_id, [subject(run), *map(subject_of, public)])
    own = heads[subject(run)]
    others = [(each.number, each.id) for each in public if subject_of(each) in heads]
    of_incidents = [
        (number, heads[f"incident:{key}"].seq, heads[f"incident:{key}"].hash) for number, key in others
    ]
    await _say(tx, run, f"head:{own.seq}", views.so_far(own.seq, own.hash, of_incidents))


async def _say(tx: Transaction, run: Run, key: str, text: str) -> None:
    """Once, in the thread of the run's card."""
    card = await _card(tx, run)
    await messages.note(tx, run.team_id, f"record:{run.id}:{key}", run.channel, kit.body(text), parent=card)


async def _card(tx: Transaction, run: Run) -> Message | None:
    return await messages.find(tx, run.team_id, f"{RUN}:{run.id}")
