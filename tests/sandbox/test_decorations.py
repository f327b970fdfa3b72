"""pins.*, reactions.add and bookmarks.add: what hangs on messages and channels."""

from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from tests.sandbox.refusals import refused


async def test_pins(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="card"))["ts"]
    await slack.pins_add(channel="CDEPLOY", timestamp=ts)
    assert await refused(slack.pins_add(channel="CDEPLOY", timestamp=ts)) == "already_pinned"
    items = (await slack.pins_list(channel="CDEPLOY"))["items"]
    assert [item["message"]["ts"] for item in items] == [ts]
    assert [one["pins"] for one in sandbox.state()["channels"] if one["id"] == "CDEPLOY"] == [[ts]]
    await slack.pins_remove(channel="CDEPLOY", timestamp=ts)
    assert await refused(slack.pins_remove(channel="CDEPLOY", timestamp=ts)) == "no_pin"
    assert await refused(slack.pins_add(channel="CDEPLOY", timestamp="1.0")) == "message_not_found"


async def test_reactions(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="card"))["ts"]
    await slack.reactions_add(channel="CDEPLOY", timestamp=ts, name="eyes")
    assert sandbox.state()["messages"]["CDEPLOY"][0]["reactions"] == [
        {"name": "eyes", "users": ["UBOT"], "count": 1}
    ]
    again = slack.reactions_add(channel="CDEPLOY", timestamp=ts, name="eyes")
    assert await refused(again) == "already_reacted"


async def test_bookmarks(slack: AsyncWebClient) -> None:
    added = await slack.bookmarks_add(
        channel_id="COPS", title="Runbook", type="link", link="https://example.org"
    )
    assert added["bookmark"]["title"] == "Runbook"
    unlinked = slack.bookmarks_add(channel_id="COPS", title="Runbook", type="link")
    assert await refused(unlinked) == "invalid_link"


async def test_a_reaction_taken_back(slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel="CDEPLOY", text="card"))["ts"]
    await slack.reactions_add(channel="CDEPLOY", timestamp=ts, name="eyes")
    await slack.reactions_add(channel="CDEPLOY", timestamp=ts, name=":tada:")
    await slack.reactions_remove(channel="CDEPLOY", timestamp=ts, name="eyes")
    left = (await slack.reactions_get(channel="CDEPLOY", timestamp=ts))["message"]["reactions"]
    assert left == [{"name": "tada", "users": ["UBOT"], "count": 1}]


async def test_a_bookmark_changed_and_removed(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    link = {"title": "Runbook", "type": "link", "link": "https://example.org"}
    added = (await slack.bookmarks_add(channel_id="COPS", **link))["bookmark"]
    at = {"channel_id": "COPS", "bookmark_id": added["id"]}
    await slack.bookmarks_edit(**at, title="The runbook", emoji=":book:")
    (held,) = (await slack.bookmarks_list(channel_id="COPS"))["bookmarks"]
    assert (held["title"], held["emoji"], held["link"]) == ("The runbook", ":book:", "https://example.org")
    await slack.bookmarks_remove(**at)
    assert (await slack.bookmarks_list(channel_id="COPS"))["bookmarks"] == []
