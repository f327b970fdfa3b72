"""A rehearsal asked for in Slack: lived through beside everything else, and told to whoever asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot import shipped
from commands.outside import Rehearse
from store import effects, workspaces
from store.db import Database
from store.workspaces import Workspace
from tests.conftest import LONG
from tests.stories.scene import ANA, BEN, DEPLOYMENTS, IDA, OPERATIONS, Json, Scene, Stage, words

TINY = """# Tiny

## Parcel Tracking v2.4.0

**Deployment Date:** March 4, 2025
**Deployment Time:** 10:00 UTC

## Release

### 10:00 - Deploy

- [ ] Trigger the pipeline
- [ ] Decision: [ ] GO [ ] NO-GO
"""
"""One stage and a date that is past; no invented person answers the decision."""

OVER = "Rehearsal of tiny"

ENDLESS = """
## Rollback Plan

### Rollback Procedure

```bash
# 1. Watch it recover
watch -n 10 'curl https://tracking.example.com/health'
```
"""


@pytest.fixture
def stage(stage: Stage) -> Stage:
    (stage.runbooks / "tiny.md").write_text(TINY)
    return stage


@asynccontextmanager
async def in_real_slack(stage: Stage) -> AsyncIterator[Scene]:
    """As where the browsers are on other machines than the bot."""
    async with stage.running() as scene:
        async with scene.bot.database.transaction(stage.clock.now()) as tx:
            there = await workspaces.get(tx, scene.bot.team_id)
            elsewhere = Workspace(team_id=there.team_id, channel=there.channel, is_local=False)
            await workspaces.keep(tx, elsewhere)
        yield scene


def said_to(scene: Scene, user: str) -> list[str]:
    return [message["text"] for message in scene.dm(user) if not message["thread_ts"]]


def outcome(scene: Scene, user: str) -> Json:
    """The message that says how it went."""
    return next(message for message in scene.dm(user) if "🎭" in message["text"])


async def test_how_it_went_comes_to_whoever_asked_and_to_nobody_else(scene: Scene) -> None:
    answer = await scene.types(ANA, "/deploy rehearse tiny")
    assert "I am rehearsing `tiny` with invented people" in answer["with"]["text"]
    told = outcome(scene, ANA)
    assert OVER in told["text"]
    assert "✅ stage: 1 of 1" in words(told)
    assert "*Never answered*\n• Decision" in words(told)
    assert [
        message["text"] for message in scene.messages(DEPLOYMENTS) if not message.get("ephemeral_to")
    ] == []
    assert scene.messages(OPERATIONS) == []
    files = [file for reply in scene.dm(ANA) if reply["thread_ts"] == told["ts"] for file in reply["files"]]
    assert [file["name"] for file in files] == ["tiny.rehearsal.html", "tiny.rehearsal.md"]
    assert await scene.journal() == [], "no run of this workspace has begun"
    asked, over = await scene.journal_of("runbook:tiny")
    assert (asked.who, asked.what) == (ANA, "runbook.rehearsal_asked")
    assert (over.what, over.detail["missing"], over.detail["unanswered"]) == ("runbook.rehearsed", 0, 1)


# Watched. ---------------------------------------------------------------------------------------------------


async def test_where_slack_is_on_the_same_machine_it_can_be_watched(stage: Stage) -> None:
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy rehearse")
        assert labels_of(scene, "how") == [
            "To be watched in the browser: a few minutes",
            "At once: only how it went, in a minute",
        ]
        await scene.submits(ANA, runbook="tiny", how="watched")
        page = address(said_to(scene, ANA)[0])
        assert OVER in outcome(scene, ANA)["text"]
        assert "Trigger the pipeline" in await seen(page), "its page is still there to be looked around in"
        await scene.types(ANA, "/deploy rehearse")
        await scene.submits(ANA, runbook="tiny", how="watched")
        with pytest.raises(aiohttp.ClientConnectionError):
            await seen(page)
        page = address(said_to(scene, ANA)[2])
        assert "Trigger the pipeline" in await seen(page)
    with pytest.raises(aiohttp.ClientConnectionError):
        await seen(page)


def address(text: str) -> str:
    """The origin of the link in it."""
    parts = urlsplit(text.partition("<")[2].partition("|")[0])
    return f"{parts.scheme}://{parts.netloc}"


async def seen(page: str) -> str:
    """All that the local Slack of a rehearsal shows."""
    async with aiohttp.ClientSession() as session, session.get(f"{page}/sandbox/state") as answer:
        return await answer.text()


def labels_of(scene: Scene, field: str, user: str = ANA) -> list[str]:
    """The options of a field of the open form."""
    block = next(each for each in scene.form(user)["blocks"] if each["block_id"] == field)
    return [option["text"]["text"] for option in block["element"]["options"]]


# Bounded. ---------------------------------------------------------------------------------------------------


async def test_there_is_one_at_a_time_and_a_stop_does_not_wait_for_it(stage: Stage) -> None:
    """It is begun anew by the next start."""
    async with stage.running() as scene:
        await scene.stage.sandbox.act(typed(ANA, "rehearse tiny"))
        await scene.stage.sandbox.act(typed(BEN, "rehearse tiny"))
        assert "Ana Ruiz is having `tiny` rehearsed, and there is one" in scene.told(BEN)
    assert said_to_nobody(scene)
    assert await left(stage) == "stopped"
    async with stage.running() as scene:
        assert OVER in outcome(scene, ANA)["text"]


async def left(stage: Stage) -> str | None:
    """What a bot that is gone has written of the rehearsal that was under way."""
    database = Database(stage.database_url)
    await database.open()
    async with database.reading(stage.clock.now()) as tx:
        wish = await effects.under_way(tx, stage.sandbox.workspace.world.team.id, Rehearse.kind)
    await database.close()
    return wish.problem if wish else None


def typed(user: str, text: str) -> Json:
    return {"do": "command", "user": user, "channel": DEPLOYMENTS, "command": "/deploy", "text": text}


def said_to_nobody(scene: Scene) -> bool:
    return scene.dm(ANA) == [] and scene.dm(BEN) == []


# Refused. ---------------------------------------------------------------------------------------------------

REFUSED = {
    "tinny": "There is no runbook `tinny`. Did you mean `tiny`?",
    "small": "`small` has no stages on the clock, so there is nothing to rehearse",
    "watching": "1 problem of `watching` stands in the way. Change the file, or its side file",
    "bound": "bound.bindings.yaml",
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_cannot_be_rehearsed_is_refused_with_what_to_do(stage: Stage, name: str) -> None:
    (stage.runbooks / "watching.md").write_text(TINY + ENDLESS)
    (stage.runbooks / "bound.md").write_text(TINY)
    (stage.runbooks / "bound.bindings.yaml").write_text("rolls: {}\n")
    async with stage.running() as scene:
        await scene.types(ANA, f"/deploy rehearse {name}")
        assert REFUSED[name] in scene.told(ANA)
        assert await scene.journal_of(f"runbook:{name}") == []


async def test_a_guest_has_nothing_rehearsed(scene: Scene) -> None:
    await scene.types(IDA, "/deploy rehearse tiny")
    assert "Guests can read this, not act on it." in scene.told(IDA)


# Instead of a new date. -------------------------------------------------------------------------------------


async def test_a_date_that_is_past_can_be_rehearsed_instead_of_moved(stage: Stage) -> None:
    (stage.runbooks / "small.md").unlink()
    async with in_real_slack(stage) as scene:
        await scene.types(ANA, "/deploy start")
        assert labels_of(scene, "past~tiny") == [
            "Re-date it: deploy at the planned start below",
            "Rehearse it: invented people, nothing is deployed",
        ]
        await scene.submits(ANA, past="rehearse")
        assert "I am rehearsing `tiny`" in words(scene.form(ANA))
        assert "From Tue 4 Mar 2025" in outcome(scene, ANA)["text"], "with the date that is written"
        assert await scene.journal() == []


async def test_the_bare_command_needs_no_form_where_there_is_nothing_to_choose(stage: Stage) -> None:
    async with in_real_slack(stage) as scene:
        await scene.types(ANA, "/deploy rehearse")
        assert "how" not in [block["block_id"] for block in scene.form(ANA)["blocks"]], "nobody could watch"
        (stage.runbooks / "tiny.md").unlink()
    async with in_real_slack(stage) as scene:
        await scene.types(BEN, "/deploy rehearse")
        assert REFUSED["small"] in scene.told(BEN), "the only one there is was meant"


@pytest.mark.skipif(not LONG, reason="half a minute of work: make test-long")
@pytest.mark.timeout(300)
@pytest.mark.on_sqlite
@pytest.mark.over_sockets
async def test_the_shipped_runbook_is_rehearsed_from_slack(stage: Stage) -> None:
    async with stage.running(runbooks=shipped.RUNBOOKS) as scene:
        await scene.types(ANA, "/deploy rehearse production-deployment")
        told = words(outcome(scene, ANA))
        assert "✅ Each of 104 actions of the plan was done at its moment." in told
        assert "✅ check-in: 72 of 72" in told
