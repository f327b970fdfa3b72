"""What Slack does not let the bot do beside its work: the run goes on, operations hear of it once."""

from dataclasses import replace

from tests.stories.scene import ANA, OPERATIONS, Scene, Stage, words


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
