"""What admins do to people: send them away, take them back, and group them."""

from sandbox import events
from sandbox.acts.channels import whom
from sandbox.acts.deed import Deed, outcome
from sandbox.errors import BadAct
from sandbox.methods import shapes
from sandbox.people import Person, UserGroup
from sandbox.wire import Json


async def deactivate(deed: Deed) -> Json:
    """From now on this person cannot act, is in no channel and has nothing open."""
    person = whom(deed)
    refuse_unless_admin(deed)
    if person.deleted or person.is_bot or person.is_stranger or person == deed.person():
        raise BadAct(f"{person.name} cannot be deactivated by {deed.person().name}")
    person.deleted = True
    for channel in deed.world.channels.values():
        if person.id in channel.members and not channel.is_im:
            channel.members.remove(person.id)
    deed.world.views.pop(person.id, None)
    return await changed(deed, person)


async def reactivate(deed: Deed) -> Json:
    """The person is back, in #general only."""
    person = whom(deed)
    refuse_unless_admin(deed)
    if not person.deleted:
        raise BadAct(f"{person.name} is not deactivated")
    person.deleted = False
    general = next((one for one in deed.world.channels.values() if one.is_general), None)
    if general is not None and person.is_member:
        general.members.append(person.id)
    return await changed(deed, person)


async def group(deed: Deed) -> Json:
    """Makes the user group of that handle, or replaces its people."""
    refuse_unless_admin(deed)
    handle, users = deed.text("handle", '"oncall"'), deed.given.get("users")
    if not isinstance(users, list) or not all(is_member(deed, user) for user in users):
        raise BadAct('`users` is a list of full members, for example ["UBEN", "UDEV"]')
    found = next((one for one in deed.world.groups.values() if one.handle == handle), None)
    if found is None:
        created = int(deed.workspace.now().timestamp())
        found = UserGroup(deed.workspace.mint("S"), handle, handle, deed.person().id, created)
        deed.world.groups[found.id] = found
    found.users = [str(user) for user in users]
    deed.world.touch()
    event = events.regrouped(shapes.group(found, deed.world.team, with_users=True))
    return outcome(await deed.workspace.emit(event), group=found.id)


def is_member(deed: Deed, user: object) -> bool:
    person = deed.world.people.get(str(user))
    return person is not None and person.is_member


def refuse_unless_admin(deed: Deed) -> None:
    if not deed.person().is_admin:
        raise BadAct(f"{deed.person().name} is no admin")


async def changed(deed: Deed, person: Person) -> Json:
    deed.world.touch()
    event = events.changed(person, shapes.user(person, deed.world.team))
    return outcome(await deed.workspace.emit(event))
