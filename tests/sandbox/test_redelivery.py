"""A payload delivered twice, as Slack does where it did not hear the acknowledgement."""

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import BadAct, Sandbox
from sandbox.wire import Json
from tests.sandbox.shapes import entry, form, line

AGAIN: Json = {"do": "redeliver"}


async def test_a_command_comes_again_as_it_was(sandbox: Sandbox, bolt: AsyncApp) -> None:
    bodies: list[Json] = []

    @bolt.command("/deploy")
    async def take(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack("heard")

    typed = {"user": "UANA", "do": "command", "channel": "CDEPLOY", "command": "/deploy", "text": "start"}
    first = await sandbox.act(typed)
    again = await sandbox.act(AGAIN)
    assert again["acknowledged"]
    assert again["with"] == first["with"]
    assert bodies[0] == bodies[1]
    assert len(sandbox.state()["messages"]["CDEPLOY"]) == 1, "the second answer is only reported"


async def test_a_form_comes_again_as_it_was_sent_not_as_it_was_redrawn(
    sandbox: Sandbox, slack: AsyncWebClient, bolt: AsyncApp
) -> None:
    bodies: list[Json] = []

    @bolt.view("form")
    async def take(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack(response_action="update", view=form(entry("other", line("v")), title="Next"))

    given = form(entry("name", line("v")))
    trigger = sandbox.workspace.trigger("UANA")
    view = (await slack.views_open(trigger_id=trigger, view=given))["view"]["id"]
    await sandbox.act({"user": "UANA", "do": "submit", "view": view, "values": {"name": {"v": "api"}}})
    await sandbox.act(AGAIN)
    assert bodies[1] == bodies[0]
    assert bodies[1]["view"]["state"]["values"]["name"]["v"]["value"] == "api"


async def test_there_has_to_be_something_to_deliver_again(sandbox: Sandbox) -> None:
    with pytest.raises(BadAct, match="nothing has been delivered yet"):
        await sandbox.act(AGAIN)
