"""What people do beside talking: react, pin, delete, come and go, archive; and who may not."""

from collections.abc import AsyncIterator

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import BadAct, Sandbox
from sandbox.receipts import LATE
from sandbox.wire import Json
from tests.sandbox.calls import done, error, post
from tests.sandbox.conftest import Pauses, Wall, built
from tests.sandbox.listener import Listener
from tests.sandbox.shapes import APP_TOKEN, MANIFEST, button, form

EVENTS = [
    *(f"channel_{what}" for what in ("archive", "created", "rename", "unarchive")),
    *("member_joined_channel", "member_left_channel", "message.channels", "pin_added", "pin_removed"),
    *("reaction_added", "reaction_removed", "subteam_updated", "user_change"),
]
LISTENING = {**MANIFEST, "settings": {"event_subscriptions": {"bot_events": EVENTS}}}


@pytest.fixture
def sandbox(wall: Wall, pauses: Pauses) -> Sandbox:
    return built(wall, LISTENING, wait=pauses.wait)


@pytest.fixture
async def events(sandbox: Sandbox, slack: AsyncWebClient) -> AsyncIterator[list[Json]]:
    """What an app hears that listens to all of it, its own deeds included."""
    heard: list[Json] = []
    app = AsyncApp(client=slack, signing_secret="unused", ignoring_self_events_enabled=False)

    async def note(event: Json) -> None:
        heard.append(event)

    for name in EVENTS:
        if not name.startswith("message"):
            app.event(name)(note)
    app.event({"type": "message", "subtype": "message_deleted"})(note)
    handler = AsyncSocketModeHandler(app, APP_TOKEN)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await sandbox.connected()
    yield heard
    await handler.close_async()  # type: ignore[no-untyped-call]


def channel(sandbox: Sandbox, channel_id: str = "CDEPLOY") -> Json:
    return next(one for one in sandbox.state()["channels"] if one["id"] == channel_id)


def ana(do: str, **more: object) -> Json:
    return {"user": "UANA", "do": do, "channel": "CDEPLOY", **more}


async def test_a_reaction_comes_and_goes(sandbox: Sandbox, events: list[Json]) -> None:
    ts = await post(sandbox)
    for _ in range(2):
        assert (await sandbox.act(ana("react", ts=ts, name=":eyes:")))["acknowledged"]
    added, removed = events
    assert (added["type"], removed["type"]) == ("reaction_added", "reaction_removed")
    assert (added["reaction"], added["item"]["ts"], added["item_user"]) == ("eyes", ts, "UBOT")
    assert sandbox.state()["messages"]["CDEPLOY"][0]["reactions"] == []


async def test_a_pin_comes_and_goes(sandbox: Sandbox, events: list[Json]) -> None:
    ts = await post(sandbox)
    await sandbox.act(ana("pin", ts=ts))
    assert channel(sandbox)["pins"] == [ts]
    await sandbox.act(ana("pin", ts=ts))
    assert channel(sandbox)["pins"] == []
    assert [event["type"] for event in events] == ["pin_added", "pin_removed"]


async def test_an_admin_deletes_the_card_of_the_app(sandbox: Sandbox, events: list[Json]) -> None:
    ts = await post(sandbox)
    with pytest.raises(BadAct, match="an admin can delete all"):
        await sandbox.act({**ana("delete", ts=ts), "user": "UBEN"})
    await sandbox.act(ana("delete", ts=ts))
    (event,) = events
    assert (event["subtype"], event["deleted_ts"]) == ("message_deleted", ts)
    assert sandbox.state()["messages"]["CDEPLOY"] == []
    assert await error(sandbox, "chat.update", channel="CDEPLOY", ts=ts, text="x") == "message_not_found"


async def test_people_come_go_and_bring_others(sandbox: Sandbox, events: list[Json]) -> None:
    await sandbox.act({**ana("invite", whom="UIDA"), "channel": "COPS"})
    await sandbox.act({"user": "UIDA", "do": "leave", "channel": "COPS"})
    await sandbox.act({**ana("remove", whom="UBOT"), "channel": "COPS"})
    await sandbox.deliveries.settled()
    told = [(event["type"], event["user"]) for event in events]
    assert told == [
        ("member_joined_channel", "UIDA"),
        ("member_left_channel", "UIDA"),
        ("member_left_channel", "UBOT"),
    ]
    assert events[0]["inviter"] == "UANA"
    assert await error(sandbox, "chat.postMessage", channel="COPS", text="x") == "not_in_channel"
    await sandbox.act({**ana("invite", whom="UBOT"), "channel": "COPS"})
    assert await error(sandbox, "chat.postMessage", channel="COPS", text="x") is None


