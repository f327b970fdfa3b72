"""Whatever comes in: no person sees the inside of the program, and nobody does what they may not."""

import asyncio
import copy
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select
from structlog.testing import capture_logs

from bot.http import EVENTS
from sandbox.clock import time_of_day
from sandbox.signed import encoded, signature
from store.journal import Entry
from tests import databases
from tests.conftest import LONG
from tests.stories import aside
from tests.stories.scene import ANA, BEN, CHI, IDA, Json, Scene, Stage

EXAMPLES = 10_000 if LONG else 1_000

INSIDES = re.compile(
    r"Traceback|File \"|line \d+, in |\w+(Error|Exception)\b|NoneType|<class|object at 0x|validation error|"
    r"pydantic|sqlalchemy|sqlite|asyncpg|aiohttp|slack_bolt",
)
MEMBERS = {"UANA", "UBEN", "UCHI", "UDEV", "UEMI", "UFIN", "UGIA", "UHUG"}
LEADS_ONLY = {"run.resumed", "run.closed", "run.aborted"}
"""Deeds that take the lead, who is Ana; the others here may do the rest."""

ACTORS = st.sampled_from([ANA, BEN, CHI, IDA, "ULEE", "UJAN", "UBOT", "UNOBODY"])
TEAMS = st.sampled_from(["THARBOR", "THARBOR", "THARBOR", "TOTHER"])
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, 0, -1, 10**30, 1.5, "", " ", "x" * 20_000, "💥" * 3000, "\x00", "9" * 400, "NaN"),
        *([], {}, ["a"], [None], [[]], {"id": {}}, {"id": None}, {"value": []}),
        *(ANA, IDA, "ULEE", "UNOBODY", "TOTHER", "CGENERAL", "CNOWHERE", "<!channel>", "../../etc/passwd"),
        *("'; DROP TABLE items; --", '{"item": 999999, "rev": 0}', "{", "menu {}", "/deploy", "/incident"),
        *("block_actions", "view_submission", "message_action", "app_mention"),
    ]
)
WRONG = st.tuples(st.integers(0, 400), st.sampled_from(["drop", "set", "set", "nest", "twice"]), JUNK)


