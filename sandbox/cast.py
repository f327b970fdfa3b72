"""An example workspace: the team of Harbor, its guest, its former colleague and a partner's engineer."""

from sandbox.conversations import Channel
from sandbox.people import Person, Team, UserGroup
from sandbox.world import World

CREATED = 1_700_000_000
HARBOR = Team("THARBOR", "Harbor", "harbor")
OTHER = Team("TOTHER", "Lighthouse", "lighthouse")


def example() -> World:
    world = World(HARBOR)
    for person in people():
        person.email = person.email or f"{person.name}@{(person.team or HARBOR).domain}.example"
        world.people[person.id] = person
    members = [one.id for one in world.people.values() if one.is_member]
    for channel in channels(members):
        world.channels[channel.id] = channel
    world.groups["SONCALL"] = UserGroup("SONCALL", "oncall", "On call", "UANA", CREATED, ["UBEN", "UDEV"])
    return world


def people() -> tuple[Person, ...]:
    return (
        Person("UANA", "ana", "Ana Ruiz", "Deployment Lead", "Europe/Madrid", is_admin=True),
        Person("UBEN", "ben", "Ben Okafor", "On-Call Engineer", "Africa/Lagos", quiet=("22:00", "07:00")),
        Person("UCHI", "chi", "Chi Nguyen", "QA Lead", "Asia/Ho_Chi_Minh"),
        Person("UDEV", "devika", "Devika Rao", "DevOps Lead", "Asia/Kolkata", quiet=("21:30", "08:00")),
        Person("UEMI", "emi", "Emi Sato", "Security Lead", "Asia/Tokyo"),
        Person("UFIN", "finn", "Finn Larsen", "Product Manager", "Europe/Copenhagen"),
        Person("UGIA", "gia", "Gia Conti", "Engineering Manager", "Europe/Rome"),
        Person("UHUG", "hugo", "Hugo Meyer", "CTO", "Europe/Berlin"),
        Person("UIDA", "ida", "Ida Berg", "Contractor", "Europe/Oslo", is_restricted=True),
        Person("UJAN", "jan", "Jan Novak", "Engineer", "Europe/Prague", deleted=True),
        Person("UBOT", "runsheet", "Runsheet", is_bot=True),
        Person("ULEE", "lee", "Lee Foreign", "Partner Engineer", "America/New_York", team=OTHER),
    )


def channels(members: list[str]) -> tuple[Channel, ...]:
    """The guest was invited to one channel, as single-channel guests are; the partner shares another."""
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
        Channel(
            "CPARTNER",
            "partners",
            "UANA",
            CREATED,
            ["UANA", "UBEN", "UBOT", "ULEE"],
            purpose="Shared with Lighthouse",
            is_shared=True,
        ),
    )
