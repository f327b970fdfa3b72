"""What goes wrong: the panel that makes it, and what people then see."""

from typing import Any

import pytest
from playwright.async_api import Page, expect
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from tests.browser.conftest import Visit
from tests.browser.drawings import button, form, section
from tests.browser.measures import PHONE, no_sideways

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def choose(page: Page, label: str, words: str) -> None:
    await page.get_by_role("combobox", name=label).fill(words)
    await page.get_by_role("option", name=words, exact=True).click()


async def test_a_fault_is_made_counted_and_ended(
    sandbox: Sandbox, slack: AsyncWebClient, visit: Visit
) -> None:
    page = await visit("as=UANA&channel=CDEPLOY")
    await page.get_by_role("button", name="Faults").click()
    panel = page.get_by_role("complementary", name="Faults")
    await expect(panel).to_contain_text("Nothing goes wrong.")
    await choose(page, "What goes wrong", "429, too many calls")
    await choose(page, "Which calls", "chat.postMessage")
    await panel.get_by_label("Retry after").fill("7")
    await panel.get_by_role("button", name="The next").click()
    await panel.get_by_label("The next").fill("1")
    await panel.get_by_role("button", name="Add fault").click()

    line = panel.get_by_role("listitem")
    await expect(line).to_contain_text("429, too many calls · 7 s")
    await expect(line).to_contain_text("chat.postMessage · 0 of 1 so far")
    await expect(page.locator(".faults-button .badge")).to_have_text("1")
    with pytest.raises(SlackApiError) as refused:
        await slack.chat_postMessage(channel="CDEPLOY", text="x")
    assert refused.value.response.headers["Retry-After"] == "7"
    await expect(line).to_contain_text("1 of 1 so far · over")
    await expect(page.locator(".faults-button .badge")).to_have_count(0)
    await line.get_by_role("button", name="End").click()
    await expect(panel).to_contain_text("Nothing goes wrong.")
    assert sandbox.faults.calls == []


async def test_deliveries_shares_and_switches(sandbox: Sandbox, bolt: AsyncApp, visit: Visit) -> None:
    page = await visit("as=UANA&channel=CDEPLOY&panel=faults", PHONE)
    panel = page.get_by_role("complementary", name="Faults")
    await expect(panel).to_contain_text("The app has 1 socket open.")
    await choose(page, "What goes wrong", "Delivered late")
    await choose(page, "Which deliveries", "Presses and forms")
    await panel.get_by_role("button", name="A share").click()
    await panel.get_by_label("A share").fill("40")
    await panel.get_by_role("button", name="Add fault").click()
    await expect(panel.get_by_role("listitem")).to_contain_text("Presses and forms · 40 %")
    (rule,) = sandbox.faults.deliveries
    assert (rule.kind, rule.of, rule.seconds, rule.dice.share) == ("late", "interactive", 2, 0.4)
    await panel.get_by_role("switch", name="Slack’s rate limits").click()
    await panel.get_by_role("switch", name="Outage").click()
    await expect(panel).to_contain_text("The app has no socket open.")
    await expect(panel.get_by_role("switch", name="Outage")).to_have_attribute("aria-checked", "true")
    await expect(panel.get_by_role("listitem")).to_have_count(3)
    await no_sideways(page)
    await panel.get_by_role("button", name="Clear all").click()
    await expect(panel).to_contain_text("Nothing goes wrong.")
    assert (sandbox.faults.outage, sandbox.faults.rate_limits, sandbox.faults.deliveries) == (
        False,
        False,
        [],
    )


async def test_what_is_not_answered_is_said_where_it_was_pressed(
    bolt: AsyncApp, sandbox: Sandbox, slack: AsyncWebClient, visit: Visit
) -> None:
    @bolt.action("tick")
    async def tick(ack: AsyncAck) -> None:
        await ack()

    drawn: dict[str, Any] = {"blocks": [section("item", "Tests", button("tick", "Done"))]}
    await slack.chat_postMessage(channel="CDEPLOY", text="Item", **drawn)
    await slack.views_publish(user_id="UANA", view={"type": "home", **drawn})
    page = await visit("as=UANA&channel=CDEPLOY")
    done = page.locator("[data-action-id=tick]")
    warning = page.get_by_role("article").get_by_role("alert")
    sandbox.faults.outage = True
    await done.click()
    await expect(warning).to_have_text("The app did not answer. Try again.")
    sandbox.faults.outage = False
    await done.click()
    await expect(warning).to_have_count(0)
    sandbox.faults.outage = True

    composer = page.get_by_role("combobox", name="Message #deployments")
    await composer.fill("/deploy start")
    await composer.press("Enter")
    slackbot = page.get_by_role("article").filter(has_text="Slackbot")
    await expect(slackbot).to_contain_text('/deploy failed with the error "dispatch_failed"')

    view = form(section("sure", "Are you sure?"))
    sandbox.workspace.push_view("UANA", view)
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Start").click()
    await expect(dialog.get_by_role("alert")).to_have_text("The app did not answer. Try again.")
    await dialog.get_by_role("button", name="Cancel").click()
    await page.locator(".sidebar [data-channel=app]").click()
    await done.click()
    await expect(page.get_by_role("tabpanel", name="Home").get_by_role("alert")).to_be_visible()
