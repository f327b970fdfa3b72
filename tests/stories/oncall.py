"""What several stories about on-call do and see."""

from store import journal
from tests.stories.scene import ANA, OPERATIONS, Scene

LEVEL_1, LEVEL_2 = "On-Call Engineer", "Team Lead"


async def put_on_call(scene: Scene, level: str = "1", *users: str) -> None:
    await scene.types(ANA, f"/oncall set {level} {' '.join(users) or '@ben'}")


async def rotate(scene: Scene, *users: str, every: str = "week", zone: str = "UTC", **more: str) -> None:
    """A rotation of the first level, from the form to its start."""
    await scene.types(ANA, "/oncall rotation")
    await scene.submits(ANA, people=list(users), every=every, zone=zone, **more)
    await scene.submits(ANA)


async def on_call(scene: Scene, user: str = ANA) -> list[str]:
    """The rows of /oncall, as somebody reads them."""
    await scene.types(user, "/oncall")
    return scene.told(user).split("\n")[1:]


def said(scene: Scene) -> list[str]:
    """What the operations channel was told, in order."""
    return [message["text"] for message in scene.messages(OPERATIONS)]


def written(scene: Scene, user: str) -> list[str]:
    return [message["text"] for message in scene.dm(user)]


async def recorded(scene: Scene) -> list[str]:
    """What stands in the journal of on-call."""
    async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
        return [entry.what for entry in await journal.read(tx, scene.bot.team_id, "oncall")]
