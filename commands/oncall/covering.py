"""Taking over from whoever is on call, for a while, for oneself."""

from datetime import datetime, timedelta

from commands import contacts, kit, zones
from commands.contacts import Level
from commands.facts import OnCallChanged
from commands.feature import Answer, Click, Open, Submitted, Typed
from commands.oncall import checking, forms, handing, look, rules, telling
from commands.oncall.inputs import AskCover, CoverForm, EndCover
from store import journal, oncall, timers
from store.db import Transaction
from store.oncall import Cover
from store.people import Person

USUAL = timedelta(hours=8)


async def type_cover(tx: Transaction, typed: Typed) -> Answer:
    """`/oncall cover [level] [until] 18:00`; the first level where none is named."""
    levels = await contacts.levels(tx, typed.by.team_id)
    roles = [level.role for level in levels]
    named, _, when = typed.text.rpartition("until")
    role = rules.role(named, roles) if named.strip() else None
    if role is None and when.strip():
        split = None if when.strip()[:1].isdecimal() else rules.split_role(when, roles)
        role, when = split or (roles[0], when)
    if not when.strip():
        return _form(levels, role or roles[0], tx.now)
    local = tx.now.astimezone(zones.parse(typed.by.zone))
    level = next(each for each in levels if each.role == (role or roles[0]))
    await _cover(tx, typed.by, level, rules.until(when, local))
    return await look.shown_to(tx, typed.by)


async def ask_cover(tx: Transaction, click: Click[AskCover]) -> Answer:
    levels = await contacts.levels(tx, click.by.team_id)
    return _form(levels, levels[0].role, tx.now)


async def submit_cover(tx: Transaction, sent: Submitted[CoverForm]) -> None:
    zone = zones.parse(sent.by.zone)
    until = rules.ahead(datetime.fromtimestamp(sent.form.until, zone), tx.now)
    levels = await contacts.levels(tx, sent.by.team_id)
    role = rules.role(sent.form.role, [level.role for level in levels])
    await _cover(tx, sent.by, next(level for level in levels if level.role == role), until)


async def end_cover(tx: Transaction, click: Click[EndCover]) -> Answer:
    """Given back before its time."""
    cover = await oncall.get_cover(tx, click.button.cover)
    ours = cover is not None and cover.team_id == click.by.team_id
    over = cover is None or not ours or cover.ends_at <= tx.now
    rules.end_cover(cover.user_id if cover else "", click.by.user_id, over=over)
    if cover is not None:
        await oncall.uncover(tx, cover)
        await timers.put(tx, cover.team_id, handing.COVER_END, str(cover.id), tx.now)
    return await look.shown_to(tx, click.by)


async def _cover(tx: Transaction, by: Person, level: Level, until: datetime) -> None:
    cover = await oncall.cover(
        tx,
        Cover(
            team_id=by.team_id,
            key=oncall.key(level.role),
            user_id=by.user_id,
            starts_at=tx.now,
            ends_at=until,
        ),
    )
    await timers.put(tx, by.team_id, handing.COVER_END, str(cover.id), until)
    await journal.record(
        tx,
        by.team_id,
        telling.JOURNAL,
        by.user_id,
        "oncall.covered",
        role=level.role,
        until=until.isoformat(),
    )
    key = f"cover:{cover.id}"
    await checking.prepare(tx, by.team_id, f"oncall.{key}", [by.user_id])
    await checking.put_daily(tx, by.team_id)
    instead = [user for user in level.people if user != by.user_id]
    place = f", in the place of {await telling.named(tx, by.team_id, instead)}" if instead else ""
    text = f"📟 *{kit.safe(level.role)}:* {kit.safe(by.name)} is on call until {kit.when(until)}{place}."
    await telling.operations(tx, by.team_id, key, text)
    for user in instead:
        await telling.person(tx, by.team_id, user, key, text)
    tx.tell(OnCallChanged(by.team_id))


def _form(levels: list[Level], role: str, now: datetime) -> Answer:
    """Until the shift ends, where it ends by itself."""
    level = next(each for each in levels if each.role == role)
    until = level.until or now + USUAL
    return Open(forms.cover_form([each.role for each in levels], role, until))
