"""A deployment in the browser, from the typed command to the finished run, with the bot itself."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.browser.with_the_bot import press as press
from tests.browser.with_the_bot import scene as scene
from tests.browser.with_the_bot import url as url
from tests.stories.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE = (390, 844)


async def test_a_deployment_is_started_ticked_by_two_and_finished(scene: Scene, visit: Visit) -> None:
    ana = await visit("as=UANA&channel=CDEPLOY")
    composer = ana.get_by_role("combobox", name="Message #deployments")
    await composer.fill("/deploy start")
    await composer.press("Enter")
    form = ana.get_by_role("dialog")
    await expect(form.get_by_label("Service")).to_have_value("Parcel Tracking")
    await form.get_by_role("button", name="Start").click()
    await expect(ana.get_by_text("0 of 6 done · 0 %")).to_be_visible()

    ben = await visit("as=UBEN&channel=CDEPLOY", PHONE)
    await press(ben, "Attest 2 claims of Before")
    await expect(ana.get_by_text("2 of 6 done")).to_be_visible()
    await press(ben, "Done: Team told")
    for item in ("Traffic moved", "Errors watched", "Status page updated"):
        await press(ana, f"Done: {item}")
    await expect(ben.get_by_text("6 of 6 done · 100 %")).to_have_count(1)
    width = await ben.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE[0]

    await press(ana, "Finish run 1")
    await ana.get_by_role("dialog").get_by_role("button", name="Finish").click()
    await expect(ana.get_by_text("🏁 Closed by Ana Ruiz")).to_have_count(1)
    assert (await scene.deeds())[-1] == "run.closed"


async def test_the_home_tab_shows_what_is_mine(scene: Scene, visit: Visit) -> None:
    await scene.types("UANA", "/deploy start small v2.4.0")
    before = scene.card("Before")
    await scene.presses("UANA", "Skip, assign…", before)
    await scene.picks("UANA", "change", "assign")
    told = next(
        str(o["value"])
        for o in scene.form("UANA")["blocks"][0]["element"]["options"]
        if "Team" in o["text"]["text"]
    )
    await scene.submits("UANA", item=told, person="UBEN")

    ben = await visit("as=UBEN&channel=app&tab=home")
    await expect(ben.get_by_text("Team told")).to_be_visible()
    await press(ben, "Done: Team told")
    await expect(ben.get_by_text("Nothing is assigned to you.")).to_be_visible()
