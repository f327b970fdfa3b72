"""Who somebody is: asked once an hour, known while Slack is away."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.directory import Directory
from bot.slack import Slack
from commands.feature import Refused
from store import people
from store.db import Database
from tests.stories.scene import ANA, BEN, IDA, Stage

TEAM = "THARBOR"


@pytest.fixture
def directory(stage: Stage, slack: Slack, database: Database) -> Directory:
    return Directory(database, slack, stage.clock)


def asked(stage: Stage) -> list[str]:
    return [call.args["user"] for call in stage.sandbox.calls if call.method == "users.info"]


async def away(_method: str, _args: dict[str, Any]) -> None:
    raise RuntimeError("Slack is away")


async def test_a_person_is_as_slack_says(directory: Directory) -> None:
    ana = await directory.person(TEAM, ANA)
    assert (ana.name, ana.zone, ana.standing, ana.is_admin) == ("Ana Ruiz", "Europe/Madrid", "member", True)
    ben = await directory.person(TEAM, BEN)
    assert (ben.name, ben.is_admin) == ("Ben Okafor", False)


@pytest.mark.parametrize(("user_id", "standing"), [(IDA, "guest"), ("UJAN", "deactivated"), ("UBOT", "bot")])
async def test_standing_is_as_slack_says(directory: Directory, user_id: str, standing: str) -> None:
    assert (await directory.person(TEAM, user_id)).standing == standing


async def test_slack_is_asked_once_an_hour(directory: Directory, stage: Stage) -> None:
    await directory.person(TEAM, ANA)
    stage.clock.jump_to(stage.clock.now() + timedelta(minutes=59))
    await directory.person(TEAM, ANA)
    assert asked(stage) == [ANA]
    stage.clock.jump_to(stage.clock.now() + timedelta(minutes=1))
    await directory.person(TEAM, ANA)
    assert asked(stage) == [ANA, ANA]


async def test_somebody_known_is_known_while_slack_is_away(directory: Directory, stage: Stage) -> None:
    await directory.person(TEAM, ANA)
    stage.clock.jump_to(stage.clock.now() + timedelta(hours=5))
    stage.sandbox.before_call = away
    assert (await directory.person(TEAM, ANA)).name == "Ana Ruiz"


async def test_a_stranger_is_refused_while_slack_is_away(directory: Directory, stage: Stage) -> None:
    stage.sandbox.before_call = away
    with pytest.raises(Refused, match="Slack did not say who you are, so nothing was done"):
        await directory.person(TEAM, ANA)


async def test_a_slow_slack_does_not_use_up_the_answer(directory: Directory, stage: Stage) -> None:
    async def never(_method: str, _args: dict[str, Any]) -> None:
        await asyncio.Event().wait()

    await directory.person(TEAM, ANA)
    stage.clock.jump_to(stage.clock.now() + timedelta(hours=5))
    stage.sandbox.before_call = never
    async with asyncio.timeout(1.2):
        assert (await directory.person(TEAM, ANA)).name == "Ana Ruiz"


async def test_everybody_named_is_met_as_far_as_slack_tells(
    directory: Directory, database: Database, stage: Stage
) -> None:
    await directory.meet(TEAM, [ANA, "UNOBODY", BEN])
    async with database.reading(stage.clock.now()) as tx:
        assert await people.names(tx, TEAM, [ANA, "UNOBODY", BEN]) == {ANA: "Ana Ruiz", BEN: "Ben Okafor"}


async def test_slack_tells_of_changes(directory: Directory, stage: Stage) -> None:
    await directory.person(TEAM, ANA)
    await directory.learn(TEAM, {"id": ANA, "real_name": "Ana Berg", "deleted": True})
    ana = await directory.person(TEAM, ANA)
    assert (ana.name, ana.standing, ana.zone) == ("Ana Berg", "deactivated", "UTC")
    assert asked(stage) == [ANA]


DESCRIBED: list[tuple[dict[str, Any], str, str]] = [
    ({"real_name": "Ana Ruiz", "name": "ana"}, "Ana Ruiz", "member"),
    ({"profile": {"real_name": "Ana Ruiz"}, "name": "ana"}, "Ana Ruiz", "member"),
    ({"profile": {"real_name": "", "display_name": "Ani"}, "name": "ana"}, "Ani", "member"),
    ({"name": "ana"}, "ana", "member"),
    ({}, "UX", "member"),
    ({"is_restricted": True}, "UX", "guest"),
    ({"is_ultra_restricted": True}, "UX", "guest"),
    ({"is_stranger": True}, "UX", "foreign"),
    ({"team_id": "TELSEWHERE"}, "UX", "foreign"),
    ({"team_id": TEAM}, "UX", "member"),
    ({"is_bot": True}, "UX", "bot"),
    ({"deleted": True, "is_bot": True}, "UX", "deactivated"),
]


@pytest.mark.parametrize(("user", "name", "standing"), DESCRIBED, ids=[str(case[0]) for case in DESCRIBED])
async def test_descriptions_are_read(
    directory: Directory, user: dict[str, Any], name: str, standing: str
) -> None:
    await directory.learn(TEAM, {"id": "UX", **user})
    found = await directory.person(TEAM, "UX")
    assert (found.name, found.standing) == (name, standing)
