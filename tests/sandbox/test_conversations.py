"""conversations.*: channels, their history and their members."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from tests.sandbox.refusals import refused

KEY = {"event_type": "note", "event_payload": {"key": "a"}}


async def post(slack: AsyncWebClient, text: str, **more: object) -> str:
    return str((await slack.chat_postMessage(channel="CDEPLOY", text=text, **more))["ts"])  # type: ignore[arg-type]


async def test_list_in_pages(slack: AsyncWebClient) -> None:
    first = await slack.conversations_list(limit=2)
    assert [one["name"] for one in first["channels"]] == ["deployments", "general"]
    following = first["response_metadata"]["next_cursor"]
    second = await slack.conversations_list(limit=2, cursor=following)
    assert [one["name"] for one in second["channels"]] == ["operations", "partners"]
    assert second["response_metadata"]["next_cursor"] == ""
    assert await refused(slack.conversations_list(cursor="bm9uc2Vuc2U=")) == "invalid_cursor"


async def test_a_private_channel_is_known_only_from_inside(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    secret = (await slack.conversations_create(name="inc-1", is_private=True))["channel"]
    assert secret["is_group"]
    public = await slack.conversations_list()
    assert secret["id"] not in [one["id"] for one in public["channels"]]
    private = await slack.conversations_list(types="private_channel")
    assert [one["id"] for one in private["channels"]] == [secret["id"]]
    sandbox.world.channels[secret["id"]].members.remove("UBOT")
    assert (await slack.conversations_list(types="private_channel"))["channels"] == []
    assert await refused(slack.conversations_info(channel=secret["id"])) == "channel_not_found"


async def test_create_with_a_topic_and_people(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    channel = (await slack.conversations_create(name="inc-1-payments"))["channel"]
    await slack.conversations_setTopic(channel=channel["id"], topic="25 %")
    await slack.conversations_invite(channel=channel["id"], users="UANA,UBEN")
    info = (await slack.conversations_info(channel=channel["id"]))["channel"]
    assert (info["topic"]["value"], info["num_members"], info["creator"]) == ("25 %", 3, "UBOT")
    notices = [one["subtype"] for one in sandbox.state()["messages"][channel["id"]]]
    assert notices == ["channel_topic", "channel_join", "channel_join"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("deployments", "name_taken"),
        ("With Space", "invalid_name_specials"),
        ("x" * 81, "invalid_name_maxlength"),
        ("", "invalid_name_required"),
    ],
)
async def test_names_slack_refuses(slack: AsyncWebClient, name: str, expected: str) -> None:
    assert await refused(slack.conversations_create(name=name)) == expected


async def test_a_topic_has_250_characters(slack: AsyncWebClient) -> None:
    assert await refused(slack.conversations_setTopic(channel="CDEPLOY", topic="x" * 251)) == "too_long"


async def test_invite_says_who_could_not_come(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    assert await refused(slack.conversations_invite(channel="COPS", users="UBOT")) == "cant_invite_self"
    assert await refused(slack.conversations_invite(channel="COPS", users="UANA")) == "already_in_channel"
    assert await refused(slack.conversations_invite(channel="COPS", users="UIDA,UJAN")) == "user_not_found"
    assert "UIDA" not in sandbox.world.channels["COPS"].members, "all or nobody"
    answer = await slack.conversations_invite(channel="COPS", users="UIDA,UJAN", force=True)
    assert [(one["user"], one["error"]) for one in answer["errors"]] == [("UJAN", "user_not_found")]
    assert "UIDA" in sandbox.world.channels["COPS"].members


async def test_join_and_members(slack: AsyncWebClient) -> None:
    await slack.conversations_join(channel="CGENERAL")
    again = await slack.conversations_join(channel="CGENERAL")
    assert again["warning"] == "already_in_channel"
    page = await slack.conversations_members(channel="CGENERAL", limit=8)
    rest = await slack.conversations_members(
        channel="CGENERAL", limit=8, cursor=page["response_metadata"]["next_cursor"]
    )
    assert len(page["members"]) == 8
    assert rest["members"] == ["UBOT"]


async def test_open_a_direct_message_once(slack: AsyncWebClient) -> None:
    first = await slack.conversations_open(users="UANA")
    second = await slack.conversations_open(users="UANA", return_im=True)
    assert first["channel"]["id"].startswith("D")
    assert second["channel"]["id"] == first["channel"]["id"]
    assert second["already_open"]
    assert await refused(slack.conversations_open(users="UJAN")) == "user_disabled"
    assert await refused(slack.conversations_open(users="UNOBODY")) == "user_not_found"


async def test_archive_once(slack: AsyncWebClient) -> None:
    await slack.conversations_archive(channel="COPS")
    assert await refused(slack.conversations_archive(channel="COPS")) == "already_archived"
    assert await refused(slack.conversations_join(channel="COPS")) == "is_archived"
    listed = await slack.conversations_list(exclude_archived=True)
    assert "COPS" not in [one["id"] for one in listed["channels"]]


async def test_history_is_newest_first_and_bounded(slack: AsyncWebClient) -> None:
    one, two, three = [await post(slack, text) for text in ("one", "two", "three")]

    async def texts(**bounds: object) -> list[str]:
        answer = await slack.conversations_history(channel="CDEPLOY", **bounds)  # type: ignore[arg-type]
        return [message["text"] for message in answer["messages"]]

    assert await texts() == ["three", "two", "one"]
    assert await texts(oldest=one) == ["three", "two"]
    assert await texts(oldest=one, inclusive=True) == ["three", "two", "one"]
    assert await texts(oldest=one, latest=three) == ["two"]
    assert await texts(latest=two, inclusive=True) == ["two", "one"]
    assert await refused(slack.conversations_history(channel="CGENERAL")) == "not_in_channel"


async def test_history_in_pages(slack: AsyncWebClient) -> None:
    for text in ("one", "two", "three"):
        await post(slack, text)
    page = await slack.conversations_history(channel="CDEPLOY", limit=2)
    assert page["has_more"]
    rest = await slack.conversations_history(
        channel="CDEPLOY", limit=2, cursor=page["response_metadata"]["next_cursor"]
    )
    assert [message["text"] for message in rest["messages"]] == ["one"]
    assert not rest["has_more"]


async def test_metadata_only_where_it_is_asked_for(slack: AsyncWebClient) -> None:
    await post(slack, "x", metadata=KEY)
    (quiet,) = (await slack.conversations_history(channel="CDEPLOY"))["messages"]
    (full,) = (await slack.conversations_history(channel="CDEPLOY", include_all_metadata=True))["messages"]
    assert "metadata" not in quiet
    assert full["metadata"] == KEY


async def test_a_thread_is_read_with_replies(slack: AsyncWebClient) -> None:
    parent = await post(slack, "parent")
    await post(slack, "quiet", thread_ts=parent)
    await post(slack, "loud", thread_ts=parent, reply_broadcast=True)
    thread = await slack.conversations_replies(channel="CDEPLOY", ts=parent)
    assert [message["text"] for message in thread["messages"]] == ["parent", "quiet", "loud"]
    assert thread["messages"][0]["reply_count"] == 2
    top = await slack.conversations_history(channel="CDEPLOY")
    assert [message["text"] for message in top["messages"]] == ["loud", "parent"]
    assert await refused(slack.conversations_replies(channel="CDEPLOY", ts="1.0")) == "thread_not_found"


async def test_a_thread_says_who_answered(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    parent = await post(slack, "parent")
    for user in ("UBEN", "UANA", "UBEN"):
        said = {"user": user, "do": "say", "channel": "CDEPLOY", "text": "x", "thread_ts": parent}
        await sandbox.act(said)
    loud = await post(slack, "loud", thread_ts=parent, reply_broadcast=True)
    top, *below = (await slack.conversations_replies(channel="CDEPLOY", ts=parent))["messages"]
    assert (top["reply_count"], top["reply_users"], top["reply_users_count"]) == (
        4,
        ["UBEN", "UANA", "UBOT"],
        3,
    )
    assert top["latest_reply"] == loud
    assert {one["parent_user_id"] for one in below} == {"UBOT"}
    assert [one.get("subtype") for one in below] == [None, None, None, "thread_broadcast"]


async def test_a_channel_described_left_and_restored(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    made = (await slack.conversations_create(name="inc-1"))["channel"]["id"]
    await slack.conversations_setPurpose(channel=made, purpose="Payments are down")
    await slack.conversations_invite(channel=made, users="UANA,UBEN")
    await slack.conversations_kick(channel=made, user="UBEN")
    await slack.conversations_rename(channel=made, name="inc-1-payments")
    await slack.conversations_archive(channel=made)
    await slack.conversations_unarchive(channel=made)
    info = (await slack.conversations_info(channel=made))["channel"]
    assert (info["name"], info["purpose"]["value"]) == ("inc-1-payments", "Payments are down")
    assert (info["is_archived"], info["num_members"]) == (False, 2)
    await slack.conversations_leave(channel=made)
    assert sandbox.world.channels[made].members == ["UANA"]
    assert (await slack.conversations_leave(channel=made))["not_in_channel"]
