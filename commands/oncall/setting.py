"""Saying who is on call at a level: people, a user group, or a rotation."""

from collections.abc import Iterable, Sequence

from commands import access, contacts, kit, rota, zones
from commands.facts import OnCallChanged
from commands.feature import Answer, Click, Mention, Open, Refused, Submitted, Typed
from commands.oncall import checking, forms, handing, look, rules, telling, views
from commands.oncall.inputs import AskRotation, AskSet, ConfirmRotation, RotationForm, SetForm
from commands.rota import Every
from store import journal, oncall, people, workspaces
from store.db import Transaction
from store.oncall import Duty, Group
from store.people import Person


async def roles(tx: Transaction, team_id: str) -> list[str]:
    """The levels of the contact tree, by name."""
    return [rung.role for rung in await contacts.tree(tx, team_id)]


# People and groups. -----------------------------------------------------------------------------------------


async def type_set(tx: Transaction, typed: Typed) -> Answer:
    """`/oncall set [level] [@people | @group | nobody]`; what is missing is asked for."""
    await _operator(tx, typed.by)
    known = await roles(tx, typed.by.team_id)
    level = _before(typed.text, typed.mentions)
    nobody = not typed.mentions and level.casefold().endswith("nobody")
    role = rules.role(level[: -len("nobody")].strip() if nobody else level, known) if level else known[0]
    if not typed.mentions and not nobody:
        return Open(forms.set_form(known, role, await _people_of(tx, typed.by.team_id, role)))
    if not level:
        raise Refused("Say for which level: `/oncall set team lead @ana`, or `/oncall set 1 @ana`.")
    await _set(tx, typed.by, role, [one.id for one in typed.mentions if not one.is_group], typed.mentions)
    return await look.shown_to(tx, typed.by)


async def ask_set(tx: Transaction, click: Click[AskSet]) -> Answer:
    await _operator(tx, click.by)
    known = await roles(tx, click.by.team_id)
    return Open(forms.set_form(known, known[0], await _people_of(tx, click.by.team_id, known[0])))


async def submit_set(tx: Transaction, sent: Submitted[SetForm]) -> None:
    await _operator(tx, sent.by)
    role = rules.role(sent.form.role, await roles(tx, sent.by.team_id))
    await _set(tx, sent.by, role, sent.form.people)


async def _set(
    tx: Transaction, by: Person, role: str, users: Sequence[str], mentions: Iterable[Mention] = ()
) -> None:
    await _may_be_on_call(tx, by.team_id, users)
    groups = {each.id: each.shown for each in mentions if each.is_group}
    duty = Duty(team_id=by.team_id, key=oncall.key(role), role=role, people=list(users), groups=list(groups))
    for group, handle in groups.items():
        known = (await oncall.groups(tx, by.team_id)).get(group)
        kept = known.users if known else []
        await oncall.keep_group(tx, Group(team_id=by.team_id, group_id=group, handle=handle, users=kept))
    users_named = [await telling.named(tx, by.team_id, users)] if users else []
    who = ", ".join([*users_named, *(kit.safe(handle) for handle in groups.values())])
    await _changed(tx, by, duty, "oncall.set" if who else "oncall.cleared", who or "nobody")


# Rotations. -------------------------------------------------------------------------------------------------


async def type_rotation(tx: Transaction, typed: Typed) -> Answer:
    """`/oncall rotation [level] [@people]` opens the form with them in it."""
    await _operator(tx, typed.by)
    known = await roles(tx, typed.by.team_id)
    level = _before(typed.text, typed.mentions)
    role = rules.role(level, known) if level else known[0]
    if any(each.is_group for each in typed.mentions):
        raise Refused("People take turns in a rotation, groups do not: name them one by one.")
    named = [each.id for each in typed.mentions]
    return await _rotation_form(tx, typed.by, role, named)


async def ask_rotation(tx: Transaction, click: Click[AskRotation]) -> Answer:
    await _operator(tx, click.by)
    known = await roles(tx, click.by.team_id)
    return await _rotation_form(tx, click.by, known[0], [])


