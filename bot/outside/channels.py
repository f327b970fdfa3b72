"""Slack's channels: made, described, filled with people, archived."""

from typing import Any

from bot.outside import Attempt, Declined, Undecided, Ways
from bot.slack import Slack, SlackError, SlackLater, people
from commands import outside
from commands.outside import ChannelCreated, ChannelFound, Invited, Nothing

AT_ONCE = 100
"""People in one invitation (conversations.invite)."""

PAGE = 1000

ABOUT_SOMEBODY = {
    "already_in_channel", "cant_invite", "cant_invite_self", "no_external_invite_permission", "user_disabled",
    "user_is_restricted", "user_not_found", "user_team_not_in_channel", "users_not_found",
    "ura_max_channels", "external_org_migrating",
}  # fmt: skip
"""Errors of an invitation that are about the person, not the channel."""


class Channels:
    """`bot_user` is who made the channels that are ours."""

    def __init__(self, slack: Slack, bot_user: str) -> None:
        self._slack = slack
        self._bot_user = bot_user

    def ways(self) -> Ways:
        return {
            outside.CreateChannel: self.create,
            outside.AskChannel: self.look,
            outside.SetTopic: self.set_topic,
            outside.Invite: self.invite,
            outside.Bookmark: self.bookmark,
            outside.Archive: self.archive,
        }

    async def create(self, attempt: Attempt) -> ChannelCreated:
        """Two calls with one name can both succeed: after an unknown outcome it is looked for first."""
        name, private = attempt.wanted.name, attempt.wanted.private
        if attempt.since is not None:
            made = await self._looked_up(name, private)
            if made is not None:
                return made
        try:
            answer = await self._slack.call("conversations.create", name=name, is_private=private)
        except SlackError as error:
            if error.code != "name_taken":
                raise
            taken = await self._ours(name, private)
            if taken is None:
                raise Declined("name_taken") from None
            return taken
        return ChannelCreated(channel=answer["channel"]["id"], name=answer["channel"]["name"])

    async def look(self, attempt: Attempt) -> ChannelFound:
        answer = await self._slack.call("conversations.info", channel=attempt.wanted.channel)
        return ChannelFound(topic=answer["channel"]["topic"]["value"])

    async def set_topic(self, attempt: Attempt) -> Nothing:
        """Each call posts a notice: after an unknown outcome it is looked at first."""
        wanted = attempt.wanted
        if attempt.since is None or await self._topic(wanted.channel) != wanted.topic:
            await self._slack.call("conversations.setTopic", channel=wanted.channel, topic=wanted.topic)
        return Nothing()

    async def invite(self, attempt: Attempt) -> Invited:
        """With `force`: who can be invited is, whatever is wrong with the others."""
        refused: dict[str, str] = {}
        users = attempt.wanted.users
        for first in range(0, len(users), AT_ONCE):
            refused |= await self._invited(attempt.wanted.channel, users[first : first + AT_ONCE])
        return Invited(refused={user: why for user, why in refused.items() if why != "already_in_channel"})

    async def bookmark(self, attempt: Attempt) -> Nothing:
        wanted = attempt.wanted
        if attempt.since is not None:
            there = await self._slack.call("bookmarks.list", channel_id=wanted.channel)
            if any(each.get("link") == wanted.link for each in there["bookmarks"]):
                return Nothing()
        await self._slack.call(
            "bookmarks.add", channel_id=wanted.channel, title=wanted.title, type="link", link=wanted.link
        )
        return Nothing()

    async def archive(self, attempt: Attempt) -> Nothing:
        try:
            await self._slack.call("conversations.archive", channel=attempt.wanted.channel)
        except SlackError as error:
            if error.code not in {"already_archived", "is_archived"}:
                raise
        return Nothing()

    # Parts. -------------------------------------------------------------------------------------------------

    async def _topic(self, channel: str) -> str | None:
        """None where Slack does not tell."""
        try:
            answer = await self._slack.call("conversations.info", channel=channel)
        except SlackLater:
            raise
        except SlackError:
            return None
        return str(answer["channel"]["topic"]["value"])

    async def _looked_up(self, name: str, private: bool) -> ChannelCreated | None:  # noqa: FBT001
        try:
            return await self._ours(name, private)
        except SlackLater:
            raise
        except SlackError as error:
            raise Undecided(error.code) from error

    async def _ours(self, name: str, private: bool) -> ChannelCreated | None:  # noqa: FBT001
        """The open channel of that name, if our bot made it."""
        cursor = None
        while True:
            types = "private_channel" if private else "public_channel"
            answer = await self._slack.call(
                "conversations.list", types=types, exclude_archived=True, limit=PAGE, cursor=cursor
            )
            for channel in answer["channels"]:
                if channel.get("name") == name and channel.get("creator") == self._bot_user:
                    return ChannelCreated(channel=channel["id"], name=name, fresh=False)
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None

    async def _invited(self, channel: str, users: tuple[str, ...]) -> dict[str, str]:
        given: dict[str, Any] = {"channel": channel, "users": ",".join(users), "force": True}
        try:
            return people(await self._slack.call("conversations.invite", **given))
        except SlackError as error:
            if error.people:
                return dict(error.people)
            if error.code not in ABOUT_SOMEBODY:
                raise
            if len(users) == 1:
                return {users[0]: error.code}
        return {user: why for each in users for user, why in (await self._invited(channel, (each,))).items()}
