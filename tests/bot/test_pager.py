"""The pager's webhook: what it is sent, and what its answers mean."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any

from aiohttp import web

from commands import outside
from store.effects import End
from tests.bot import errands
from tests.bot.servers import answering
from tests.stories.scene import Stage

RING = outside.Ring(body={"title": "Zahlungen gestört", "severity": 1})


class Telephone:
    """Answers with these statuses in turn, then with 200; remembers what it was sent."""

    def __init__(self, *answers: tuple[int, dict[str, str]]) -> None:
        self._answers: Iterator[tuple[int, dict[str, str]]] = iter(answers)
        self.rung: list[tuple[Mapping[str, str], bytes]] = []

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        self.rung.append((request.headers.copy(), await request.read()))
        status, headers = next(self._answers, (200, {}))
        return web.Response(status=status, headers=headers)


async def rung(stage: Stage, telephone: Telephone, **settings: Any) -> outside.Outcome[Any]:
    async with answering(telephone) as url, errands.running(stage, pager_url=url, **settings) as bot:
        return await bot.does(RING, "page:1")


async def test_it_is_sent_signed_with_its_key(stage: Stage) -> None:
    telephone = Telephone()
    told = await rung(stage, telephone, pager_secret="shared")
    assert told.end is End.DONE
    ((headers, body),) = telephone.rung
    assert json.loads(body) == RING.body
    assert headers["Idempotency-Key"] == "page:1"
    signed = f"v1:{headers['X-Runsheet-Timestamp']}:".encode() + body
    assert headers["X-Runsheet-Signature"] == "v1=" + hmac.new(b"shared", signed, hashlib.sha256).hexdigest()


async def test_without_a_secret_it_is_not_signed(stage: Stage) -> None:
    telephone = Telephone()
    await rung(stage, telephone)
    assert "X-Runsheet-Signature" not in telephone.rung[0][0]


async def test_what_may_pass_is_tried_again_with_the_same_key(stage: Stage) -> None:
    passing = Telephone((429, {"Retry-After": "1"}), (503, {}), (500, {}), (408, {}))
    async with answering(passing) as url, errands.running(stage, pager_url=url) as bot:
        for number in range(4):
            await bot.wants(f"page:{number}", RING)
        await bot.bot.settled()
        assert [told.end for told in bot.told] == [End.DONE] * 4
    keys = sorted(headers["Idempotency-Key"] for headers, _ in passing.rung)
    assert keys == sorted(2 * ["page:0", "page:1", "page:2", "page:3"])


async def test_what_will_not_pass_is_told(stage: Stage) -> None:
    final = (301, 400, 401, 404)
    telephone = Telephone(*((status, {"Location": "http://127.0.0.1:9/"}) for status in final))
    async with answering(telephone) as url, errands.running(stage, pager_url=url) as bot:
        for number, status in enumerate(final):
            told = await bot.does(RING, f"page:{number}")
            assert (told.end, told.problem) == (End.REFUSED, f"http_{status}")
    assert len(telephone.rung) == len(final)


async def test_where_there_is_no_pager_that_is_told(stage: Stage) -> None:
    async with errands.running(stage) as bot:
        told = await bot.does(RING)
        assert (told.end, told.problem) == (End.REFUSED, "not_set_up")
