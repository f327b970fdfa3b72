"""Response URLs: ephemeral unless told otherwise, five times, half an hour."""

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from sandbox import Sandbox
from sandbox.wire import Json
from tests.sandbox.conftest import Wall
from tests.sandbox.shapes import button

DEPLOY: Json = {"user": "UANA", "do": "command", "channel": "CDEPLOY", "command": "/deploy", "text": ""}


def seen(sandbox: Sandbox) -> list[tuple[str, str | None]]:
    return [(one["text"], one["ephemeral_to"]) for one in sandbox.state()["messages"]["CDEPLOY"]]


@pytest.fixture
async def hook(sandbox: Sandbox, bolt: AsyncApp) -> AsyncWebhookClient:
    """A response URL of a command."""
    urls: list[str] = []

    @bolt.command("/deploy")
    async def deploy(ack: AsyncAck, body: Json) -> None:
        urls.append(body["response_url"])
        await ack()

    await sandbox.act(DEPLOY)
    return AsyncWebhookClient(urls[0])


async def test_five_times(sandbox: Sandbox, hook: AsyncWebhookClient) -> None:
    *answers, last = [await hook.send(text=str(number)) for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert (last.status_code, "used_url" in last.body) == (404, True)
    assert seen(sandbox) == [(str(number), "UANA") for number in range(5)]


async def test_for_half_an_hour_of_story_time(hook: AsyncWebhookClient, wall: Wall) -> None:
    wall.pass_by(minutes=30)
    assert (await hook.send(text="in time")).status_code == 200
    wall.pass_by(seconds=1)
    answer = await hook.send(text="too late")
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


async def test_for_everybody(sandbox: Sandbox, hook: AsyncWebhookClient) -> None:
    await hook.send(text="all", response_type="in_channel")
    assert seen(sandbox) == [("all", None)]
    assert (await hook.send()).status_code == 400


@pytest.mark.parametrize("only_for", ["UANA", None])
async def test_a_click_may_replace_or_delete_its_message(
    sandbox: Sandbox, bolt: AsyncApp, slack: AsyncWebClient, only_for: str | None
) -> None:
    @bolt.action("swap")
    async def swap(ack: AsyncAck, respond: AsyncRespond) -> None:
        await respond(text="swapped", blocks=[button("drop")], replace_original=True)
        await ack()

    @bolt.action("drop")
    async def drop(ack: AsyncAck, respond: AsyncRespond) -> None:
        await respond(delete_original=True)
        await ack()

    if only_for:
        await slack.chat_postEphemeral(channel="CDEPLOY", user=only_for, text="x", blocks=[button("swap")])
    else:
        await slack.chat_postMessage(channel="CDEPLOY", text="x", blocks=[button("swap")])
    ts = sandbox.state()["messages"]["CDEPLOY"][0]["ts"]
    click = {"user": "UANA", "do": "click", "channel": "CDEPLOY", "ts": ts}
    await sandbox.act({**click, "action_id": "swap"})
    assert seen(sandbox) == [("swapped", only_for)]
    await sandbox.act({**click, "action_id": "drop"})
    assert seen(sandbox) == []
