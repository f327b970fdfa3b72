"""Writing: messages, mentions, commands, threads."""

import json
import re
from typing import Any

import pytest
from playwright.async_api import expect
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser.conftest import Visit

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_command_is_completed_sent_and_answered_to_its_person_alone(
    bolt: AsyncApp, visit: Visit
) -> None:
    @bolt.command("/deploy")
    async def deploy(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(f"You asked for *{command['text']}*")

    ana, ben = await visit("as=UANA&channel=CDEPLOY"), await visit("as=UBEN&channel=CDEPLOY")
    composer = ana.get_by_role("combobox", name="Message #deployments")
    await composer.press_sequentially("/dep")
    await expect(ana.get_by_role("option")).to_contain_text("Start a deployment")
    await composer.press("Tab")
    await expect(composer).to_have_value("/deploy ")
    await composer.press_sequentially("help")
    await composer.press("Enter")

    answer = ana.get_by_role("article").filter(has_text="You asked for help")
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer.locator("strong", has_text="help")).to_be_visible()
    await expect(composer).to_have_value("")
    await ben.reload()
    await expect(ben.get_by_role("heading", name="deployments", level=1)).to_be_visible()
    await expect(ben.get_by_text("You asked for")).to_have_count(0)
    await answer.get_by_role("button", name="Dismiss message").click()
    await expect(answer).to_have_count(0)


async def test_a_word_that_is_no_command_is_refused_and_kept(visit: Visit) -> None:
    page = await visit("as=UANA&channel=CDEPLOY")
    composer = page.get_by_role("combobox", name="Message #deployments")
    await composer.fill("/deplyo start")
    await composer.press("Enter")
    await expect(page.get_by_role("status").get_by_text("/deplyo is not a valid command.")).to_be_visible()
    await expect(composer).to_have_value("/deplyo start")


async def test_a_handle_becomes_a_mention_that_its_person_is_told_of(visit: Visit) -> None:
    ana, ben = await visit("as=UANA&channel=CDEPLOY"), await visit("as=UBEN&channel=CGENERAL")
    composer = ana.get_by_role("combobox", name="Message #deployments")
    await composer.press_sequentially("@be")
    await composer.press("Enter")
    await composer.press_sequentially("ready? 1 < 2 & :rocket: #general @here ")
    async with ana.expect_request("**/sandbox/act") as request:
        await composer.press("Enter")
    deed = json.loads((await request.value).post_data or "")
    assert deed["text"] == "<@UBEN> ready? 1 < 2 & :rocket: <#CGENERAL|general> <!here>"

    said = ana.get_by_role("article").filter(has_text="ready?")
    await expect(said).to_contain_text("@Ben Okafor ready? 1 < 2 & 🚀 #general @here")
    await expect(ben.locator(".sidebar [data-channel=CDEPLOY] .badge")).to_have_text("1")


async def test_a_reply_stays_in_its_thread(slack: AsyncWebClient, visit: Visit) -> None:
    root = await slack.chat_postMessage(channel="CDEPLOY", text="Stage 1 is open")
    page = await visit("as=UANA&channel=CDEPLOY")
    message = page.locator(f'.messages [data-ts="{root["ts"]}"]').first
    await message.hover()
    await message.get_by_role("button", name="Reply in thread").click()
    reply = page.get_by_role("combobox", name="Reply…")
    await reply.fill("on it")
    await reply.press("Enter")

    await expect(page.locator(".thread article")).to_have_count(2)
    await expect(page.locator(".pane article")).to_have_count(1)
    await expect(message.locator(".thread-link")).to_contain_text("1 reply")


async def test_a_reply_told_to_everybody_leads_to_its_thread(slack: AsyncWebClient, visit: Visit) -> None:
    root = (await slack.chat_postMessage(channel="CDEPLOY", text="Stage 1 is open"))["ts"]
    await slack.chat_postMessage(
        channel="CDEPLOY", text="Stage 1 is done", thread_ts=root, reply_broadcast=True
    )
    page = await visit("as=UANA&channel=CDEPLOY")
    await page.locator(".pane").get_by_role("button", name="Replied to a thread").click()
    await expect(page.locator(".thread article")).to_have_text([re.compile("is open"), re.compile("is done")])


async def test_a_person_can_write_to_the_app_before_it_has_written(bolt: AsyncApp, visit: Visit) -> None:
    @bolt.event("message")
    async def answer(event: dict[str, Any], say: AsyncSay) -> None:
        await say(f"You said {event['text']}")

    page = await visit("as=UHUG&channel=app&tab=messages")
    composer = page.get_by_role("combobox", name="Message Runsheet")
    await composer.fill("hello")
    await composer.press("Enter")
    await expect(page.get_by_role("article").last).to_contain_text("You said hello")
