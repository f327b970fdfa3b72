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
