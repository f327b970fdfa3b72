"""An incident in the browser, the clock stepped: declared, paged up the tree, answered, decided, reviewed."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.measures import PHONE, no_sideways
from tests.browser.with_the_bot import press as press
from tests.browser.with_the_bot import scene as scene
from tests.browser.with_the_bot import url as url
from tests.stories.incidents import GIA, HUGO, paged, record, room, staff, steps_to, written
from tests.stories.scene import ANA, BEN, Scene

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def declares(page: Page) -> None:
    """By the form, as somebody does who knows no arguments."""
    composer = page.get_by_role("combobox", name="Message #deployments")
    await composer.fill("/incident")
    await composer.press("Enter")
    form = page.get_by_role("dialog")
    await form.get_by_label("What is broken?").fill("payment errors")
    await form.get_by_role("button", name="Declare").click()
    await expect(form.get_by_text("Incident 1 declared")).to_be_visible()
    await form.get_by_role("button", name="Close").first.click()


async def fills(page: Page, label: str, text: str, button: str) -> None:
    form = page.get_by_role("dialog")
    await form.get_by_label(label).fill(text)
    await form.get_by_role("contentinfo").get_by_role("button", name=button).click()
    await expect(form).to_have_count(0)


async def test_nobody_answers_until_gia_does(scene: Scene, visit: Visit) -> None:
    await staff(scene)
    chi = await visit("as=UCHI&channel=CDEPLOY")
    await declares(chi)
    await scene.settled()
    assert await steps_to(scene, 0, 5, 15, 30, 40) == [
        {BEN: 1, ANA: 0, GIA: 0, HUGO: 0},
        {BEN: 1, ANA: 1, GIA: 0, HUGO: 0},
        {BEN: 1, ANA: 1, GIA: 1, HUGO: 0},
        {BEN: 1, ANA: 1, GIA: 1, HUGO: 1},
        {BEN: 2, ANA: 2, GIA: 2, HUGO: 2},
    ]
    gia = await visit("as=UGIA&channel=app&tab=messages", PHONE)
    await expect(gia.get_by_text("You are paged again as Engineering Manager")).to_be_visible()
    await press(gia, "Acknowledge: payment errors")
    await expect(gia.get_by_text("Acknowledged by Gia Conti").last).to_be_visible()
    chi = await visit(f"as=UCHI&channel={room(scene)}")
    await expect(chi.get_by_text("Gia Conti has it").first).to_be_visible()
    await scene.passes(minutes=20)
    assert paged(scene) == {BEN: 2, ANA: 2, GIA: 2, HUGO: 2}, "nobody is paged any more"


async def test_decided_resolved_and_reviewed(scene: Scene, visit: Visit) -> None:
    await staff(scene)
    await scene.types("UCHI", "/incident open sev1 payment errors")
    await scene.passes(minutes=2)
    ben = await visit(f"as=UBEN&channel={room(scene)}", PHONE)
    await press(ben, "Acknowledge incident 1, payment errors")
    await press(ben, "Decide to roll back in incident 1")
    await fills(ben, "Why?", "errors climb", "Decide")
    await expect(ben.get_by_text("Roll back: errors climb").first).to_be_visible()
    await press(ben, "Resolve incident 1, payment errors")
    await fills(ben, "What ended it?", "the old version is back", "Resolve")
    done = "Done: Check that the service is well again"
    await press(ben, done)
    await expect(ben.get_by_role("button", name=done, exact=True)).to_have_count(0)
    await expect(ben.get_by_text("Post-mortem due").first).to_be_visible()
    await no_sideways(ben)
    await scene.passes(hours=22)
    assert "The post-mortem of incident 1, payment errors, is due" in written(scene, BEN)[-1]
    await scene.passes(hours=2)
    assert "is due now" in written(scene, BEN)[-1]
    await press(ben, "Review incident 1, payment errors")
    await fills(ben, "What was learned?", "test the coupon path", "Close")
    await expect(ben.get_by_text("Reviewed by Ben Okafor").first).to_be_visible()
    assert await record(scene) == [
        "incident.declared", "page.planned", "channel.made", "page.accepted", "incident.acknowledged",
        "incident.decided", "incident.resolved", "postmortem.drafted", "step.done", "postmortem.reminded",
        "postmortem.reminded", "incident.reviewed",
    ]  # fmt: skip
