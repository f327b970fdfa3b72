"""Who somebody is: as Slack describes them, kept for an hour."""

import asyncio
import contextlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from bot.clock import Clock
from bot.slack import Slack, SlackError
from commands.access import Standing
from commands.feature import Refused
from store import people
from store.db import Database
from store.people import Person

FRESH = timedelta(hours=1)
TIMEOUT = 0.8
"""Seconds for users.info: it is asked inside Slack's 3-second answer."""


class Directory:
    def __init__(self, database: Database, slack: Slack, clock: Clock) -> None:
        self._database = database
        self._slack = slack
        self._clock = clock

    async def person(self, team_id: str, user_id: str) -> Person:
        """Raises Refused where nobody knows who this is; an old description serves while Slack is away."""
        async with self._database.reading(self._clock.now()) as tx:
            known = await people.find(tx, team_id, user_id)
        if known and self._clock.now() - known.seen_at < FRESH:
            return known
        try:
            answer = await self._slack.call("users.info", timeout=TIMEOUT, user=user_id)
        except SlackError as error:
            if known:
                return known
            raise Refused("Slack did not say who you are, so nothing was done. Press again.") from error
        person = self._described(team_id, answer["user"])
        async with self._database.transaction(self._clock.now()) as tx:
            await people.keep(tx, person)
        return person

    async def meet(self, team_id: str, user_ids: Iterable[str]) -> None:
        """Get to know people named in a form, as far as Slack tells."""
        await asyncio.gather(*(self._met(team_id, user_id) for user_id in set(user_ids)))

    async def _met(self, team_id: str, user_id: str) -> None:
        with contextlib.suppress(Refused):
            await self.person(team_id, user_id)

    async def learn(self, team_id: str, user: dict[str, Any]) -> Person:
        """Slack says who somebody is now."""
        person = self._described(team_id, user)
        async with self._database.transaction(self._clock.now()) as tx:
            await people.keep(tx, person)
        return person

    def _described(self, team_id: str, user: dict[str, Any]) -> Person:
        profile = user.get("profile", {})
        name = user.get("real_name") or profile.get("real_name") or profile.get("display_name")
        return Person(
            team_id=team_id,
            user_id=user["id"],
            name=name or user.get("name") or user["id"],
            zone=user.get("tz") or "UTC",
            standing=_standing(team_id, user),
            is_admin=bool(user.get("is_admin") or user.get("is_owner")),
            seen_at=self._clock.now(),
        )


def _standing(team_id: str, user: dict[str, Any]) -> Standing:
    if user.get("deleted"):
        return Standing.DEACTIVATED
    if user.get("is_bot"):
        return Standing.BOT
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    if user.get("is_stranger") or user.get("team_id", team_id) != team_id:
        return Standing.FOREIGN
    return Standing.MEMBER
