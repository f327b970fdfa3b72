"""Files: uploaded by the app in three steps, or by a person; downloaded with the token only."""

import base64

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import BadAct, Sandbox
from sandbox.wire import Json
from tests.sandbox.calls import done, error
from tests.sandbox.shapes import BOT_TOKEN, entry, form

BEARER = {"Authorization": f"Bearer {BOT_TOKEN}"}


async def upload(sandbox: Sandbox, user: str = "UANA", **more: object) -> str:
    given = {"user": user, "do": "upload", "name": "runbook.md", "text": "# Runbook", **more}
    return str((await sandbox.act(given))["file"])


async def test_three_steps_of_the_sdk(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    await slack.files_upload_v2(
        content="The record", filename="record.md", title="Record", channel="CDEPLOY", initial_comment="Here"
    )
    (message,) = sandbox.state()["messages"]["CDEPLOY"]
    (file,) = message["files"]
    assert (message["text"], file["title"], file["size"]) == ("Here", "Record", 10)
    shown = (await slack.files_info(file=file["id"]))["file"]
    assert (shown["name"], shown["user"], shown["channels"]) == ("record.md", "UBOT", ["CDEPLOY"])
    assert [one["id"] for one in sandbox.state()["files"]] == [file["id"]]


async def test_a_file_goes_into_a_thread(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    root = (await slack.chat_postMessage(channel="CDEPLOY", text="card"))["ts"]
    await slack.files_upload_v2(content="x", filename="a.md", channel="CDEPLOY", thread_ts=root)
    *_, reply = (await slack.conversations_replies(channel="CDEPLOY", ts=root))["messages"]
    assert (reply["thread_ts"], reply["files"][0]["name"]) == (root, "a.md")


async def test_an_address_takes_one_upload(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    step = await slack.files_getUploadURLExternal(filename="a.txt", length=1)
    early = await error(sandbox, "files.completeUploadExternal", files=[{"id": step["file_id"]}])
    assert early == "file_not_found"
    async with aiohttp.ClientSession() as http:
        statuses = [(await http.post(str(step["upload_url"]), data=b"x")).status for _ in range(2)]
    assert statuses == [200, 404]
    assert await error(sandbox, "files.info", file=step["file_id"]) == "file_not_found"
    await done(sandbox, "files.completeUploadExternal", files=[{"id": step["file_id"]}])
    assert await error(sandbox, "files.info", file=step["file_id"]) is None


@pytest.mark.parametrize("channel", ["CNONE", "CGENERAL"])
async def test_a_file_goes_where_the_app_may_post(
    slack: AsyncWebClient, sandbox: Sandbox, channel: str
) -> None:
    step = await slack.files_getUploadURLExternal(filename="a.txt", length=1)
    async with aiohttp.ClientSession() as http:
        await http.post(str(step["upload_url"]), data=b"x")
    refusal = await error(
        sandbox, "files.completeUploadExternal", files=[{"id": step["file_id"]}], channel_id=channel
    )
    assert refusal == ("channel_not_found" if channel == "CNONE" else "not_in_channel")


async def test_a_download_takes_the_token(sandbox: Sandbox, url: str) -> None:
    file = (await done(sandbox, "files.info", file=await upload(sandbox)))["file"]
    async with aiohttp.ClientSession() as http:
        async with http.get(file["url_private_download"], headers=BEARER) as answer:
            assert (answer.status, await answer.text()) == (200, "# Runbook")
        for headers in ({}, {"Authorization": "Bearer xoxb-other"}):
            async with http.get(file["url_private_download"], headers=headers) as answer:
                assert (answer.status, answer.content_type) == (200, "text/html"), "the sign-in page"
        async with http.get(f"{url}/files-pri/FNONE/x", headers=BEARER) as answer:
            assert answer.status == 404


async def test_the_page_shows_a_file_and_never_runs_it(sandbox: Sandbox, url: str) -> None:
    page = await upload(sandbox, name="evil.html", text="<script>1</script>")
    picture = await upload(sandbox, name="a.png", base64=base64.b64encode(b"png").decode())
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{url}/sandbox/files/{page}") as answer:
            assert answer.content_type == "text/plain"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
        async with http.get(f"{url}/sandbox/files/{picture}") as answer:
            assert (answer.content_type, await answer.read()) == ("image/png", b"png")


async def test_a_person_shares_a_file(sandbox: Sandbox) -> None:
    file = await upload(sandbox, channel="CDEPLOY", comment="for @ben")
    (message,) = sandbox.state()["messages"]["CDEPLOY"]
    assert (message["user"], message["text"], message["files"][0]["id"]) == ("UANA", "for <@UBEN>", file)


async def test_what_was_shared_elsewhere_the_app_does_not_see(sandbox: Sandbox) -> None:
    file = await upload(sandbox, channel="CGENERAL")
    assert await error(sandbox, "files.info", file=file) == "file_not_found"


async def test_a_file_given_in_a_form(sandbox: Sandbox, bolt: AsyncApp, slack: AsyncWebClient) -> None:
    given: list[Json] = []

    @bolt.view("form")
    async def save(ack: AsyncAck, body: Json) -> None:
        given.extend(body["view"]["state"]["values"]["doc"]["v"]["files"])
        await ack()

    field = {"type": "file_input", "action_id": "v", "filetypes": ["md"], "max_files": 1}
    view = form(entry("doc", field))
    opened = await slack.views_open(trigger_id=sandbox.workspace.trigger("UANA"), view=view)
    submit = {"user": "UANA", "do": "submit", "view": opened["view"]["id"]}
    empty = await sandbox.act(submit)
    assert (empty["error"], empty["missing"]) == ("missing_required", ["doc"])
    mine, other, bens = [await upload(sandbox, **more) for more in ({}, {"name": "a.exe"}, {"user": "UBEN"})]
    for files, why in (([other], "takes md"), ([bens], "no file"), ([mine, mine], "at most 1")):
        with pytest.raises(BadAct, match=why):
            await sandbox.act({**submit, "values": {"doc": {"v": files}}})
    await sandbox.act({**submit, "values": {"doc": {"v": [mine]}}})
    assert [(one["id"], one["name"]) for one in given] == [(mine, "runbook.md")]
    async with aiohttp.ClientSession() as http, http.get(given[0]["url_private"], headers=BEARER) as answer:
        assert await answer.text() == "# Runbook"


async def test_uploads_that_make_no_sense(sandbox: Sandbox) -> None:
    for wrong in ({"name": ""}, {"text": ""}, {"base64": "%"}, {"channel": "CNONE"}):
        with pytest.raises(BadAct):
            await upload(sandbox, **wrong)