async def test_a_channel_is_archived_renamed_and_restored(sandbox: Sandbox, events: list[Json]) -> None:
    await sandbox.act(ana("rename", name="releases"))
    await sandbox.act(ana("archive"))
    assert await error(sandbox, "chat.postMessage", channel="CDEPLOY", text="x") == "is_archived"
    with pytest.raises(BadAct, match="is archived"):
        await sandbox.act(ana("react", ts=next(iter(sandbox.world.channels["CDEPLOY"].messages)), name="x"))
    await sandbox.act(ana("unarchive"))
    assert await error(sandbox, "chat.postMessage", channel="#releases", text="x") is None
    assert [one["type"] for one in events] == ["channel_rename", "channel_archive", "channel_unarchive"]


async def test_a_person_is_sent_away_and_taken_back(sandbox: Sandbox, events: list[Json]) -> None:
    await sandbox.act({"user": "UANA", "do": "deactivate", "whom": "UBEN"})
    assert "UBEN" not in channel(sandbox)["members"]
    with pytest.raises(BadAct, match="deactivated"):
        await sandbox.act({**ana("say", text="hello?"), "user": "UBEN"})
    assert await error(sandbox, "conversations.open", users="UBEN") == "user_disabled"
    assert await error(sandbox, "chat.postMessage", channel="UBEN", text="x") == "channel_not_found"
    await sandbox.act({"user": "UANA", "do": "reactivate", "whom": "UBEN"})
    assert "UBEN" in channel(sandbox, "CGENERAL")["members"]
    assert [(one["type"], one["user"]["deleted"]) for one in events] == [
        ("user_change", True),
        ("user_change", False),
    ]


async def test_a_user_group_is_made_and_changed(sandbox: Sandbox, events: list[Json]) -> None:
    made = await sandbox.act({"user": "UANA", "do": "group", "handle": "leads", "users": ["UANA"]})
    again = await sandbox.act({"user": "UANA", "do": "group", "handle": "leads", "users": ["UGIA", "UHUG"]})
    assert made["group"] == again["group"]
    found = await done(sandbox, "usergroups.users.list", usergroup=made["group"])
    assert found["users"] == ["UGIA", "UHUG"]
    listed = (await done(sandbox, "usergroups.list", include_users=True))["usergroups"]
    assert [(one["handle"], one["user_count"]) for one in listed] == [("oncall", 2), ("leads", 2)]
    assert [one["type"] for one in events] == ["subteam_updated"] * 2


async def test_what_the_app_does_it_hears_of_too(sandbox: Sandbox, events: list[Json]) -> None:
    made = (await done(sandbox, "conversations.create", name="inc-1"))["channel"]["id"]
    await done(sandbox, "conversations.invite", channel=made, users="UANA")
    await done(sandbox, "conversations.kick", channel=made, user="UANA")
    await done(sandbox, "conversations.rename", channel=made, name="inc-2")
    await done(sandbox, "conversations.archive", channel=made)
    await sandbox.deliveries.settled()
    assert {event["type"] for event in events} == {
        *("channel_created", "member_joined_channel", "member_left_channel"),
        *("channel_rename", "channel_archive"),
    }


