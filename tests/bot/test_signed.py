"""Signed requests: what Slack did not sign, signed long ago, or sends again, changes nothing."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from bot.http import EVENTS
from sandbox.clock import time_of_day
from sandbox.signed import FORM, encoded, signature
from tests.stories.scene import ANA, BEN, Scene, Stage

SECRET = "signed-story"
FIVE_MINUTES = 300


@dataclass
class Post:
    """A hold by Ben, as Slack sent it before and as anybody could send it again."""

    scene: Scene
    session: aiohttp.ClientSession
    body: bytes
    content_type: str

    async def sent(self, headers: dict[str, str], body: bytes | None = None) -> int:
        address = self.scene.bot.address + EVENTS
        given = {"Content-Type": self.content_type, **headers}
        async with self.session.post(address, data=body or self.body, headers=given) as answer:
            return answer.status

    def signed(self, secret: str = SECRET, ago: int = 0) -> dict[str, str]:
        return signature(secret, str(int(time_of_day()) - ago), self.body)


@pytest.fixture
async def post(stage: Stage) -> AsyncIterator[Post]:
    stage.transport = "http"
    async with stage.running() as scene, aiohttp.ClientSession() as session:
        await scene.starts()
        await scene.types(BEN, "/deploy list")
        last = stage.sandbox.deliveries.last
        assert last
        kind, payload = last
        payload |= {"text": "hold look", "trigger_id": "not.used.yet"}
        yield Post(scene, session, *encoded(kind, payload))


@pytest.mark.parametrize("ago", [FIVE_MINUTES + 5, -FIVE_MINUTES - 5])
async def test_signed_long_ago_or_ahead(post: Post, ago: int) -> None:
    assert await post.sent(post.signed(ago=ago)) == 401
    assert "run.held" not in await post.scene.deeds()


async def test_forged(post: Post) -> None:
    right = post.signed()
    for headers in (
        {},
        post.signed(secret="guessed"),
        {**right, "X-Slack-Signature": "v0=" + "0" * 64},
        {**right, "X-Slack-Signature": ""},
        {**right, "X-Slack-Request-Timestamp": "soon"},
        {**right, "X-Slack-Request-Timestamp": str(int(time_of_day()) + 1)},
    ):
        assert await post.sent(headers) == 401
    assert await post.sent(right, post.body.replace(b"UBEN", b"UANA")) == 401, "another body"
    assert "run.held" not in await post.scene.deeds()


async def test_sent_again_within_the_minutes_in_which_its_signature_is_good(post: Post) -> None:
    captured = post.signed()
    assert await post.sent(captured) == 200
    await post.scene.types(ANA, "/deploy resume")
    assert await post.sent(captured) == 200
    assert await post.sent(post.signed(ago=60)) == 200, "nor does it help to have it signed anew"
    assert (await post.scene.deeds()).count("run.held") == 1


@pytest.mark.parametrize(
    "body", ["payload=", "payload={", "payload=[]", "payload=7", "payload=null", "{", "[]"]
)
async def test_no_payload_at_all(post: Post, body: str) -> None:
    content_type = FORM if body.startswith("payload") else "application/json"
    given = signature(SECRET, str(int(time_of_day())), body.encode())
    status = await post.sent({**given, "Content-Type": content_type}, body.encode())
    assert status in (400, 404), status
