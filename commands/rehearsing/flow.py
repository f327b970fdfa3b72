"""A rehearsal asked for, where it can be watched, and how it went: to whoever asked, as a direct message."""

from collections.abc import Iterator

from commands import documents, kit, outside, rehearsal
from commands.feature import Answer, Open, Submitted, Typed
from commands.outside import Outcome, Rehearsed, SoFar, Upload, Watchable
from commands.rehearsing import forms, rules, views
from commands.rehearsing.inputs import RehearseForm
from runbook.recognise.masking import mask
from store import effects, journal, messages, workspaces
from store.db import Transaction
from store.messages import Message, Surface
from store.people import Person
from store.timers import Timer

POSTED = "rehearsing.posted"
"""The timer of a message that is in Slack by now: its files go into its thread."""


async def type_rehearse(tx: Transaction, typed: Typed) -> Answer:
    """`/deploy rehearse [runbook]`: at once, but for a bare command where there is something to choose."""
    offered = await documents.offered(tx, typed.by.team_id)
    can_be_watched = await _is_local(tx, typed.by)
    if not typed.text and (len(offered) > 1 or can_be_watched):
        return Open(forms.rehearse_form(list(offered), can_be_watched=can_be_watched))
    name = documents.named(typed.text, list(offered)) if typed.text else next(iter(offered))
    return await rehearsal.begin(tx, typed.by, offered[name])


async def submit(tx: Transaction, sent: Submitted[RehearseForm]) -> Answer:
    offered = await documents.offered(tx, sent.by.team_id)
    kept = offered[documents.named(sent.form.runbook, list(offered))]
    watched = rules.is_watched(sent.form.how, can_be_watched=await _is_local(tx, sent.by))
    return await rehearsal.begin(tx, sent.by, kept, watched=watched)


async def _is_local(tx: Transaction, by: Person) -> bool:
    return (await workspaces.get(tx, by.team_id)).is_local


# While it goes on, and once it is over. ---------------------------------------------------------------------


async def watchable(tx: Transaction, so_far: SoFar[Watchable]) -> None:
    address = so_far.said.address
    text = views.watch(rehearsal.name_of(so_far.key), address)
    await _write(tx, so_far.team_id, so_far.subject, f"{so_far.key}:{address}", kit.body(text))


async def over(tx: Transaction, outcome: Outcome[Rehearsed]) -> None:
    """How it went; its record follows into the thread as soon as there is one."""
    name, went = rehearsal.name_of(outcome.key), outcome.answer
    if went is None:
        why = views.failed(name, outcome.problem or "it did not begin")
        await _write(tx, outcome.team_id, outcome.subject, outcome.key, kit.body(why))
        return
    counts = {"planned": sum(each.planned for each in went.kinds), "missing": len(went.missing)}
    await journal.record(
        tx, outcome.team_id, f"runbook:{name}", "clock", "runbook.rehearsed",
        unanswered=len(went.unanswered), **counts,
    )  # fmt: skip
    said = views.outcome(name, went)
    body = kit.body(said.text, said.blocks)
    await _write(tx, outcome.team_id, outcome.subject, outcome.key, body, then=POSTED)


async def hand_over(tx: Transaction, timer: Timer) -> None:
    """The record into the thread of the message, unless Slack did not take that; it is not kept here."""
    wish = await effects.find(tx, timer.team_id, timer.subject)
    message = await messages.find(tx, timer.team_id, timer.subject)
    if wish is None or wish.answer is None:
        return  # handed over already
    went = Rehearsed.model_validate(wish.answer)
    await effects.forget_answer(tx, timer.team_id, timer.subject)
    if message is not None and message.channel and message.ts:
        for file in _files(message, rehearsal.name_of(timer.subject), went):
            await outside.want(tx, timer.team_id, f"{timer.subject}:{file.name}", file)


def _files(message: Message, name: str, went: Rehearsed) -> Iterator[Upload]:
    given = (
        (
            f"{name}.rehearsal.html",
            "Record of the rehearsal",
            went.page,
            "📒 The record, to read.",
        ),
        (f"{name}.rehearsal.md", "The checklist, filled in", mask(went.checklist), None),
    )
    for file, title, text, comment in given:
        yield Upload(
            channel=message.channel or "", name=file, title=title, text=text, comment=comment,
            thread_ts=message.ts,
        )  # fmt: skip


async def _write(
    tx: Transaction, team_id: str, subject: str, key: str, body: dict[str, object], then: str | None = None
) -> None:
    asked_by = subject.partition("/")[2]
    await messages.note(tx, team_id, key, asked_by, body, surface=Surface.DM, then=then)
