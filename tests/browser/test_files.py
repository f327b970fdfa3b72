"""Files: shared by the app and by people, given in a form, downloaded from the page."""

import asyncio
import base64
from typing import Any

import pytest
from playwright.async_api import FilePayload, expect
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from tests.browser.conftest import Visit
from tests.browser.drawings import field, form

pytestmark = pytest.mark.asyncio(loop_scope="session")

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def picked(name: str, content: bytes = b"# Plan") -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


async def test_a_file_of_the_app_is_a_card_that_can_be_downloaded(
    slack: AsyncWebClient, visit: Visit
) -> None:
    await slack.files_upload_v2(
        content="# Record " * 300,
        filename="record.md",
        title="Record of run 12",
        initial_comment="The record",
        channel="CDEPLOY",
    )
    page = await visit("as=UANA&channel=CDEPLOY")
    card = page.get_by_role("article").filter(has_text="The record").locator(".file-card")
    await expect(card).to_contain_text("Record of run 12")
    await expect(card).to_contain_text("record.md · 2.6 KB")
    async with page.expect_download() as download:
        await card.get_by_role("link", name="Download record.md").click()
    assert (await download.value).suggested_filename == "record.md"


async def test_a_person_attaches_files_in_a_thread(
    sandbox: Sandbox, slack: AsyncWebClient, visit: Visit
) -> None:
    root = (await slack.chat_postMessage(channel="CDEPLOY", text="Stage 1 is open"))["ts"]
    page = await visit(f"as=UBEN&channel=CDEPLOY&thread={root}")
    composer = page.locator(".thread .composer")
    picker = composer.get_by_label("Files to attach")
    await picker.set_input_files([picked("p99.png", PIXEL), picked("plan.md"), picked("empty.md", b"")])
    await expect(page.get_by_role("status").get_by_text("empty.md is empty")).to_be_visible()
    await composer.get_by_role("button", name="Remove plan.md").click()
    await expect(composer.locator(".file-chip")).to_have_text(["p99.png70 bytes"])
    await composer.get_by_role("button", name="Send").click()

    picture = page.locator(".thread").get_by_role("img", name="p99.png")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
    await expect(composer.locator(".file-chip")).to_have_count(0)
    *_, message = sandbox.state()["messages"]["CDEPLOY"]
    assert (message["thread_ts"], message["text"], len(message["files"])) == (root, "", 1)


async def test_a_form_takes_real_files(
    bolt: AsyncApp, sandbox: Sandbox, slack: AsyncWebClient, visit: Visit
) -> None:
    sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    @bolt.view("prepare")
    async def prepare(ack: AsyncAck, view: dict[str, Any]) -> None:
        await sent.put(view["state"]["values"]["proof"]["value"])
        await ack()

    page = await visit("as=UANA&channel=CDEPLOY")
    proof = field("proof", "Proof", {"type": "file_input", "filetypes": ["md"], "max_files": 2})
    await slack.views_open(trigger_id=sandbox.workspace.trigger("UANA"), view=form(proof))
    dialog = page.get_by_role("dialog")
    start = dialog.get_by_role("button", name="Start")
    await start.click()
    await expect(dialog.get_by_role("alert")).to_have_text("Please complete this required field.")
    picker = dialog.locator("input[type=file]")
    await expect(picker).to_have_attribute("accept", ".md")
    await picker.set_input_files([picked("a.exe"), picked("one.md"), picked("two.md"), picked("three.md")])
    await expect(dialog.get_by_text("a.exe cannot be attached here: choose md.")).to_be_visible()
    await expect(dialog.get_by_text("At most 2 files can be attached here.")).to_be_visible()
    await dialog.get_by_role("button", name="Remove one.md").click()
    await start.click()
    state = await asyncio.wait_for(sent.get(), 5)
    assert [file["name"] for file in state["files"]] == ["two.md"]
    assert sandbox.world.files[state["files"][0]["id"]].content == b"# Plan"
    await expect(dialog).to_have_count(0)
