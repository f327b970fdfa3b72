"""An example workspace: the team of Harbor, its guest and its former colleague, and three channels."""

from sandbox.conversations import Channel
from sandbox.people import Person, Team
from sandbox.world import World

CREATED = 1_700_000_000


def example() -> World:
    world = World(Team("THARBOR", "Harbor", "harbor"))
    for person in people():
        world.people[person.id] = person
    members = [one.id for one in people() if not (one.is_restricted or one.deleted or one.is_bot)]
    for channel in channels(members):
        world.channels[channel.id] = channel
    return world


def people() -> tuple[Person, ...]:
    return (
        Person("UANA", "ana", "Ana Ruiz", "Deployment Lead", "Europe/Madrid", is_admin=True),
        Person("UBEN", "ben", "Ben Okafor", "On-Call Engineer", "Africa/Lagos"),
        Person("UCHI", "chi", "Chi Nguyen", "QA Lead", "Asia/Ho_Chi_Minh"),
        Person("UDEV", "devika", "Devika Rao", "DevOps Lead", "Asia/Kolkata"),
        Person("UEMI", "emi", "Emi Sato", "Security Lead", "Asia/Tokyo"),
        Person("UFIN", "finn", "Finn Larsen", "Product Manager", "Europe/Copenhagen"),
        Person("UGIA", "gia", "Gia Conti", "Engineering Manager", "Europe/Rome"),
        Person("UHUG", "hugo", "Hugo Meyer", "CTO", "Europe/Berlin"),
        Person("UIDA", "ida", "Ida Berg", "Contractor", "Europe/Oslo", is_restricted=True),
        Person("UJAN", "jan", "Jan Novak", "Engineer", "Europe/Prague", deleted=True),
        Person("UBOT", "runsheet", "Runsheet", is_bot=True),
    )


def channels(members: list[str]) -> tuple[Channel, ...]:
    """The guest was invited to one channel, as single-channel guests are."""
    return (
        Channel("CGENERAL", "general", "UANA", CREATED, [*members], purpose="For everybody at Harbor"),
        Channel(
            "CDEPLOY",
            "deployments",
            "UANA",
            CREATED,
            [*members, "UIDA", "UBOT"],
            purpose="Every release, live",
        ),
        Channel("COPS", "operations", "UANA", CREATED, [*members, "UBOT"], purpose="What needs a hand"),
    )
