"""What people do to channels: come, go, bring others in, archive and restore."""

from sandbox import events
from sandbox.acts.deed import Deed, outcome
from sandbox.conversations import Channel
from sandbox.errors import BadAct
from sandbox.people import Person
from sandbox.receipts import Receipt
from sandbox.wire import Json


async def join(deed: Deed) -> Json:
    person, wanted = deed.member(), deed.text("channel", '"CGENERAL"')
    channel = deed.world.channels.get(wanted)
    if channel is None or channel.is_private:
        raise BadAct(f"there is no public channel {wanted}; use an id of `channels`")
    refuse_archived(channel)
    if person.id in channel.members:
        raise BadAct(f"{person.name} is in #{channel.name} already")
    deed.workspace.enter(channel, person.id)
    return outcome(await entered(deed, channel, person.id))


async def leave(deed: Deed) -> Json:
    person, channel = deed.person(), group(deed)
    if channel.is_general:
        raise BadAct("nobody leaves #general")
    deed.workspace.leave(channel, person.id, f"<@{person.id}> has left the channel")
    return outcome(None)


async def invite(deed: Deed) -> Json:
    """Brings in somebody of this workspace, or the app."""
    person, channel, invited = deed.member(), group(deed), whom(deed)
    refuse_archived(channel)
    if invited.id in channel.members:
        raise BadAct(f"{invited.name} is in #{channel.name} already")
    if invited.deleted or invited.is_stranger:
        why = "deactivated" if invited.deleted else "of another workspace"
        raise BadAct(f"{invited.name} cannot be invited: {why}")
    deed.workspace.enter(channel, invited.id)
    return outcome(await entered(deed, channel, invited.id, person.id))


async def remove(deed: Deed) -> Json:
    """Takes somebody, or the app, out of a channel."""
    person, channel, removed = deed.member(), group(deed), whom(deed)
    if channel.is_general or removed.id not in channel.members:
        raise BadAct(f"{removed.name} cannot be removed from #{channel.name}")
    said = f"<@{removed.id}> was removed from the channel by <@{person.id}>"
    deed.workspace.leave(channel, removed.id, said)
    return outcome(None)


async def archive(deed: Deed) -> Json:
    person, channel = deed.member(), group(deed)
    refuse_archived(channel)
    if channel.is_general:
        raise BadAct("nobody archives #general")
    deed.workspace.archive(channel, person.id)
    return outcome(await deed.workspace.emit(events.archived(channel, person.id)))


async def unarchive(deed: Deed) -> Json:
    person, channel = deed.member(), group(deed)
    if not channel.is_archived:
        raise BadAct(f"#{channel.name} is not archived")
    deed.workspace.unarchive(channel, person.id)
    return outcome(await deed.workspace.emit(events.unarchived(channel, person.id)))


async def rename(deed: Deed) -> Json:
    channel, name = group(deed), deed.text("name", '"releases"')
    deed.member()
    if deed.world.named(name) is not None:
        raise BadAct(f"there is a #{name} already")
    channel.name = name
    deed.workspace.notice(channel, deed.person().id, "channel_name", f"renamed the channel to {name}")
    return outcome(await deed.workspace.emit(events.renamed(channel)))


async def entered(deed: Deed, channel: Channel, user: str, inviter: str | None = None) -> Receipt | None:
    """The app hears of those who come where it is, itself included."""
    if deed.workspace.app.user_id not in channel.members:
        return None
    return await deed.workspace.emit(events.entered(channel, user, deed.world.team.id, inviter))


def group(deed: Deed) -> Channel:
    channel = deed.channel()
    if channel.is_im:
        raise BadAct("a direct message stays as it is; name a channel")
    return channel


def whom(deed: Deed) -> Person:
    wanted = deed.text("whom", '"UIDA"')
    if wanted not in deed.world.people:
        raise BadAct(f"there is no person {wanted}; there are {', '.join(deed.world.people)}")
    return deed.world.people[wanted]


def refuse_archived(channel: Channel) -> None:
    if channel.is_archived:
        raise BadAct(f"#{channel.name} is archived")
