"""Beside a message, and files: pins, reactions, uploads, downloads, what somebody wrote."""

import base64
from datetime import datetime
from typing import Any

from bot import library
from bot.outside import Attempt, Declined, Undecided, Ways
from bot.slack import Slack, SlackError, SlackLater
from commands import outside
from commands.outside import Downloaded, MessageFound, Nothing, Uploaded

DONE_ALREADY = {"already_pinned", "no_pin", "not_pinned", "already_reacted"}
"""Errors that say it is as it should be."""

SKEW = 5.0
"""Seconds that Slack's clock may be behind ours."""


class Posts:
    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def ways(self) -> Ways:
        return {
            outside.Pin: self.pin,
            outside.Unpin: self.unpin,
            outside.React: self.react,
            outside.Upload: self.upload,
            outside.Download: self.download,
            outside.AskMessage: self.ask_message,
        }

    async def pin(self, attempt: Attempt) -> Nothing:
        return await self._decorated("pins.add", attempt)

    async def unpin(self, attempt: Attempt) -> Nothing:
        return await self._decorated("pins.remove", attempt)

    async def react(self, attempt: Attempt) -> Nothing:
        return await self._decorated("reactions.add", attempt, name=attempt.wanted.emoji)

    async def upload(self, attempt: Attempt) -> Uploaded:
        """After an unknown outcome the channel is searched for it first: Slack would show it twice."""
        wanted = attempt.wanted
        if attempt.since is not None:
            shared = await self._shared(wanted, attempt.since)
            if shared is not None:
                return Uploaded(file=shared)
        content = wanted.text.encode()
        ticket = await self._slack.call(
            "files.getUploadURLExternal", filename=wanted.name, length=len(content)
        )
        await self._slack.send_file(ticket["upload_url"], content)
        await self._slack.call(
            "files.completeUploadExternal",
            files=[{"id": ticket["file_id"], "title": wanted.title}],
            channel_id=wanted.channel,
            initial_comment=wanted.comment,
            thread_ts=wanted.thread_ts,
        )
        return Uploaded(file=ticket["file_id"])

    async def download(self, attempt: Attempt) -> Downloaded:
        """Slack itself says where the file is: an address out of a payload would be sent the token."""
        wanted = attempt.wanted
        file = (await self._slack.call("files.info", file=wanted.file))["file"]
        if int(file.get("size", 0)) > wanted.most:
            raise Declined("too_large")
        content = await self._slack.read_file(file["url_private_download"], most=wanted.most)
        if content is None:
            raise Declined("too_large")
        await library.read_ahead(content)
        return Downloaded(name=file["name"], content=base64.b64encode(content).decode())

    async def ask_message(self, attempt: Attempt) -> MessageFound:
        """Replies are not in the history of a channel; asked for by its own ts, one is found all the same."""
        at, ts = attempt.wanted.channel, attempt.wanted.ts
        answer = await self._slack.call("conversations.replies", channel=at, ts=ts, limit=1, inclusive=True)
        for said in answer.get("messages", []):
            if said.get("ts") == ts:
                return MessageFound(
                    text=said.get("text") or "", author=said.get("user"), thread_ts=said.get("thread_ts")
                )
        raise Declined("message_not_found")

    async def _decorated(self, method: str, attempt: Attempt, **more: Any) -> Nothing:
        wanted = attempt.wanted
        try:
            await self._slack.call(method, channel=wanted.channel, timestamp=wanted.ts, **more)
        except SlackError as error:
            if error.code not in DONE_ALREADY:
                raise
        return Nothing()

    async def _shared(self, wanted: outside.Upload, since: datetime) -> str | None:
        """The file of that name, if it has been posted since."""
        method = "conversations.replies" if wanted.thread_ts else "conversations.history"
        oldest = f"{since.timestamp() - SKEW:.6f}"
        try:
            answer = await self._slack.call(
                method, channel=wanted.channel, ts=wanted.thread_ts, oldest=oldest, limit=200
            )
        except SlackLater:
            raise
        except SlackError as error:
            raise Undecided(error.code) from error
        files = [file for said in answer["messages"] for file in said.get("files", [])]
        return next((str(file["id"]) for file in files if file.get("name") == wanted.name), None)
