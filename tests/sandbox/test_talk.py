"""Things said, shortcuts used, and visits to the app: the events they cause."""

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import BadAct, Sandbox
from sandbox.wire import Json


@pytest.fixture
def events(bolt: AsyncApp) -> list[Json]:
    bodies: list[Json] = []

    async def note(body: Json) -> None:
        bodies.append(body)

    for name in ("app_mention", "message", "app_home_opened"):
        bolt.event(name)(note)
    return bodies


def say(text: str, **more: object) -> Json:
    return {"user": "UANA", "do": "say", "channel": "CDEPLOY", "text": text, **more}


@pytest.mark.parametrize("name", ["@runsheet", "<@UBOT>"])
async def test_a_mention_reaches_the_app(sandbox: Sandbox, events: list[Json], name: str) -> None:
    answer = await sandbox.act(say(f"{name} status & more"))
    assert answer["acknowledged"]
    (body,) = events
    assert body["type"] == "event_callback"
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0] == {
        "enterprise_id": None,
        "team_id": "THARBOR",
        "user_id": "UBOT",
        "is_bot": True,
        "is_enterprise_install": False,
    }
    event = body["event"]
    assert (event["type"], event["user"], event["channel"]) == ("app_mention", "UANA", "CDEPLOY")
    assert event["text"] == "<@UBOT> status &amp; more"
    assert event["ts"] == event["event_ts"] == answer["ts"]


async def test_other_talk_does_not(sandbox: Sandbox, events: list[Json]) -> None:
    answer = await sandbox.act(say("morning @ben"))
    assert (answer["acknowledged"], answer["error"]) == (False, None)
    await sandbox.act(say("@runsheet?", channel="CGENERAL"))
    assert events == []
    assert sandbox.state()["messages"]["CDEPLOY"][0]["text"] == "morning <@UBEN>"


async def test_a_direct_message_does(sandbox: Sandbox, events: list[Json]) -> None:
    direct = (await sandbox.act({"user": "UANA", "do": "open_dm"}))["channel"]
    await sandbox.act(say("help", channel=direct))
    visit, message = [body["event"] for body in events]
    assert (visit["type"], visit["tab"], visit["channel"]) == ("app_home_opened", "messages", direct)
    assert (message["type"], message["channel_type"], message["text"]) == ("message", "im", "help")
    with pytest.raises(BadAct, match="there is no conversation"):
        await sandbox.act(say("mine?", channel=direct) | {"user": "UBEN"})


async def test_a_reply_in_a_thread(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="card"))["ts"]
    await sandbox.act(say("looks good", thread_ts=ts))
    parent, reply = sandbox.state()["messages"]["CDEPLOY"]
    assert (parent["reply_count"], reply["thread_ts"]) == (1, ts)
    with pytest.raises(BadAct, match="to reply to"):
        await sandbox.act(say("x", thread_ts="1.0"))


async def test_nobody_writes_in_an_archived_channel(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    await slack.conversations_archive(channel="CDEPLOY")
    with pytest.raises(BadAct, match="is archived"):
        await sandbox.act(say("hello?"))


async def test_where_only_admins_write(sandbox: Sandbox) -> None:
    sandbox.world.policy.admins_only.add("CDEPLOY")
    await sandbox.act(say("all read this"))
    with pytest.raises(BadAct, match="only admins"):
        await sandbox.act(say("may I?") | {"user": "UBEN"})


async def test_opening_the_home_tab(sandbox: Sandbox, slack: AsyncWebClient, events: list[Json]) -> None:
    await sandbox.act({"user": "UANA", "do": "home"})
    await slack.views_publish(user_id="UANA", view={"type": "home", "blocks": []})
    await sandbox.act({"user": "UANA", "do": "home"})
    first, second = [body["event"] for body in events]
    assert (first["tab"], "view" in first) == ("home", False)
    assert second["view"]["type"] == "home"


async def test_a_global_shortcut(sandbox: Sandbox, bolt: AsyncApp) -> None:
    bodies: list[Json] = []

    @bolt.global_shortcut("declare")
    async def declare(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack()

    assert (await sandbox.act({"user": "UANA", "do": "shortcut", "callback_id": "declare"}))["acknowledged"]
    (body,) = bodies
    assert (body["type"], body["user"]["id"], "channel" in body) == ("shortcut", "UANA", False)
    with pytest.raises(BadAct, match="it has declare, keep"):
        await sandbox.act({"user": "UANA", "do": "shortcut", "callback_id": "nope"})


async def test_a_message_shortcut(sandbox: Sandbox, bolt: AsyncApp) -> None:
    bodies: list[Json] = []

    @bolt.message_shortcut("keep")
    async def keep(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack()

    ts = (await sandbox.act(say("we saw it at 10:02")))["ts"]
    used = {"user": "UBEN", "do": "shortcut", "callback_id": "keep", "channel": "CDEPLOY", "ts": ts}
    assert (await sandbox.act(used))["acknowledged"]
    (body,) = bodies
    assert (body["type"], body["message_ts"]) == ("message_action", ts)
    assert (body["message"]["text"], body["message"]["user"]) == ("we saw it at 10:02", "UANA")
    assert body["channel"]["id"] == "CDEPLOY"


async def test_a_user_group_is_called_by_its_handle(sandbox: Sandbox, bolt: AsyncApp) -> None:
    typed: list[str] = []

    async def note(ack: AsyncAck, command: Json) -> None:
        typed.append(command["text"])
        await ack()

    bolt.command("/deploy")(note)
    bolt.command("/plain")(note)
    await sandbox.act(say("@oncall and @nobody"))
    assert sandbox.state()["messages"]["CDEPLOY"][0]["text"] == "<!subteam^SONCALL> and @nobody"
    for command in ("/deploy", "/plain"):
        await sandbox.act({**say("page @oncall"), "do": "command", "command": command})
    assert typed == ["page <!subteam^SONCALL|@oncall>", "page @oncall"]


async def test_files_are_said(sandbox: Sandbox, events: list[Json]) -> None:
    direct = (await sandbox.act({"user": "UANA", "do": "open_dm"}))["channel"]
    mine = (await sandbox.act({"user": "UANA", "do": "upload", "name": "a.md", "text": "# A"}))["file"]
    await sandbox.act({"user": "UANA", "do": "say", "channel": direct, "files": [mine]})
    message = events[-1]["event"]
    assert (message["subtype"], message["text"], message["files"][0]["id"]) == ("file_share", "", mine)
    assert sandbox.world.files[mine].channels == [direct]
    for wrong in ({"files": [mine], "user": "UBEN"}, {"files": mine}, {"text": ""}):
        with pytest.raises(BadAct):
            await sandbox.act({**say("x", channel="CDEPLOY"), **wrong})
