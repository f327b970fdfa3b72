"""Clicks and choices on messages, in forms and on the Home tab."""

import re

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import BadAct, Sandbox
from sandbox.wire import Json
from tests.sandbox.shapes import button, entry, form, line, select


@pytest.fixture
def heard(bolt: AsyncApp) -> list[Json]:
    bodies: list[Json] = []

    @bolt.action(re.compile(".+"))
    async def note(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack()

    return bodies


def click(ts: str, action_id: str, **more: object) -> Json:
    return {"user": "UANA", "do": "click", "channel": "CDEPLOY", "ts": ts, "action_id": action_id, **more}


async def test_a_button_on_a_message(
    sandbox: Sandbox, slack: AsyncWebClient, heard: list[Json], url: str
) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="Card", blocks=[button("done", "7")]))["ts"]
    assert (await sandbox.act(click(ts, "done")))["acknowledged"]
    (body,) = heard
    assert body["user"] == {"id": "UANA", "username": "ana", "name": "ana", "team_id": "THARBOR"}
    assert body["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": "CDEPLOY",
        "is_ephemeral": False,
    }
    assert (body["team"], body["channel"]) == (
        {"id": "THARBOR", "domain": "harbor"},
        {"id": "CDEPLOY", "name": "deployments"},
    )
    assert (body["message"]["ts"], body["message"]["text"], body["message"]["user"]) == (ts, "Card", "UBOT")
    assert body["state"] == {"values": {}}
    assert body["response_url"].startswith(url)
    assert body["trigger_id"]
    (action,) = body["actions"]
    assert action.pop("action_ts")
    assert action == {
        "type": "button",
        "action_id": "done",
        "block_id": "row",
        "value": "7",
        "text": {"type": "plain_text", "text": "Done"},
    }


async def test_a_choice_is_remembered_for_its_person(
    sandbox: Sandbox, slack: AsyncWebClient, heard: list[Json]
) -> None:
    menu = {"type": "actions", "block_id": "who", "elements": [select("pick", "a", "b")]}
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="x", blocks=[menu, button("go")]))["ts"]
    await sandbox.act(click(ts, "pick", selected="b"))
    await sandbox.act(click(ts, "go"))
    await sandbox.act(click(ts, "go") | {"user": "UBEN"})
    chosen, with_choice, other = heard
    assert chosen["actions"][0]["selected_option"]["value"] == "b"
    assert with_choice["state"]["values"]["who"]["pick"]["selected_option"]["value"] == "b"
    assert other["state"]["values"]["who"]["pick"]["selected_option"] is None


async def test_an_overflow_menu(sandbox: Sandbox, slack: AsyncWebClient, heard: list[Json]) -> None:
    row = button("done") | {"accessory": select("more", "skip", "note", kind="overflow")}
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="x", blocks=[row]))["ts"]
    await sandbox.act(click(ts, "more", selected="note"))
    assert heard[0]["actions"][0]["selected_option"]["value"] == "note"
    with pytest.raises(BadAct, match="it offers skip, note"):
        await sandbox.act(click(ts, "more", selected="fly"))


async def test_the_block_tells_equal_action_ids_apart(
    sandbox: Sandbox, slack: AsyncWebClient, heard: list[Json]
) -> None:
    rows = [button("done", "1", block_id="one"), button("done", "2", block_id="two")]
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="x", blocks=rows))["ts"]
    await sandbox.act(click(ts, "done", block_id="two"))
    assert heard[0]["actions"][0]["value"] == "2"


async def test_a_button_that_is_gone_is_clicked_only_by_a_slow_client(
    sandbox: Sandbox, slack: AsyncWebClient, heard: list[Json]
) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="x", blocks=[button("done", "old")]))["ts"]
    await slack.chat_update(channel="CDEPLOY", ts=ts, text="x", blocks=[button("undo")])
    with pytest.raises(BadAct, match=r"there is no done to click here; there is row\.undo"):
        await sandbox.act(click(ts, "done"))
    await sandbox.act(click(ts, "done", stale=True))
    assert heard[0]["actions"][0]["value"] == "old"


async def test_on_the_home_tab(sandbox: Sandbox, slack: AsyncWebClient, heard: list[Json]) -> None:
    pressed = {"user": "UANA", "do": "click", "view": "home", "action_id": "start"}
    with pytest.raises(BadAct, match="no Home tab yet"):
        await sandbox.act(pressed)
    view = (await slack.views_publish(user_id="UANA", view={"type": "home", "blocks": [button("start")]}))[
        "view"
    ]
    await sandbox.act(pressed)
    await sandbox.act(pressed | {"view": view["id"]})
    for body in heard:
        assert body["container"] == {"type": "view", "view_id": view["id"]}
        assert body["view"]["type"] == "home"


async def test_in_a_form_what_is_typed_travels_along(
    sandbox: Sandbox, slack: AsyncWebClient, heard: list[Json]
) -> None:
    given = form(entry("name", line("v")), button("more"))
    trigger = sandbox.workspace.trigger("UANA")
    view = (await slack.views_open(trigger_id=trigger, view=given))["view"]
    typed = {"name": {"v": "api"}}
    pressed = {"user": "UANA", "do": "click", "view": view["id"], "action_id": "more", "values": typed}
    await sandbox.act(pressed)
    assert heard[0]["view"]["state"]["values"]["name"]["v"]["value"] == "api"
    with pytest.raises(BadAct, match="is not the open form of ben"):
        await sandbox.act(pressed | {"user": "UBEN"})


async def test_an_ephemeral_button_is_for_its_person(
    sandbox: Sandbox, slack: AsyncWebClient, heard: list[Json]
) -> None:
    await slack.chat_postEphemeral(channel="CDEPLOY", user="UBEN", text="x", blocks=[button("open")])
    ts = sandbox.state()["messages"]["CDEPLOY"][0]["ts"]
    with pytest.raises(BadAct, match="there is no message"):
        await sandbox.act(click(ts, "open"))
    await sandbox.act(click(ts, "open") | {"user": "UBEN"})
    assert heard[0]["container"]["is_ephemeral"]


async def test_an_unanswered_click_is_only_reported(
    sandbox: Sandbox, slack: AsyncWebClient, url: str
) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="x", blocks=[button("done")]))["ts"]
    assert (await sandbox.act(click(ts, "done")))["error"] == "dispatch_failed"
    assert len(sandbox.state()["messages"]["CDEPLOY"]) == 1
