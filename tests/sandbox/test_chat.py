"""chat.*: messages posted, redrawn and deleted."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from sandbox.wire import Json
from tests.sandbox.refusals import refused
from tests.sandbox.shapes import button

KEY = {"event_type": "note", "event_payload": {"key": "a"}}


def messages(sandbox: Sandbox, channel: str = "CDEPLOY") -> list[Json]:
    found: list[Json] = sandbox.state()["messages"][channel]
    return found


async def test_a_message_is_posted_with_blocks_and_metadata(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    answer = await slack.chat_postMessage(
        channel="CDEPLOY", text="Card", blocks=[button("done")], metadata=KEY
    )
    assert answer["channel"] == "CDEPLOY"
    assert answer["message"]["bot_id"] == sandbox.app.bot_id
    (posted,) = messages(sandbox)
    assert (posted["ts"], posted["text"], posted["bot"]) == (answer["ts"], "Card", True)
    assert posted["blocks"][0]["accessory"]["action_id"] == "done"
    assert posted["metadata"] == KEY


async def test_ts_are_unique_though_the_clock_stands_still(slack: AsyncWebClient) -> None:
    stamps = [(await slack.chat_postMessage(channel="CDEPLOY", text="x"))["ts"] for _ in range(3)]
    assert stamps == sorted(set(stamps))
    assert stamps[0].startswith("1772442000.")


async def test_missing_block_and_action_ids_are_given(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    bare = {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Go"}}]}
    await slack.chat_postMessage(channel="CDEPLOY", text="x", blocks=[bare])
    (block,) = messages(sandbox)[0]["blocks"]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


@pytest.mark.parametrize(
    ("channel", "expected"),
    [("CNOWHERE", "channel_not_found"), ("CGENERAL", "not_in_channel"), ("UJAN", "channel_not_found")],
)
async def test_where_the_app_cannot_post(slack: AsyncWebClient, channel: str, expected: str) -> None:
    assert await refused(slack.chat_postMessage(channel=channel, text="x")) == expected


async def test_a_channel_by_name_and_a_person_by_id(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    assert (await slack.chat_postMessage(channel="#deployments", text="x"))["channel"] == "CDEPLOY"
    direct = (await slack.chat_postMessage(channel="UANA", text="hi"))["channel"]
    (found,) = [one for one in sandbox.state()["channels"] if one["id"] == direct]
    assert (found["is_im"], found["user"]) == (True, "UANA")


async def test_an_archived_channel_takes_nothing(slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="x"))["ts"]
    await slack.conversations_archive(channel="CDEPLOY")
    assert await refused(slack.chat_postMessage(channel="CDEPLOY", text="x")) == "is_archived"
    assert await refused(slack.chat_update(channel="CDEPLOY", ts=ts, text="y")) == "is_inactive"


async def test_update_with_text_alone_takes_the_blocks_away(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="x", blocks=[button("done")], metadata=KEY))[
        "ts"
    ]
    await slack.chat_update(channel="CDEPLOY", ts=ts, text="y", blocks=[button("undo")])
    assert messages(sandbox)[0]["edited"] is None
    await slack.chat_update(channel="CDEPLOY", ts=ts, text="z")
    (message,) = messages(sandbox)
    assert (message["text"], message["blocks"]) == ("z", [])
    assert message["edited"]["user"] == "UBOT"
    assert message["metadata"] == KEY, "metadata that is not mentioned stays"


async def test_update_with_empty_metadata_removes_it(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="x", metadata=KEY))["ts"]
    await slack.chat_update(channel="CDEPLOY", ts=ts, text="x", metadata={})
    assert messages(sandbox)[0]["metadata"] is None


async def test_update_refuses_what_slack_refuses(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    ours = (await slack.chat_postMessage(channel="CDEPLOY", text="x"))["ts"]
    theirs = (await sandbox.act({"user": "UANA", "do": "say", "channel": "CDEPLOY", "text": "hi"}))["ts"]
    assert await refused(slack.chat_update(channel="CDEPLOY", ts="1.000001", text="y")) == "message_not_found"
    assert await refused(slack.chat_update(channel="CDEPLOY", ts=theirs, text="y")) == "cant_update_message"
    assert await refused(slack.chat_update(channel="CDEPLOY", ts=ours, text="y" * 4001)) == "msg_too_long"
    silent = slack.api_call("chat.update", json={"channel": "CDEPLOY", "ts": ours})
    assert await refused(silent) == "no_text"


async def test_blocks_have_their_limits(slack: AsyncWebClient) -> None:
    many = [button("done", block_id=f"row{number}") for number in range(51)]
    assert await refused(slack.chat_postMessage(channel="CDEPLOY", text="x", blocks=many)) == "invalid_blocks"
    assert (
        await refused(slack.chat_postMessage(channel="CDEPLOY", text="x", blocks='["a"]')) == "invalid_blocks"
    )
    assert (
        await refused(slack.chat_postMessage(channel="CDEPLOY", text="x", blocks="{"))
        == "invalid_blocks_format"
    )
    assert await refused(slack.api_call("chat.postMessage", json={"channel": "CDEPLOY"})) == "no_text"
    assert (await slack.chat_postMessage(channel="CDEPLOY", text="x", blocks=many[:50]))["ok"]


async def test_deleted_messages_are_gone(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="x"))["ts"]
    await slack.pins_add(channel="CDEPLOY", timestamp=ts)
    await slack.chat_delete(channel="CDEPLOY", ts=ts)
    assert messages(sandbox) == []
    assert await refused(slack.chat_delete(channel="CDEPLOY", ts=ts)) == "message_not_found"
    assert (await slack.pins_list(channel="CDEPLOY"))["items"] == []


async def test_an_ephemeral_message_is_for_one_and_not_in_history(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    await slack.chat_postEphemeral(channel="CDEPLOY", user="UANA", text="only you")
    assert messages(sandbox)[0]["ephemeral_to"] == "UANA"
    assert (await slack.conversations_history(channel="CDEPLOY"))["messages"] == []
    outsider = slack.chat_postEphemeral(channel="COPS", user="UIDA", text="x")
    assert await refused(outsider) == "user_not_in_channel"


async def test_a_permalink_leads_to_the_page(slack: AsyncWebClient, url: str) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="x"))["ts"]
    link = (await slack.chat_getPermalink(channel="CDEPLOY", message_ts=ts))["permalink"]
    assert link == f"{url}/archives/CDEPLOY/p{ts.replace('.', '')}"
    assert await refused(slack.chat_getPermalink(channel="CDEPLOY", message_ts="1.0")) == "message_not_found"
