"""Who somebody is and what they leave behind: marks beside names, groups, bookmarks, reactions, pins."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from tests.browser.conftest import StoryClock, Visit
from tests.browser.measures import PHONE, no_sideways

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def said(sandbox: Sandbox, user: str, text: str, channel: str = "CDEPLOY") -> str:
    return str((await sandbox.act({"user": user, "do": "say", "channel": channel, "text": text}))["ts"])


async def test_guests_strangers_and_those_who_left_are_marked(sandbox: Sandbox, visit: Visit) -> None:
    await said(sandbox, "UIDA", "from a guest")
    await said(sandbox, "UCHI", "from somebody who left")
    await sandbox.act({"user": "UANA", "do": "deactivate", "whom": "UCHI"})
    await said(sandbox, "ULEE", "from the partner", "CPARTNER")
    page = await visit("as=UANA&channel=CDEPLOY")
    for words, mark in (("from a guest", "Guest"), ("from somebody who left", "Deactivated")):
        await expect(page.get_by_role("article").filter(has_text=words).locator(".standing")).to_have_text(
            mark
        )
    await expect(page.locator(".rail [data-person=UCHI]")).to_have_count(0)
    await page.locator(".sidebar [data-channel=CPARTNER]").click()
    await expect(page.get_by_role("article").locator(".standing")).to_have_text("Lighthouse")
    await expect(page.locator(".pane-head")).to_contain_text("Shared with Lighthouse")
    await page.get_by_role("button", name="4 members").click()
    await expect(page.get_by_role("menuitem").filter(has_text="Lee Foreign")).to_contain_text("Lighthouse")


async def test_paused_notifications_begin_and_end_by_the_clock(
    clock: StoryClock, sandbox: Sandbox, visit: Visit
) -> None:
    page = await visit("as=UANA&channel=CDEPLOY")
    ben = page.locator(".rail [data-person=UBEN]")
    await expect(ben).to_be_visible()
    await expect(ben.locator(".quiet")).to_have_count(0)
    clock.jump_to(datetime(2026, 3, 2, 21, 30, tzinfo=UTC))
    sandbox.world.touch()
    await expect(ben.locator(".quiet")).to_have_attribute("title", "Notifications paused until 07:00")
    clock.jump_to(datetime(2026, 3, 3, 6, 0, tzinfo=UTC))
    sandbox.world.touch()
    await expect(ben.locator(".quiet")).to_have_count(0)


async def test_a_user_group_is_offered_and_calls_its_people(sandbox: Sandbox, visit: Visit) -> None:
    ana, ben = await visit("as=UANA&channel=CDEPLOY"), await visit("as=UBEN&channel=CGENERAL")
    composer = ana.get_by_role("combobox", name="Message #deployments")
    await composer.press_sequentially("@onc")
    await expect(ana.get_by_role("option")).to_contain_text("Ben Okafor, Devika Rao")
    await composer.press("Enter")
    await composer.press_sequentially("please look")
    await composer.press("Enter")
    mention = ana.get_by_role("article").locator(".mention")
    await expect(mention).to_have_text("@oncall")
    await expect(mention).to_have_attribute("title", "On call: Ben Okafor, Devika Rao")
    await expect(ben.locator(".sidebar [data-channel=CDEPLOY] .badge")).to_have_text("1")
    assert sandbox.state()["messages"]["CDEPLOY"][-1]["text"] == "<!subteam^SONCALL> please look"


async def test_bookmarks_stand_under_the_head(slack: AsyncWebClient, visit: Visit) -> None:
    for number in range(6):
        link = {"title": f"Runbook number {number}", "link": f"https://harbor.example/{number}"}
        await slack.bookmarks_add(channel_id="CDEPLOY", type="link", emoji=":book:", **link)
    page = await visit("as=UANA&channel=CDEPLOY", PHONE)
    bookmark = page.get_by_role("list", name="Bookmarks").get_by_role("link").first
    await expect(bookmark).to_have_attribute("href", "https://harbor.example/0")
    await expect(bookmark).to_contain_text("📖Runbook number 0")
    await no_sideways(page)


async def test_reactions_pins_and_deleting(sandbox: Sandbox, visit: Visit) -> None:
    ts = await said(sandbox, "UANA", "Traffic is at 25 %")
    await sandbox.act({"user": "UBEN", "do": "react", "channel": "CDEPLOY", "ts": ts, "name": "eyes"})
    page = await visit("as=UANA&channel=CDEPLOY")
    message = page.get_by_role("article")
    reaction = message.locator(".reaction")
    await reaction.click()
    await expect(reaction).to_have_text("👀 2")
    await expect(reaction).to_have_attribute("title", "Ben Okafor, Ana Ruiz reacted with :eyes:")
    await message.hover()
    await message.get_by_role("button", name="Add reaction").click()
    await page.get_by_role("button", name="tada").click()
    await expect(reaction).to_have_text(["👀 2", "🎉 1"])
    await message.hover()
    await message.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Pin to this conversation").click()
    await expect(message.locator(".mark")).to_have_text("Pinned")
    await message.hover()
    await message.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Delete message…").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    await expect(message).to_have_count(0)


async def test_an_archived_channel_can_be_read_only(sandbox: Sandbox, visit: Visit) -> None:
    await said(sandbox, "UANA", "the last word")
    page = await visit("as=UANA&channel=CDEPLOY")
    await expect(page.get_by_role("combobox", name="Message #deployments")).to_be_visible()
    await sandbox.act({"user": "UANA", "do": "archive", "channel": "CDEPLOY"})
    await expect(page.get_by_role("note")).to_contain_text("#deployments is archived.")
    await expect(page.get_by_role("combobox")).to_have_count(0)
    await expect(page.get_by_text("the last word")).to_be_visible()
