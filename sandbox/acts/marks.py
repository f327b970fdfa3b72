"""What people do to a message that is there: react, pin, delete."""

from sandbox import events
from sandbox.acts.deed import Deed, outcome
from sandbox.conversations import Channel, Message
from sandbox.errors import BadAct
from sandbox.wire import Json


async def react(deed: Deed) -> Json:
    """Adds an emoji, or takes one's own away again."""
    channel, message = lasting(deed)
    person, name = deed.person(), deed.text("name", '"eyes"').strip(":")
    if person.id in message.reactions.get(name, []):
        message.unreact(name, person.id)
        kind = "reaction_removed"
    else:
        message.react(name, person.id)
        kind = "reaction_added"
    deed.world.touch()
    event = events.reaction(kind, channel, message.ts, person.id, name)
    return outcome(await deed.workspace.emit(event))


async def pin(deed: Deed) -> Json:
    """Pins a message, or takes the pin off again."""
    channel, message = lasting(deed)
    kind = "pin_removed" if message.ts in channel.pins else "pin_added"
    if kind == "pin_removed":
        channel.pins.remove(message.ts)
    else:
        channel.pins.append(message.ts)
    deed.world.touch()
    return outcome(await deed.workspace.emit(events.pin(kind, channel, message.ts, deed.person().id)))


async def delete(deed: Deed) -> Json:
    """One's own message; an admin may delete anybody's, the app's too."""
    channel, message = lasting(deed)
    person = deed.person()
    if message.user != person.id and not person.is_admin:
        raise BadAct(f"{person.name} can delete only what {person.name} wrote; an admin can delete all")
    channel.remove(message.ts)
    deed.world.touch()
    if deed.workspace.app.user_id not in channel.members:
        return outcome(None)
    return outcome(await deed.workspace.emit(events.deleted(channel, message.ts)))


def lasting(deed: Deed) -> tuple[Channel, Message]:
    """A message that is not only for one person, in a channel where things can still be done."""
    channel, message = deed.channel(), deed.message()
    if message.ephemeral_to is not None:
        raise BadAct("an ephemeral message takes no marks; it goes by itself")
    if channel.is_archived:
        raise BadAct(f"#{channel.name} is archived; nothing there can be changed")
    return channel, message