async def preview_rotation(tx: Transaction, sent: Submitted[RotationForm]) -> Answer:
    """The next four hand-offs, before anything changes."""
    duty = await _rotation(tx, sent)
    turns = contacts.rotation(duty)
    if turns is None:
        raise RuntimeError("a rotation without a rota")
    names = await people.names(tx, sent.by.team_id, duty.people)
    coming = views.shifts(rota.following(turns, tx.now), names, sent.form.zone)
    return Open(forms.preview(sent.form, kit.person(names, duty.people[0]), coming))


async def start_rotation(tx: Transaction, sent: Submitted[ConfirmRotation]) -> None:
    duty = await _rotation(tx, sent)
    who = await telling.named(tx, sent.by.team_id, duty.people)
    each = "every day" if duty.every == Every.DAY else "every week"
    await _changed(tx, sent.by, duty, "oncall.rotation", f"{who} in turn, {each}")


async def _rotation(tx: Transaction, sent: Submitted[RotationForm] | Submitted[ConfirmRotation]) -> Duty:
    await _operator(tx, sent.by)
    form, team_id = sent.form, sent.by.team_id
    role = rules.role(form.role, await roles(tx, team_id))
    await _may_be_on_call(tx, team_id, form.people)
    at, every = rules.time_of_day(form.at), Every(form.every)
    try:
        since = rota.begin(every, at, form.zone, tx.now, form.weekday)
    except ValueError:
        said = f"“{kit.safe(form.zone)}” is no time zone. Try Europe/Madrid, or UTC+7."
        raise Refused(said, "zone") from None
    return Duty(
        team_id=team_id, key=oncall.key(role), role=role, people=list(form.people), every=every,
        at=f"{at:%H:%M}", zone=form.zone, since=since.isoformat(),
    )  # fmt: skip


async def _rotation_form(tx: Transaction, by: Person, role: str, named: Sequence[str]) -> Answer:
    duty = await oncall.find(tx, by.team_id, role)
    users = named or (duty.people if duty else [])
    zone = duty.zone if duty and duty.zone else by.zone
    weekday = tx.now.astimezone(zones.parse(zone)).weekday()
    return Open(forms.rotation_form(await roles(tx, by.team_id), role, users, zone, weekday))


# What they share. -------------------------------------------------------------------------------------------


async def _changed(tx: Transaction, by: Person, duty: Duty, what: str, who: str) -> None:
    """Kept, recorded, announced, and the way to everybody opened."""
    team_id = by.team_id
    await oncall.put(tx, duty)
    entry = await journal.record(
        tx, team_id, telling.JOURNAL, by.user_id, what, role=duty.role, people=" ".join(duty.people),
        groups=" ".join(duty.groups),
    )  # fmt: skip
    key = f"{what}:{entry.seq}"
    await handing.schedule(tx, duty)
    await checking.put_daily(tx, team_id)
    await checking.prepare(tx, team_id, key, dict.fromkeys(duty.people))
    for group in duty.groups:
        await checking.ask_group(tx, team_id, key, group)
    text = f"📟 *{kit.safe(duty.role)}:* {who}, says {kit.safe(by.name)}."
    await telling.operations(tx, team_id, key, text)
    for user in dict.fromkeys(duty.people):
        if user != by.user_id:
            put = f"📟 {kit.safe(by.name)} put you on call: *{kit.safe(duty.role)}*, {who}."
            mine = f"{put} `/oncall` shows more."
            await telling.person(tx, team_id, user, key, mine)
    tx.tell(OnCallChanged(team_id))


async def _operator(tx: Transaction, by: Person) -> None:
    operators = (await workspaces.get(tx, by.team_id)).operators
    access.operator(by.user_id, operators, is_admin=by.is_admin)


async def _may_be_on_call(tx: Transaction, team_id: str, users: Sequence[str]) -> None:
    standings = await people.standings(tx, team_id, users)
    names = await people.names(tx, team_id, users)
    for user in users:
        rules.may_be_on_call(standings.get(user), kit.person(names, user), "people")


async def _people_of(tx: Transaction, team_id: str, role: str) -> list[str]:
    duty = await oncall.find(tx, team_id, role)
    return list(duty.people) if duty else []


def _before(text: str, mentions: Sequence[Mention]) -> str:
    """The words before the first person or group that is named."""
    return text.partition(mentions[0].shown)[0].strip() if mentions else text.strip()