NOT_FOR_THEM: list[tuple[Json, str]] = [
    ({"user": "UIDA", "do": "archive", "channel": "CDEPLOY"}, "a guest"),
    ({"user": "UIDA", "do": "join", "channel": "CGENERAL"}, "a guest"),
    ({"user": "UIDA", "do": "invite", "channel": "CDEPLOY", "whom": "UBEN"}, "a guest"),
    ({"user": "ULEE", "do": "command", "channel": "CPARTNER", "command": "/deploy"}, "another workspace"),
    ({"user": "ULEE", "do": "shortcut", "callback_id": "declare"}, "another workspace"),
    ({"user": "ULEE", "do": "home"}, "another workspace"),
    ({"user": "ULEE", "do": "say", "channel": "CDEPLOY", "text": "x"}, "is not in"),
    ({"user": "UBEN", "do": "deactivate", "whom": "UANA"}, "no admin"),
    ({"user": "UBEN", "do": "group", "handle": "x", "users": []}, "no admin"),
    ({"user": "UANA", "do": "deactivate", "whom": "UANA"}, "cannot be deactivated"),
    ({"user": "UANA", "do": "reactivate", "whom": "UBEN"}, "not deactivated"),
    ({"user": "UANA", "do": "group", "handle": "x", "users": ["UIDA"]}, "full members"),
    ({"user": "UANA", "do": "leave", "channel": "CGENERAL"}, "nobody leaves"),
    ({"user": "UANA", "do": "archive", "channel": "CGENERAL"}, "nobody archives"),
    ({"user": "UANA", "do": "unarchive", "channel": "CDEPLOY"}, "is not archived"),
    ({"user": "UANA", "do": "join", "channel": "CDEPLOY"}, "already"),
    ({"user": "UANA", "do": "invite", "channel": "CDEPLOY", "whom": "UJAN"}, "deactivated"),
    ({"user": "UANA", "do": "invite", "channel": "CDEPLOY", "whom": "ULEE"}, "another workspace"),
    ({"user": "UANA", "do": "invite", "channel": "CDEPLOY", "whom": "UNONE"}, "no person"),
    ({"user": "UANA", "do": "remove", "channel": "COPS", "whom": "UIDA"}, "cannot be removed"),
    ({"user": "UANA", "do": "rename", "channel": "CDEPLOY", "name": "operations"}, "already"),
]


@pytest.mark.parametrize(
    ("deed", "why"), NOT_FOR_THEM, ids=[f"{d['user']}-{d['do']}-{w}" for d, w in NOT_FOR_THEM]
)
async def test_what_nobody_could_do(sandbox: Sandbox, deed: Json, why: str) -> None:
    with pytest.raises(BadAct, match=why):
        await sandbox.act(deed)


async def test_somebody_of_another_workspace_presses(sandbox: Sandbox, bolt: AsyncApp) -> None:
    bodies: list[Json] = []

    @bolt.action("done")
    async def press(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack()

    ts = await post(sandbox, "CPARTNER", blocks=[button("done")])
    await sandbox.act({"user": "ULEE", "do": "click", "channel": "CPARTNER", "ts": ts, "action_id": "done"})
    assert bodies[0]["user"]["team_id"] == "TOTHER"
    lee = (await done(sandbox, "users.info", user="ULEE"))["user"]
    assert (lee["team_id"], "is_stranger" in lee) == ("TOTHER", False), "they share a channel with the app"
    sandbox.world.channels["CPARTNER"].members.remove("ULEE")
    assert (await done(sandbox, "users.info", user="ULEE"))["user"]["is_stranger"]
    assert (await done(sandbox, "conversations.info", channel="CPARTNER"))["channel"]["is_ext_shared"]


async def test_an_unanswered_press_leaves_a_warning_until_one_is_answered(sandbox: Sandbox) -> None:
    app = Listener()
    sandbox.deliveries.transport = app
    ts = await post(sandbox, blocks=[button("done")])
    warned = []
    for app.answers in ([LATE], []):
        await sandbox.act(ana("click", ts=ts, action_id="done"))
        warned.append(list(sandbox.state()["messages"]["CDEPLOY"][0]["warnings"]))
    assert warned == [["UANA"], []]


async def test_an_unanswered_form_stays_with_a_warning(sandbox: Sandbox) -> None:
    app = Listener()
    sandbox.deliveries.transport = app
    trigger = sandbox.workspace.trigger("UANA")
    view = (await done(sandbox, "views.open", trigger_id=trigger, view=form()))["view"]
    app.answers = [LATE]
    await sandbox.act({"user": "UANA", "do": "submit", "view": view["id"]})
    assert sandbox.state()["views"]["UANA"][0]["warning"]
    await sandbox.act({"user": "UANA", "do": "submit", "view": view["id"]})
    assert sandbox.state()["views"] == {}


async def test_quiet_hours(sandbox: Sandbox, wall: Wall) -> None:
    """It is nine in the morning in UTC, ten in Lagos."""

    async def hours(user: str) -> tuple[bool, int, int]:
        found = await done(sandbox, "dnd.info", user=user)
        return found["dnd_enabled"], found["next_dnd_start_ts"], found["next_dnd_end_ts"]

    tonight, tomorrow = 1772485200, 1772517600
    assert await hours("UBEN") == (True, tonight, tomorrow), "22:00 to 07:00 in Lagos"
    wall.pass_by(hours=20)
    assert await hours("UBEN") == (True, tonight, tomorrow), "in the middle of it"
    wall.pass_by(hours=1)
    assert await hours("UBEN") == (True, tonight + 86400, tomorrow + 86400)
    assert (await hours("UANA"))[0] is False
