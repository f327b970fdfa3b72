"""An incident's own channel: its name claimed, made, described, filled; each step once, whatever dies."""

from commands import kit
from commands.incident import naming, paging, steps, telling
from commands.incident.playbook import Does
from commands.outside import Bookmark, ChannelCreated, CreateChannel, Invite, Invited, Outcome, SetTopic, want
from store import effects, incidents, messages, pages, runs
from store.db import Transaction
from store.effects import End
from store.incidents import Incident
from store.messages import Surface, Urgency

MADE = "incident.channel"
TAKEN = "name_taken"


async def begin(tx: Transaction, incident: Incident) -> None:
    """The name is claimed here first: two calls to Slack with one name can both succeed."""
    attempt = 1
    while not await _is_untried(tx, incident, naming.channel(incident.number, incident.title, attempt)):
        attempt += 1
    incident.channel_name = naming.channel(incident.number, incident.title, attempt)
    tx.session.add(incident)
    wanted = CreateChannel(name=incident.channel_name, private=incident.private)
    key = _key(incident, incident.channel_name)
    await want(tx, incident.team_id, key, wanted, then=MADE, subject=str(incident.id), urgency=Urgency.PAGE)


async def _is_untried(tx: Transaction, incident: Incident, name: str) -> bool:
    tried = await effects.find(tx, incident.team_id, _key(incident, name)) is not None
    return not tried and await incidents.name_is_free(tx, incident.team_id, name)


def _key(incident: Incident, name: str) -> str:
    return f"incident:{incident.id}:channel:{name}"


async def made(tx: Transaction, outcome: Outcome[ChannelCreated]) -> None:
    """There it is, or its name is taken, or there will be none."""
    incident = await incidents.find(tx, outcome.team_id, int(outcome.subject))
    if incident is None or incident.channel is not None:
        return
    if outcome.answer is not None:
        owner = await incidents.of_channel(tx, outcome.team_id, outcome.answer.channel)
        if owner is None:
            await _adopt(tx, incident, outcome.answer)
            return
    if outcome.answer is not None or outcome.problem == TAKEN:
        await begin(tx, incident)
        return
    unknown = " and whether it was made cannot be found out" if outcome.end is End.UNKNOWN else ""
    await _do_without(tx, incident, outcome.problem or "refused", unknown)


async def _adopt(tx: Transaction, incident: Incident, created: ChannelCreated) -> None:
    """Usable from here on; what follows makes it better."""
    team_id, channel = incident.team_id, created.channel
    incident.channel, incident.channel_name = channel, created.name
    await telling.happened(
        tx, incident, telling.CLOCK, "channel.made", f"Channel #{created.name} was opened.", channel=channel
    )
    await messages.card(
        tx, team_id, telling.CARD, str(incident.id), channel, pinned=True, urgency=Urgency.PAGE
    )
    await steps.finish(tx, incident, Does.CHANNEL, telling.CLOCK)
    await _invite(tx, incident)
    await paging.show_place(tx, incident)
    title = incident.title.replace("@", "")  # a topic is plain text, and rings nobody as such
    topic = f"Severity {incident.severity} · incident {incident.number} · {title}"
    key = f"incident:{incident.id}:topic:{channel}"
    await want(tx, team_id, key, SetTopic(channel=channel, topic=kit.cut(topic, 250)))
    await _bookmark(tx, incident)


async def _invite(tx: Transaction, incident: Incident) -> None:
    """Whoever declared, was paged, has it, or leads its run; then they are mentioned."""
    run = await runs.find(tx, incident.team_id, incident.run_id) if incident.run_id else None
    paged = [page.user_id for page in await pages.of_incident(tx, incident.id)]
    meant = [incident.declared_by, *paged, incident.acknowledged_by, run.lead if run else None]
    users = tuple(dict.fromkeys(user for user in meant if user and user[:1] in {"U", "W"}))
    if not users or incident.channel is None:
        return
    await want(
        tx, incident.team_id, f"incident:{incident.id}:join", Invite(channel=incident.channel, users=users),
        then=paging.JOINED, subject=str(incident.id), urgency=Urgency.PAGE,
    )  # fmt: skip


async def joined(tx: Transaction, outcome: Outcome[Invited]) -> None:
    """Who could not be added is said, by name; whoever is paged is mentioned now."""
    incident = await incidents.find(tx, outcome.team_id, int(outcome.subject))
    if incident is None:
        return
    refused = outcome.answer.refused if outcome.answer else {}
    if outcome.answer is None:
        await telling.say(
            tx, incident, f"not_joined:{outcome.key}",
            f"⚠️ I could not add people here: `{kit.safe(outcome.problem or '')}`. Invite them yourselves.",
        )  # fmt: skip
    if refused:
        missing = [f"{await telling.named(tx, incident.team_id, [user])} (`{kit.safe(why)}`)"
                   for user, why in refused.items()]  # fmt: skip
        text = f"⚠️ Could not be added to this channel: {', '.join(missing)}."
        await telling.say(tx, incident, f"not_joined:{outcome.key}", text)
    await paging.mention_all(tx, incident)


async def _bookmark(tx: Transaction, incident: Incident) -> None:
    run = await runs.find(tx, incident.team_id, incident.run_id) if incident.run_id else None
    card = await messages.find(tx, incident.team_id, f"{telling.RUN}:{run.id}") if run else None
    if run is None or incident.channel is None:
        return
    at = f"&message_ts={card.ts}" if card and card.ts else ""
    link = f"https://slack.com/app_redirect?team={run.team_id}&channel={run.channel}{at}"
    wanted = Bookmark(channel=incident.channel, title=f"Run {run.number}: {run.service}", link=link)
    await want(tx, incident.team_id, f"incident:{incident.id}:bookmark:{incident.channel}", wanted)


async def _do_without(tx: Transaction, incident: Incident, problem: str, more: str) -> None:
    """Nothing private goes to a public place; anything else goes on in the operations channel."""
    incident.channel_problem = problem
    await telling.happened(
        tx, incident, telling.CLOCK, "channel.refused", f"No channel was made ({problem}).", problem=problem
    )
    await steps.finish(tx, incident, Does.CHANNEL, telling.CLOCK)
    why = f"⚠️ Slack did not let me make a channel: `{kit.safe(problem)}`{more}."
    if incident.private:
        await messages.card(
            tx, incident.team_id, telling.CARD, str(incident.id), incident.declared_by, surface=Surface.DM
        )
        text = f"{why} As it is private I put nothing about it into a public one: make one, and tell people."
    else:
        text = f"{why} We go on here."
    await telling.say(tx, incident, "channel_refused", text, Urgency.PAGE)
    await paging.mention_all(tx, incident)
