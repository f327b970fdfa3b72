"""Words to one person: best effort, bounded, in nobody's way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from bot.courier import MOST, Courier
from tests.bot.servers import answering


@asynccontextmanager
async def couriers(*statuses: int) -> AsyncIterator[tuple[Courier, str, list[Any]]]:
    """A courier, the address of a server that answers with these and then 200, and what it was sent."""
    sent: list[Any] = []

    async def take(request: web.BaseRequest) -> web.StreamResponse:
        sent.append(await request.json())
        return web.Response(status=dict(enumerate(statuses)).get(len(sent) - 1, 200))

    async with answering(take) as url, aiohttp.ClientSession() as session:
        yield Courier(session), url, sent


async def delivered(courier: Courier) -> None:
    courier.loop.start()
    async with asyncio.timeout(3):
        await courier.loop.quiet.wait()
    await courier.loop.stop()


async def test_words_are_for_one_person_and_replace_nothing() -> None:
    async with couriers() as (courier, url, sent):
        courier.send(url, {"text": "Already done by Ben."})
        await delivered(courier)
    assert sent == [{"response_type": "ephemeral", "replace_original": False, "text": "Already done by Ben."}]


async def test_a_sender_is_not_kept_waiting_and_order_holds() -> None:
    async with couriers() as (courier, url, sent):
        courier.loop.start()
        for number in range(5):
            courier.send(url, {"text": str(number)})
        assert sent == []
        await courier.loop.quiet.wait()
        await courier.loop.stop()
    assert [body["text"] for body in sent] == ["0", "1", "2", "3", "4"]


async def test_what_cannot_be_delivered_does_not_stop_the_rest(unused_tcp_port: int) -> None:
    async with couriers(404, 500) as (courier, url, sent):
        courier.send(url, {"text": "used url"})
        courier.send(f"http://127.0.0.1:{unused_tcp_port}/", {"text": "nobody there"})
        courier.send("no address at all", {"text": "nowhere"})
        courier.send(url, {"text": "an error"})
        courier.send(url, {"text": "the last"})
        await delivered(courier)
        assert courier.loop.healthy
    assert [body["text"] for body in sent] == ["used url", "an error", "the last"]


async def test_too_many_letters_drop_the_oldest() -> None:
    async with couriers() as (courier, url, sent):
        for number in range(MOST + 5):
            courier.send(url, {"text": str(number)})
        await delivered(courier)
    assert [body["text"] for body in sent] == [str(number) for number in range(5, MOST + 5)]
