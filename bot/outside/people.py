"""Slack's people: who they are, whether Slack rings for them, and a way to write to them."""

from bot.directory import Directory
from bot.outside import Attempt, Ways
from bot.slack import Slack
from commands import outside
from commands.outside import DmOpened, Members, PersonFound, Quiet


class People:
    def __init__(self, slack: Slack, directory: Directory, team_id: str) -> None:
        self._slack = slack
        self._directory = directory
        self._team_id = team_id

    def ways(self) -> Ways:
        return {
            outside.OpenDm: self.open_dm,
            outside.AskPerson: self.ask_person,
            outside.AskQuiet: self.ask_quiet,
            outside.AskGroup: self.ask_group,
        }

    async def open_dm(self, attempt: Attempt) -> DmOpened:
        answer = await self._slack.call("conversations.open", users=attempt.wanted.user)
        return DmOpened(channel=answer["channel"]["id"])

    async def ask_person(self, attempt: Attempt) -> PersonFound:
        answer = await self._slack.call("users.info", user=attempt.wanted.user)
        person = await self._directory.learn(self._team_id, answer["user"])
        return PersonFound(standing=person.standing, zone=person.zone)

    async def ask_quiet(self, attempt: Attempt) -> Quiet:
        said = await self._slack.call("dnd.info", user=attempt.wanted.user)
        on = bool(said.get("dnd_enabled"))
        return Quiet(
            starts=said.get("next_dnd_start_ts") if on else None,
            ends=said.get("next_dnd_end_ts") if on else None,
            snoozed_until=said.get("snooze_endtime") if said.get("snooze_enabled") else None,
        )

    async def ask_group(self, attempt: Attempt) -> Members:
        answer = await self._slack.call("usergroups.users.list", usergroup=attempt.wanted.group)
        return Members(users=tuple(answer["users"]))
