"""A tag is compared with the version of the run, and its commit with the one that was named and signed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.bot.servers import answering
from tests.stories.acting import bind, started
from tests.stories.scene import ANA, BEN, Json, Scene, Stage, labels, words
from tests.stories.test_execution_beyond import Service

CHECKLIST = """# Small Deployment

## Parcel Tracking v2.4.0

### Before

- [ ] Create the deployment tag: `{tag}`
- [ ] Team told
"""
COMMIT = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "token-of-github")


@asynccontextmanager
async def running(
    stage: Stage, service: Service, commit: str | None = COMMIT[:9], tag: str = "v2.4.0", **more: Any
) -> AsyncIterator[Scene]:
    async with answering(service) as url:
        source = {"github": "harbor/parcels", "token": "${GITHUB_TOKEN}", "api": url}
        bind(stage.runbooks, CHECKLIST.format(tag=tag), source=source, **more)
        async with stage.running() as scene:
            await scene.types(ANA, "/deploy start")
            await scene.submits(ANA, commit=commit)
            yield scene


async def compared(scene: Scene) -> Json:
    await scene.presses(BEN, "Compare", scene.card("Before"), near="v2.4.0")
    return started(scene)


async def test_a_tag_at_the_commit_that_was_named_ticks_its_item(stage: Stage) -> None:
    service = Service(200, sha=COMMIT)
    async with running(stage, service) as scene:
        assert "Commit `0a1b2c3`" in words(scene.card("→"))
        assert "tag v2.4.0 of harbor/parcels: is it at 0a1b2c3?" in words(scene.card("Before"))
        card = await compared(scene)
        assert "v2.4.0 is at 0a1b2c3, the commit of this release" in words(card)
        assert "Done · Ben Okafor" in words(scene.card("Before"))
        assert "token-of-github" not in str(scene.stage.sandbox.state())
    ((request, _),) = service.asked
    assert request.path == "/repos/harbor/parcels/commits/tags/v2.4.0"
    assert request.headers["Authorization"] == "Bearer token-of-github"


async def test_a_tag_at_another_commit_leaves_its_item_open(stage: Stage) -> None:
    async with running(stage, Service(200, sha="f" * 40)) as scene:
        card = await compared(scene)
        assert "❌ *Failed* · v2.4.0 is at fffffff, and this release is 0a1b2c3" in words(card)
        assert "stays open" in scene.thread(scene.card("Before"))[-1]
        assert "Compare" in labels(scene.card("Before"))


async def test_a_tag_that_is_missing_is_made_and_compared_again(stage: Stage) -> None:
    service = Service(422, 200, sha=COMMIT, message="No commit found for SHA: tags/v2.4.0")
    async with running(stage, service) as scene:
        assert "there is no tag v2.4.0 yet: make it, and compare again" in words(await compared(scene))
        assert "the commit of this release" in words(await compared(scene))


async def test_what_github_refuses_is_said(stage: Stage) -> None:
    async with running(stage, Service(404, 422, message="Too much of it")) as scene:
        assert "GitHub knows no such repository" in words(await compared(scene))
        assert "GitHub answered HTTP 422: Too much of it" in words(await compared(scene))


async def test_without_a_commit_people_compare(stage: Stage) -> None:
    async with running(stage, Service(200), commit=None) as scene:
        assert "No commit was named when the run was prepared" in words(scene.card("Before"))
        assert "Compare" not in labels(scene.card("Before"))


async def test_another_tag_than_the_version_is_said(stage: Stage) -> None:
    async with running(stage, Service(200), tag="v2.3.9") as scene:
        assert "It names the tag `v2.3.9`, and this run is of `v2.4.0`." in words(scene.card("Before"))
        assert "Compare" not in labels(scene.card("Before"))


async def test_what_is_no_commit_is_refused(stage: Stage) -> None:
    async with running(stage, Service(200), commit="main") as scene:
        assert "“main” is no commit." in str(scene.form(ANA)["errors"])
