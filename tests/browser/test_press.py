"""Using what the app has drawn: buttons, menus, confirmations, shortcuts, Home."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import expect
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser.conftest import Visit
from tests.browser.drawings import button, option, plain, section

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_button_is_busy_until_the_app_answers_and_hands_its_focus_on(
    bolt: AsyncApp, slack: AsyncWebClient, visit: Visit
) -> None:
    let_go = asyncio.Event()

    @bolt.action("tick")
    async def tick(ack: AsyncAck, body: dict[str, Any]) -> None:
        await let_go.wait()
        done = [section("item", f"Done by <@{body['user']['id']}>", button("reopen", "Reopen"))]
        await slack.chat_update(channel="CDEPLOY", ts=body["message"]["ts"], text="Done", blocks=done)
        await ack()

    label = "Mark tests as done"
    blocks = [section("item", "Tests are green", button("tick", "Done", accessibility_label=label))]
    await slack.chat_postMessage(channel="CDEPLOY", text="Item", blocks=blocks)
    page = await visit("as=UBEN&channel=CDEPLOY")
    done = page.get_by_role("button", name=label)
    await done.click()
    await expect(done).to_have_attribute("aria-busy", "true")
    let_go.set()
    await expect(page.locator("[data-block-id=item]")).to_contain_text("Done by @Ben Okafor")
    await expect(page.locator("[data-action-id=reopen]")).to_be_focused()


async def test_only_the_confirmed_press_reaches_the_app(
    bolt: AsyncApp, slack: AsyncWebClient, visit: Visit
) -> None:
    pressed: asyncio.Queue[str] = asyncio.Queue()

    @bolt.action("abort")
    async def abort(ack: AsyncAck, body: dict[str, Any]) -> None:
        await pressed.put(body["user"]["id"])
        await ack("")

    confirm = {
        "title": plain("Abort?"),
        "text": plain("It ends here."),
        "confirm": plain("Abort"),
        "deny": plain("Keep going"),
    }
    blocks = [section("run", "Running", button("abort", "Abort…", style="danger", confirm=confirm))]
    await slack.chat_postMessage(channel="CDEPLOY", text="Run", blocks=blocks)
    page = await visit("as=UANA&channel=CDEPLOY")
    await page.locator("[data-action-id=abort]").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Keep going").click()
    await expect(page.get_by_role("alertdialog")).to_have_count(0)
    assert pressed.empty()
    await page.locator("[data-action-id=abort]").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Abort").click()
    assert await asyncio.wait_for(pressed.get(), 5) == "UANA"


async def test_menus_say_what_was_chosen(bolt: AsyncApp, slack: AsyncWebClient, visit: Visit) -> None:
    chosen: asyncio.Queue[str] = asyncio.Queue()

    async def choose(ack: AsyncAck, action: dict[str, Any]) -> None:
        await chosen.put(action["selected_option"]["value"])
        await ack()

    bolt.action("more")(choose)
    bolt.action("stage")(choose)
    more = {"type": "overflow", "action_id": "more", "options": [option("Plan"), option("Record")]}
    stage = {"type": "static_select", "action_id": "stage", "options": [option("Canary"), option("Half")]}
    blocks = [section("run", "Running", more), {"type": "actions", "block_id": "row", "elements": [stage]}]
    await slack.chat_postMessage(channel="CDEPLOY", text="Run", blocks=blocks)
    page = await visit("as=UANA&channel=CDEPLOY")
    await page.locator("[data-action-id=more]").click()
    await page.get_by_role("menuitem", name="Record").click()
    assert await asyncio.wait_for(chosen.get(), 5) == "record"
    await page.locator("[data-action-id=stage]").press_sequentially("hal")
    await page.keyboard.press("Enter")
    assert await asyncio.wait_for(chosen.get(), 5) == "half"


async def test_shortcuts_start_from_the_composer_and_from_a_message(
    bolt: AsyncApp, slack: AsyncWebClient, visit: Visit
) -> None:
    used: asyncio.Queue[tuple[str, str | None]] = asyncio.Queue()

    async def use(ack: AsyncAck, body: dict[str, Any]) -> None:
        await used.put((body["callback_id"], body.get("message_ts")))
        await ack()

    bolt.shortcut("declare")(use)
    bolt.shortcut("add")(use)
    sent = await slack.chat_postMessage(channel="CDEPLOY", text="p99 is rising")
    page = await visit("as=UANA&channel=CDEPLOY")
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem", name="Declare an incident").click()
    assert await asyncio.wait_for(used.get(), 5) == ("declare", None)
    await page.get_by_role("article").hover()
    await page.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Add to the run").click()
    assert await asyncio.wait_for(used.get(), 5) == ("add", sent["ts"])


async def test_opening_home_lets_the_app_draw_it(bolt: AsyncApp, slack: AsyncWebClient, visit: Visit) -> None:
    @bolt.event("app_home_opened")
    async def draw(event: dict[str, Any]) -> None:
        blocks = [section("items", f"{event['tab']} of <@{event['user']}>")]
        await slack.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    page = await visit("as=UCHI&channel=CDEPLOY")
    await page.locator(".sidebar [data-channel=app]").click()
    await expect(page.get_by_role("tabpanel", name="Home")).to_contain_text("home of @Chi Nguyen")
