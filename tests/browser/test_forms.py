"""Forms: filling them, being corrected, not losing what was typed."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Page, expect
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from tests.browser.conftest import DESKTOP, Visit
from tests.browser.drawings import everything, field, form, section
from tests.browser.measures import PHONE, no_sideways

pytestmark = pytest.mark.asyncio(loop_scope="session")
CHOICES = (
    ("runbook", "Hotfix"),
    ("regions", "Madrid"),
    ("regions", "Berlin"),
    ("lead", "Emi Sato"),
    ("team", "Chi Nguyen"),
)
VERSION = field("version", "Version", {"type": "plain_text_input"})


async def opened(bolt: AsyncApp, visit: Visit, view: dict[str, Any], size: tuple[int, int] = DESKTOP) -> Page:
    @bolt.command("/deploy")
    async def deploy(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    page = await visit("as=UANA&channel=CDEPLOY", size)
    composer = page.get_by_role("combobox", name="Message #deployments")
    await composer.fill("/deploy")
    await composer.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    return page


async def test_errors_stand_under_their_field_until_the_form_is_right(bolt: AsyncApp, visit: Visit) -> None:
    @bolt.view("prepare")
    async def prepare(ack: AsyncAck, view: dict[str, Any]) -> None:
        version = view["state"]["values"]["version"]["value"]["value"]
        wrong = {"version": "A version starts with v."}
        await (ack() if version.startswith("v") else ack(response_action="errors", errors=wrong))

    page = await opened(bolt, visit, form(VERSION))
    dialog, version = page.get_by_role("dialog", name="Start a deployment"), page.get_by_label("Version")
    await expect(version).to_be_focused()
    await dialog.get_by_role("button", name="Start").click()
    await expect(dialog.get_by_role("alert")).to_have_text("Please complete this required field.")
    await version.fill("1.0")
    await version.press("Enter")
    await expect(dialog.get_by_role("alert")).to_have_text("A version starts with v.")
    await expect(version).to_have_attribute("aria-invalid", "true")
    await version.fill("v1.0")
    await version.press("Enter")
    await expect(dialog).to_have_count(0)


async def test_what_is_typed_survives_the_world_and_a_redrawn_form(
    bolt: AsyncApp, sandbox: Sandbox, slack: AsyncWebClient, visit: Visit
) -> None:
    page = await opened(bolt, visit, form(VERSION))
    version = page.get_by_label("Version")
    await version.press_sequentially("v1.")
    await sandbox.act({"user": "UBEN", "do": "say", "channel": "CDEPLOY", "text": "meanwhile"})
    await expect(page.get_by_text("meanwhile")).to_have_count(1)
    await expect(version).to_be_focused()
    (view,) = sandbox.state()["views"]["UANA"]
    await slack.views_update(view_id=view["id"], view=form(section("new", "One more thing"), VERSION))
    await expect(page.get_by_text("One more thing")).to_be_visible()
    await expect(version).to_be_focused()
    await version.press_sequentially("2")
    await expect(version).to_have_value("v1.2")


async def test_every_kind_of_input_reaches_the_app(bolt: AsyncApp, visit: Visit) -> None:
    sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    @bolt.view("prepare")
    async def prepare(ack: AsyncAck, view: dict[str, Any]) -> None:
        await sent.put(view["state"]["values"])
        await ack()

    page = await opened(bolt, visit, everything())
    for block, choice in CHOICES:
        await page.locator(f"[data-block-id={block}] [role=combobox]").fill(choice)
        await page.get_by_role("option", name=choice).click()
        await page.keyboard.press("Tab")
    await page.get_by_label("Day").fill("2026-03-05")
    await page.get_by_label("Hour").fill("08:30")
    await page.get_by_label("Start", exact=True).and_(page.locator("input")).fill("2026-03-05T10:00")
    await page.get_by_label("Quiet").check()
    await page.get_by_label("Auto").check()
    await page.get_by_role("dialog").get_by_role("button", name="Start").click()

    values = await asyncio.wait_for(sent.get(), 5)
    held = {block: next(iter(actions.values())) for block, actions in values.items()}
    assert {block: plainly(state) for block, state in held.items()} == {
        "version": "v1",
        "notes": "slow",
        "runbook": "hotfix",
        "regions": ["madrid", "berlin"],
        "lead": "UEMI",
        "team": ["UBEN", "UCHI"],
        "where": "CDEPLOY",
        "public": "COPS",
        "day": "2026-03-05",
        "hour": "08:30",
        "start": 1772701200,  # 10:00 in Madrid
        "flags": ["quiet"],
        "failure": "auto",
        "share": "10",
        "mail": "ops@harbor.example",
        "link": "https://harbor.example",
    }


def plainly(state: dict[str, Any]) -> Any:
    (value,) = (held for key, held in state.items() if key != "type")
    if isinstance(value, dict):
        return value["value"]
    return (
        [one["value"] if isinstance(one, dict) else one for one in value]
        if isinstance(value, list)
        else value
    )


async def test_escape_closes_the_form_on_top_and_shows_the_one_below(
    bolt: AsyncApp, slack: AsyncWebClient, visit: Visit
) -> None:
    @bolt.view("prepare")
    async def prepare(ack: AsyncAck) -> None:
        await ack(response_action="push", view=form(section("sure", "Are you sure?")))

    page = await opened(
        bolt, visit, form(field("version", "Version", {"type": "plain_text_input", "initial_value": "v1"}))
    )
    await page.get_by_role("dialog").get_by_role("button", name="Start").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Are you sure?")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).not_to_contain_text("Are you sure?")
    await expect(page.get_by_label("Version")).to_have_value("v1")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_a_long_form_fits_a_telephone(bolt: AsyncApp, visit: Visit) -> None:
    page = await opened(bolt, visit, everything(), PHONE)
    await no_sideways(page)
    await expect(page.get_by_role("dialog").get_by_role("button", name="Start")).to_be_in_viewport()