def paths(payload: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in it."""
    children = (
        payload.items()
        if isinstance(payload, dict)
        else enumerate(payload)
        if isinstance(payload, list)
        else ()
    )
    for key, child in children:
        yield (*at, key)
        yield from paths(child, (*at, key))


def spoil(payload: Json, where: int, how: str, junk: Any) -> None:
    everywhere = list(paths(payload))
    if not everywhere:
        return
    *above, last = everywhere[where % len(everywhere)]
    holder: Any = payload
    for key in above:
        holder = holder[key]
    if how == "drop":
        del holder[last]
    elif how == "nest":
        holder[last] = {"id": junk, "value": holder[last]}
    else:
        holder[last] = [holder[last], junk] if how == "twice" else junk


@dataclass
class World:
    """A bot that Slack delivers to over HTTP, and deliveries as they really come."""

    scene: Scene
    session: aiohttp.ClientSession
    seeds: list[tuple[str, Json]] = field(default_factory=list)
    seen: int = 0
    numbers: Iterator[int] = field(default_factory=count)

    @classmethod
    @asynccontextmanager
    async def built(cls, folder: Path) -> AsyncIterator["World"]:
        async with Stage.built(databases.sqlite(folder), folder) as stage, aiohttp.ClientSession() as session:
            stage.transport = "http"
            async with stage.running() as scene:
                world = cls(scene, session)
                await world.gather_seeds()
                yield world

    async def gather_seeds(self) -> None:
        """One of each kind of thing that people do."""
        scene = self.scene
        await scene.starts()
        before = scene.card("Before")
        await scene.presses(BEN, "Done", before, near="Team told")
        await aside.ask(scene, BEN, "Before", "assign")
        await scene.submits(BEN, item=aside.choice(scene.form(BEN), "Tests green"), person=CHI)
        await scene.presses(CHI, "Attest 2 claims", before)
        await scene.presses(CHI, "Add an item…", before)
        await scene.submits(CHI, text="Somebody rang")
        await scene.types(BEN, "/deploy hold look")
        await scene.types(ANA, "/deploy resume")
        await scene.types(ANA, "/deploy start")
        await scene.submits(ANA, version="latest")
        await scene.act(user=ANA, do="shortcut", callback_id="start_deployment")
        await scene.types(BEN, "/deploy finish 1")
        await scene.opens_home(BEN)
        await scene.says(BEN, "@runsheet help")
        self.seeds = scene.stage.sandbox.deliveries.latest(40)
        assert {kind for kind, _ in self.seeds} == {"slash_commands", "interactive", "events_api"}
        await self.news()

    async def deliver(self, kind: str, payload: Json) -> tuple[int, str]:
        """As Slack signs it; what came back."""
        body, content_type = encoded(kind, payload)
        headers = signature("signed-story", str(int(time_of_day())), body) | {"Content-Type": content_type}
        async with self.session.post(self.scene.bot.address + EVENTS, data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def news(self) -> list[Entry]:
        """What the journal of anything has got since."""
        async with self.scene.bot.database.reading(self.scene.stage.clock.now()) as tx:
            found = (await tx.session.exec(select(Entry).where(col(Entry.id) > self.seen))).all()
        self.seen = max((entry.id for entry in found), default=self.seen)
        return list(found)

    async def try_out(self, seed: int, actor: str, team: str, wrongs: list[Any]) -> None:
        kind, payload = copy.deepcopy(self.seeds[seed % len(self.seeds)])
        disguise(payload, actor, team, next(self.numbers))
        for wrong in wrongs:
            spoil(payload, *copy.deepcopy(wrong))
        status, said = await self.deliver(kind, payload)
        assert status in (200, 400, 404) or (status == 500 and not said), (status, said, payload)
        assert not INSIDES.search(said), (said, payload)
        for entry in await self.news():
            assert entry.team_id == "THARBOR"
            assert entry.who in MEMBERS, (entry, payload)
            assert entry.who in json.dumps(payload), (entry, payload)
            assert entry.what not in LEADS_ONLY or entry.who == ANA, (entry, payload)
            assert named_team(payload) in ("THARBOR", None), (entry, payload)

    async def nobody_saw_the_insides(self) -> None:
        await self.scene.settled()
        state = self.scene.stage.sandbox.state()
        for shown in (state["messages"], state["views"], state["home"]):
            found = INSIDES.search(json.dumps(shown, ensure_ascii=False))
            assert found is None, found


def disguise(payload: Json, actor: str, team: str, number: int) -> None:
    """By somebody else, from somewhere else, and not delivered before."""
    for name in ("trigger_id", "event_id"):
        if name in payload:
            payload[name] = f"{number}.{name}"
    if "view" in payload and payload.get("type") == "view_submission":
        payload["view"]["hash"] = str(number)
    if "event" in payload:
        payload["event"]["user"] = actor
    elif "user_id" in payload:
        payload["user_id"] = actor
    else:
        payload["user"]["id"] = actor
    if "team_id" in payload:
        payload["team_id"] = team
    elif "team" in payload:
        payload["team"]["id"] = team


def named_team(payload: Json) -> Any:
    team = payload.get("team")
    return payload.get("team_id") or (team.get("id") if isinstance(team, dict) else None) or None


@pytest.fixture
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.mark.timeout(1800)
def test_anything_may_be_delivered(
    loop: asyncio.Runner, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Bolt itself stumbles over some (500, and nothing is said); none of our listeners may."""
    entered = World.built(tmp_path)
    world = loop.run(entered.__aenter__())

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    @given(seed=st.integers(0, 100), actor=ACTORS, team=TEAMS, wrongs=st.lists(WRONG, max_size=4))
    def try_out(seed: int, actor: str, team: str, wrongs: list[Any]) -> None:
        loop.run(world.try_out(seed, actor, team, wrongs))

    try:
        with capture_logs():  # to draw a stack trace on the screen takes longer than all the rest
            try_out()
        loop.run(world.nobody_saw_the_insides())
        ours = [said.message for said in caplog.records if "Failed to run listener function" in said.message]
        assert ours == []
    finally:
        loop.run(entered.__aexit__(None, None, None))
