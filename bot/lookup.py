"""Whether a message of ours stands in Slack already: looked for by the key in its metadata."""

from bot.slack import Slack
from store.messages import Message

SKEW = 5.0
"""Seconds that Slack's clock may be behind ours."""


async def found(slack: Slack, message: Message, channel: str, thread_ts: str | None) -> str | None:
    """Its `ts`, where an earlier attempt has had its effect. Raises SlackError."""
    if message.attempted_at is None:
        return None
    answer = await slack.call(
        "conversations.replies" if thread_ts else "conversations.history",
        channel=channel,
        ts=thread_ts,
        oldest=f"{message.attempted_at.timestamp() - SKEW:.6f}",
        include_all_metadata=True,
        limit=200,
    )
    for said in answer.get("messages", []):
        if said.get("metadata", {}).get("event_payload", {}).get("key") == message.key:
            return str(said["ts"])
    return None
