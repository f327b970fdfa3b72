"""Webhooks in: who may post, what, and what they are answered."""

import io
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from commands.feature import Answer, Posted, Refused, Say, Webhook
from store import journal
from store.db import Transaction
from tests.bot import errands
from tests.bot.errands import Errands
from tests.stories.scene import Stage

TOKEN = "a-token-of-some-length"
ALERT = {"id": "a1", "title": "5xx"}
BEARER = {"Authorization": f"Bearer {TOKEN}"}


def key(payload: Mapping[str, Any]) -> str:
    if "id" not in payload:
        raise Refused("`id` is missing: it tells this alert from others.")
    return str(payload["id"])


async def note(tx: Transaction, posted: Posted) -> Answer:
    if posted.payload.get("title") == "bug":
        raise RuntimeError("a bug")
    by = posted.by
    await journal.record(tx, by.team_id, "alerts", by.user_id, "alert", title=posted.payload["title"])
    return Say(f"Noted {posted.payload['title']}.")


@asynccontextmanager
async def listening(stage: Stage, token: str | None = TOKEN) -> AsyncIterator[Errands]:
    async with errands.running(stage, {"alerts": Webhook(note, key)}, webhook_token=token) as bot:
        yield bot


@pytest.fixture
async def bot(stage: Stage) -> AsyncIterator[Errands]:
    async with listening(stage) as running:
        yield running


async def post(
    bot: Errands, name: str = "alerts", headers: Mapping[str, str] = BEARER, **body: Any
) -> tuple[int, Any]:
    url = f"{bot.bot.address}/webhooks/{name}"
    async with aiohttp.ClientSession() as session, session.post(url, headers=headers, **body) as answer:
        return answer.status, await answer.json()


async def noted(bot: Errands) -> list[tuple[str, str]]:
    async with bot.bot.database.reading(bot.bot.clock.now()) as tx:
        return [(each.who, each.detail["title"]) for each in await journal.read(tx, "THARBOR", "alerts")]


async def test_a_delivery_is_a_turn_answered_after_its_commit(bot: Errands) -> None:
    assert await post(bot, json=ALERT) == (200, {"ok": True, "duplicate": False, "said": "Noted 5xx."})
    assert await noted(bot) == [("webhook:alerts", "5xx")]


async def test_a_delivery_that_comes_again_counts_once(bot: Errands) -> None:
    await post(bot, json=ALERT)
    assert await post(bot, json=ALERT) == (200, {"ok": True, "duplicate": True, "said": "Noted 5xx."})
    await post(bot, json={**ALERT, "id": "a2"})
    assert len(await noted(bot)) == 2


NO_TOKEN: list[dict[str, str]] = [
    {},
    {"Authorization": ""},
    {"Authorization": "Bearer"},
    {"Authorization": "Bearer a-token-of-some-lengtH"},
    {"Authorization": f"Basic {TOKEN}"},
    {"Authorization": TOKEN},
    {"Authorization": "Bearer schlüssel"},
]


async def test_without_the_token_nobody_is_let_in(bot: Errands) -> None:
    for headers in NO_TOKEN:
        status, said = await post(bot, headers=headers, json=ALERT)
        assert (status, said["ok"]) == (401, False), headers
        assert "Authorization: Bearer <RUNSHEET_WEBHOOK_TOKEN>" in said["error"]
    assert await noted(bot) == []


async def test_where_no_token_is_set_webhooks_are_off(stage: Stage) -> None:
    async with listening(stage, token=None) as bot:
        status, said = await post(bot, json=ALERT)
        assert status == 503
        assert said["error"] == "Webhooks are off: set RUNSHEET_WEBHOOK_TOKEN and restart Runsheet."


async def test_an_unknown_name_is_told_the_known_ones(bot: Errands) -> None:
    status, said = await post(bot, "incidents", json=ALERT)
    assert (status, said["error"]) == (404, "There is no webhook incidents; there is: /webhooks/alerts.")


MALFORMED = {
    b"": "The body is not JSON",
    b"{": "The body is not JSON",
    b"\xff\xfe": "The body is not JSON",
    b"[" * 100_000: "The body is not JSON",
    b"[1]": "The body is JSON, but not an object",
    b'"x"': "The body is JSON, but not an object",
}


async def test_what_is_not_an_object_is_refused(bot: Errands) -> None:
    for body, error in MALFORMED.items():
        status, said = await post(bot, data=body)
        assert status == 400, body[:10]
        assert error in said["error"]


async def chunks(count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * 64 * 1024


@pytest.mark.parametrize("announced", [True, False])
async def test_what_is_too_large_is_refused(bot: Errands, *, announced: bool) -> None:
    data: Any = io.BytesIO(b"x" * (1024**2 + 1)) if announced else chunks(17)
    status, said = await post(bot, data=data)
    assert (status, said["error"]) == (
        413,
        "The body is larger than 1048576 bytes: send fewer things at once.",
    )


async def test_what_the_feature_refuses_says_why(bot: Errands) -> None:
    status, said = await post(bot, json={"title": "5xx"})
    assert (status, said["error"]) == (422, "`id` is missing: it tells this alert from others.")


async def test_a_bug_is_answered_so_that_it_is_sent_again(bot: Errands) -> None:
    status, said = await post(bot, json={"id": "a1", "title": "bug"})
    assert status == 503
    assert "Report it as error" in said["error"]
    assert await noted(bot) == []
    assert (await post(bot, json=ALERT))[0] == 200
