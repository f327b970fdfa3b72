"""The form behind `Skip, assign…`, as several stories use it."""

from tests.stories.scene import Json, Scene


def choice(form: Json, item: str) -> str:
    """The value of an item in the form's menu."""
    menu = next(block for block in form["blocks"] if block["block_id"] == "item")["element"]
    return next(str(each["value"]) for each in menu["options"] if item in each["text"]["text"])


async def ask(scene: Scene, user: str, card: str, change: str = "skip") -> None:
    """The form of a card, with what is to be done picked in it."""
    await scene.presses(user, "Skip, assign…", scene.card(card))
    if change != "skip":
        await scene.picks(user, "change", change)


async def assign(scene: Scene, user: str, item: str, to: str, card: str = "Before") -> None:
    await ask(scene, user, card, "assign")
    await scene.submits(user, item=choice(scene.form(user), item), person=to)
