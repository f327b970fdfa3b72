"""Ticking a checklist: one function a turn."""

from commands import kit, known
from commands.checklist import forms, look, progress, rules, skipping
from commands.checklist.closing import close, record
from commands.checklist.inputs import (
    AddForm,
    AskAdd,
    AskChange,
    AskNote,
    AskReopen,
    Attest,
    ChangeForm,
    Next,
    NoteForm,
    PickChange,
    ReopenForm,
    ShowAll,
    Tick,
)
from commands.feature import Answer, Click, Modal, Open, Refused, Replace, Say, Submitted
from store import blockers, items, messages, people, sections
from store.db import Transaction
from store.items import Item
from store.people import Person
from store.runs import Run

# Pressed on a row. ------------------------------------------------------------------------------------------


async def tick(tx: Transaction, click: Click[Tick]) -> Answer | None:
    """A parent can be ticked before what stands under it, which is worth a word."""
    item, run = await look.item(tx, click.by.team_id, click.button.item)
    rules.tick(await look.standing(tx, item, run), click.button.rev)
    await close(tx, click.by.user_id, item, run, rules.State.DONE)
    await progress.made(tx, run, [item])
    below = await items.open_below(tx, item)
    return Say(f"Done. {kit.many(below, 'item')} under it still open.") if below else None


async def ask_reopen(tx: Transaction, click: Click[AskReopen]) -> Answer:
    item, run = await look.item(tx, click.by.team_id, click.button.item)
    rules.reopen(await look.standing(tx, item, run))
    return Open(forms.reopen_form(item))


async def reopen(tx: Transaction, sent: Submitted[ReopenForm]) -> None:
    item, run = await look.item(tx, sent.by.team_id, sent.form.item)
    rules.reopen(await look.standing(tx, item, run))
    _reset(item, sent.by, sent.form.reason)
    await record(tx, sent.by.user_id, item, "item.reopened", reason=sent.form.reason)
    await progress.made(tx, run, [item])


async def ask_note(tx: Transaction, click: Click[AskNote]) -> Answer:
    item, run = await look.item(tx, click.by.team_id, click.button.item)
    rules.change(run.ended_at is not None)
    return Open(forms.note_form(item))


async def note(tx: Transaction, sent: Submitted[NoteForm]) -> None:
    item, run = await look.item(tx, sent.by.team_id, sent.form.item)
    rules.change(run.ended_at is not None)
    item.note, item.note_by = sent.form.note, sent.by.user_id
    await record(tx, sent.by.user_id, item, "item.noted", note=sent.form.note)
    await progress.made(tx, run, [item])


async def show_all(tx: Transaction, click: Click[ShowAll]) -> Answer:
    item, _ = await look.item(tx, click.by.team_id, click.button.item)
    return Open(forms.whole(item))


# Pressed below the rows. ------------------------------------------------------------------------------------


async def attest(tx: Transaction, click: Click[Attest]) -> None:
    """One press vouches for everything that a section arrived with ticked."""
    section, run = await look.section(tx, click.by.team_id, click.button.section)
    claims = [item for item in await items.of_section(tx, section.id) if item.state == rules.State.CLAIMED]
    rules.attest(len(claims), run.ended_at is not None)
    for item in claims:
        await close(tx, click.by.user_id, item, run, rules.State.DONE, what="item.attested")
    await progress.made(tx, run, claims)


async def next_section(tx: Transaction, click: Click[Next]) -> None:
    section, run = await look.section(tx, click.by.team_id, click.button.section)
    latest = await sections.latest_opened(tx, run.id)
    following = await sections.next_unopened(tx, run.id)
    stops = await blockers.of_section(tx, run.id, following.ordinal) if following else []
    advance = rules.Advance(
        run_ended=run.ended_at is not None,
        by_lead=click.by.user_id == run.lead,
        lead_name=await known.lead_name(tx, run),
        blocked_by=stops[0].text if stops else None,
        latest=latest.id if latest else None,
        after=section.id,
        remaining=following is not None,
    )
    rules.next_section(advance)
    await progress.open_next(tx, run, click.by.user_id)


async def ask_change(tx: Transaction, click: Click[AskChange]) -> Answer:
    modal = await _change_form(tx, click.by, click.button.section, click.button.part, forms.SKIP)
    return Open(modal)


async def pick_change(tx: Transaction, click: Click[PickChange]) -> Answer:
    section, part = int(click.entered["section"]), int(click.entered["part"])
    if click.button.choice not in forms.CHANGES:
        raise Refused("This form was drawn by another version of Runsheet. Open it again.")
    return Replace(await _change_form(tx, click.by, section, part, click.button.choice))


async def _change_form(tx: Transaction, by: Person, section_id: int, part: int, change: str) -> Modal:
    section, run = await look.section(tx, by.team_id, section_id)
    rules.change(run.ended_at is not None)
    open_ones = [item for item in await look.on_card(tx, section, part) if item.closed_at is None]
    if not open_ones:
        raise Refused("Everything on this card is closed. An item can be reopened from its “…” menu.")
    return forms.change_form(section, part, open_ones, change)


async def change(tx: Transaction, sent: Submitted[ChangeForm]) -> None:
    item, run = await look.item(tx, sent.by.team_id, sent.form.item)
    standing = await look.standing(tx, item, run)
    if sent.form.change == forms.ASSIGN:
        rules.assign(standing)
        return await _assign(tx, sent.by, item, run, sent.form.person)
    return await skipping.leave(tx, sent.by, item, run, sent.form)


async def ask_add(tx: Transaction, click: Click[AskAdd]) -> Answer:
    section, run = await look.section(tx, click.by.team_id, click.button.section)
    rules.change(run.ended_at is not None)
    return Open(forms.add_form(section))


async def add(tx: Transaction, sent: Submitted[AddForm]) -> None:
    """An item nobody had thought of, at the end of its section."""
    section, run = await look.section(tx, sent.by.team_id, sent.form.section)
    rules.change(run.ended_at is not None)
    ordinal = await sections.size(tx, section.id)
    item = Item(
        team_id=run.team_id,
        run_id=run.id,
        section_id=section.id,
        ordinal=ordinal,
        key=f"{section.key}-added-{ordinal}",
        text=sent.form.text,
        depth=0,
        state=rules.State.OPEN,
        added_by=sent.by.user_id,
    )
    await items.add(tx, item)
    await record(tx, sent.by.user_id, item, "item.added", text=item.text)
    await progress.show(tx, section, ordinal)
    await progress.made(tx, run, [item])


# What they share. -------------------------------------------------------------------------------------------


async def _assign(tx: Transaction, by: Person, item: Item, run: Run, user_id: str) -> None:
    person = await people.find(tx, run.team_id, user_id)
    if person is None or person.standing != "member":
        raise Refused("Only a full member of the workspace can tick items. Choose somebody else.", "person")
    item.assignee = user_id
    await record(tx, by.user_id, item, "item.assigned", to=user_id)
    await messages.card(
        tx, run.team_id, look.ASSIGNMENT, f"{item.id}/{user_id}", user_id, surface=messages.Surface.DM
    )
    await progress.made(tx, run, [item])


def _reset(item: Item, by: Person, reason: str) -> None:
    item.state, item.doer, item.closed_at, item.reason = rules.State.OPEN, None, None, reason
    item.outcome = None
    item.reopened_by = by.user_id
    item.rev += 1
