"""An incident from its declaration to its review, as everybody sees it."""

from tests.stories.incidents import (
    GIA,
    HUGO,
    declared,
    paged,
    pages_to,
    room_card,
    staff,
    steps_to,
)
from tests.stories.scene import ANA, BEN, Scene, words


async def test_the_whole_story(scene: Scene) -> None:
    await staff(scene)
    card = await declared(scene)
    assert "Open: nobody has it yet" in words(card)
    assert await steps_to(scene, 0, 4.9, 5, 14.9, 15, 30, 40) == [
        {BEN: 1, ANA: 0, GIA: 0, HUGO: 0},
        {BEN: 1, ANA: 0, GIA: 0, HUGO: 0},
        {BEN: 1, ANA: 1, GIA: 0, HUGO: 0},
        {BEN: 1, ANA: 1, GIA: 0, HUGO: 0},
        {BEN: 1, ANA: 1, GIA: 1, HUGO: 0},
        {BEN: 1, ANA: 1, GIA: 1, HUGO: 1},
        {BEN: 2, ANA: 2, GIA: 2, HUGO: 2},
    ]
    await scene.presses(GIA, "Acknowledge", pages_to(scene, GIA)[-1])
    assert "*Gia Conti has it*" in words(room_card(scene))
    await scene.passes(hours=1)
    assert paged(scene)[BEN] == 2, "nobody is paged any more"
