"""What Slack does not let the bot do beside its work: the run goes on, operations hear of it once."""

import json
from dataclasses import replace
from typing import Any

from aiohttp import web

from tests.stories.scene import ANA, BEN, OPERATIONS, Scene, Stage, words


async def started_twice(stage: Stage) -> Scene:
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start small v2.4.0")
        await scene.types(ANA, "/deploy abort wrong build")
        await scene.presses("UBEN", "Confirm abort", scene.card("→"))
        await scene.types(ANA, "/deploy start small v2.4.1")
        return scene


async def test_without_the_scope_to_pin_the_run_goes_on(stage: Stage) -> None:
    workspace = stage.sandbox.workspace
    workspace.app = replace(workspace.app, scopes=workspace.app.scopes - {"pins:write"})
    scene = await started_twice(stage)
    assert "🟢 Running" in words(scene.card("→"))
    warnings = [words(message) for message in scene.messages(OPERATIONS)]
    assert len([said for said in warnings if "does not let me pin messages" in said]) == 1
    assert "missing_scope pins:write" in warnings[0]


DECORATIONS = {
    "pins.add", "pins.remove", "bookmarks.add", "bookmarks.remove", "conversations.setTopic",
    "conversations.invite", "reactions.add",
}  # fmt: skip


async def does_not_know_them(method: str, _args: dict[str, Any]) -> None:
    """A Slack that is not Slack's: it can post and redraw, and that is all."""
    if method in DECORATIONS:
        body = {"ok": False, "error": "unknown_method", "req_method": method}
        raise web.HTTPOk(text=json.dumps(body), content_type="application/json")


async def test_a_slack_that_knows_no_decorations(stage: Stage) -> None:
    stage.sandbox.before_call = does_not_know_them
    async with stage.running() as scene:
        await scene.starts()
        await scene.presses(BEN, "Attest 2 claims", scene.card("Before"))
        await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
        assert "3 of 6 done" in words(scene.card("→"))
        assert scene.card("During")
        await scene.types(ANA, "/deploy abort wrong build")
        await scene.presses(BEN, "Confirm abort", scene.card("→"))
        await scene.types(ANA, "/deploy start small v2.4.1")
        assert "🟢 Running" in words(scene.card("→"))
        warnings = [words(message) for message in scene.messages(OPERATIONS)]
        assert len(warnings) == len(set(warnings)), "each is said once"
        assert {said.partition("`")[0] for said in warnings} == {
            "⚠️ Slack does not let me pin messages: ", "⚠️ Slack does not let me unpin messages: ",
        }  # fmt: skip
        assert all("unknown_method" in said and "Runs go on without it." in said for said in warnings)
        assert all((await scene.bot.checks()).values())
