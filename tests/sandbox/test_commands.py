"""Slash commands: what the app is told, and what the person sees of its answer."""

import asyncio

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import BadAct, Sandbox
from sandbox.wire import Json

DEPLOY: Json = {"user": "UANA", "do": "command", "channel": "CDEPLOY", "command": "/deploy", "text": "start"}


def seen(sandbox: Sandbox) -> list[tuple[str, str | None]]:
    return [(one["text"], one["ephemeral_to"]) for one in sandbox.state()["messages"]["CDEPLOY"]]


async def test_the_payload_is_the_one_slack_sends(sandbox: Sandbox, bolt: AsyncApp, url: str) -> None:
    bodies: list[Json] = []

    @bolt.command("/deploy")
    async def deploy(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack()

    answer = await sandbox.act(DEPLOY)
    assert (answer["acknowledged"], answer["with"], answer["error"]) == (True, None, None)
    assert 0 <= answer["within_ms"] < 500
    (body,) = bodies
    assert body.pop("trigger_id")
    assert body.pop("response_url").startswith(f"{url}/response/")
    assert body == {
        "token": "sandbox-verification",
        "team_id": "THARBOR",
        "team_domain": "harbor",
        "channel_id": "CDEPLOY",
        "channel_name": "deployments",
        "user_id": "UANA",
        "user_name": "ana",
        "command": "/deploy",
        "text": "start",
        "api_app_id": "A0SANDBOX",
        "is_enterprise_install": "false",
    }
    assert seen(sandbox) == []


async def test_words_in_the_acknowledgement_are_for_the_person(sandbox: Sandbox, bolt: AsyncApp) -> None:
    @bolt.command("/deploy")
    async def deploy(ack: AsyncAck) -> None:
        await ack("Which version?")

    answer = await sandbox.act(DEPLOY)
    assert answer["with"] == {"text": "Which version?"}
    assert seen(sandbox) == [("Which version?", "UANA")]


async def test_or_for_everybody(sandbox: Sandbox, bolt: AsyncApp) -> None:
    @bolt.command("/deploy")
    async def deploy(ack: AsyncAck) -> None:
        await ack(text="Started", response_type="in_channel")

    await sandbox.act(DEPLOY)
    assert seen(sandbox) == [("Started", None)]


async def test_names_are_escaped_where_the_manifest_asks_for_it(sandbox: Sandbox, bolt: AsyncApp) -> None:
    texts: list[str] = []

    async def note(ack: AsyncAck, body: Json) -> None:
        texts.append(body["text"])
        await ack()

    bolt.command("/deploy")(note)
    bolt.command("/plain")(note)
    await sandbox.act(DEPLOY | {"text": "assign @ben <@UANA> in #operations & <b>"})
    await sandbox.act(DEPLOY | {"command": "/plain", "text": "assign @ben <@UANA>"})
    assert texts == [
        "assign <@UBEN|ben> <@UANA|ana> in <#COPS|operations> &amp; &lt;b&gt;",
        "assign @ben @ana",
    ]


async def test_nobody_connected(sandbox: Sandbox, url: str) -> None:
    answer = await sandbox.act(DEPLOY)
    assert (answer["acknowledged"], answer["error"]) == (False, "dispatch_failed")
    assert seen(sandbox) == [('`/deploy` failed with the error "dispatch_failed"', "UANA")]


async def test_no_answer_in_time(sandbox: Sandbox, bolt: AsyncApp) -> None:
    forever = asyncio.Event()

    @bolt.command("/deploy")
    async def deploy(ack: AsyncAck) -> None:
        await forever.wait()

    answer = await sandbox.act(DEPLOY)
    assert (answer["acknowledged"], answer["error"]) == (False, "operation_timeout")
    assert seen(sandbox) == [('`/deploy` failed with the error "operation_timeout"', "UANA")]
    forever.set()


async def test_an_answer_slack_would_not_take(sandbox: Sandbox, bolt: AsyncApp) -> None:
    @bolt.command("/deploy")
    async def deploy(ack: AsyncAck) -> None:
        await ack(text="x", blocks=[{"type": "divider"}] * 51)

    answer = await sandbox.act(DEPLOY)
    assert (answer["acknowledged"], answer["error"]) == (True, "invalid_blocks")


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"user": "UNOBODY"}, "there is no person UNOBODY"),
        ({"user": "UJAN"}, "jan cannot act: deactivated"),
        ({"user": "UBOT"}, "runsheet cannot act: a bot"),
        ({"channel": "CNOWHERE"}, "there is no conversation CNOWHERE"),
        ({"user": "UIDA", "channel": "COPS"}, "ida is not in #operations"),
        ({"command": "/lunch"}, "it has /deploy, /plain"),
        ({"command": None}, "say `command`"),
        ({"do": "dance"}, "`do` must be one of archive"),
    ],
)
async def test_what_nobody_could_do(sandbox: Sandbox, url: str, change: Json, advice: str) -> None:
    with pytest.raises(BadAct, match="^.*" + advice.replace("`", ".")):
        await sandbox.act(DEPLOY | change)


async def test_a_message_sent_while_the_command_runs(sandbox: Sandbox, bolt: AsyncApp) -> None:
    @bolt.command("/deploy")
    async def deploy(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
        await client.chat_postMessage(channel=body["channel_id"], text="Run card")
        await ack()

    assert (await sandbox.act(DEPLOY))["acknowledged"]
    assert seen(sandbox) == [("Run card", None)]
