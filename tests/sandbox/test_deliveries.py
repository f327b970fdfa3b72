"""Deliveries that come twice, late or in another order; and events, sent until they are heard."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import DeliveryFault, Dice, Sandbox
from sandbox.deliveries import Deliveries
from sandbox.faults import Faults
from sandbox.receipts import LATE, Receipt
from sandbox.wire import Json
from tests.sandbox.conftest import Pauses
from tests.sandbox.listener import Listener
from tests.sandbox.shapes import APP_TOKEN

DEPLOY: Json = {"user": "UANA", "do": "command", "channel": "CDEPLOY", "command": "/deploy", "text": ""}
VISIT: Json = {"user": "UANA", "do": "home"}


@pytest.fixture
def app() -> Listener:
    return Listener()


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
async def deliveries(app: Listener, faults: Faults, pauses: Pauses) -> AsyncIterator[Deliveries]:
    made = Deliveries(app, faults, pauses.wait)
    yield made
    await made.close()


async def test_every_delivery_twice(app: Listener, faults: Faults, deliveries: Deliveries) -> None:
    faults.deliveries.append(DeliveryFault("duplicate"))
    app.answers = [Receipt(acknowledged=True, payload={"text": "first"}), LATE]
    receipt = await deliveries.deliver("slash_commands", {"number": 1})
    assert (app.order, receipt.payload) == (["1", "1"], {"text": "first"})


async def test_only_deliveries_of_that_kind(app: Listener, faults: Faults, deliveries: Deliveries) -> None:
    faults.deliveries.append(DeliveryFault("duplicate", "events_api", dice=Dice(count=1)))
    for kind in ("interactive", "events_api", "events_api"):
        await deliveries.deliver(kind, {})
    assert app.order == ["interactive", "events_api", "events_api", "events_api"]


async def test_late(app: Listener, faults: Faults, deliveries: Deliveries, pauses: Pauses) -> None:
    faults.deliveries.append(DeliveryFault("late", seconds=20))
    delivering = asyncio.create_task(deliveries.deliver("interactive", {}))
    await pauses.waited_for(1)
    assert (pauses.asked, app.heard) == ([20], [])
    pauses.pass_by(20)
    assert (await delivering).acknowledged
    assert app.order == ["interactive"]


async def test_shuffled_within_a_window(
    app: Listener, faults: Faults, deliveries: Deliveries, pauses: Pauses
) -> None:
    faults.deliveries.append(DeliveryFault("reorder", seconds=2))
    sent = [asyncio.create_task(deliveries.deliver("interactive", {"number": n})) for n in range(5)]
    await pauses.waited_for(1)
    assert app.heard == []
    pauses.pass_by(2)
    await asyncio.gather(*sent)
    assert sorted(app.order) == ["0", "1", "2", "3", "4"]
    assert app.order != sorted(app.order)
    assert pauses.asked == [2], "one window for all"


async def test_two_are_always_swapped(faults: Faults, app: Listener, pauses: Pauses) -> None:
    for seed in range(6):
        app.heard.clear()
        faults.deliveries = [DeliveryFault("reorder", seconds=2, dice=Dice(seed=seed))]
        deliveries = Deliveries(app, faults, pauses.wait)
        sent = [asyncio.create_task(deliveries.deliver("interactive", {"number": n})) for n in range(2)]
        await pauses.waited_for(seed + 1)
        pauses.pass_by(2)
        await asyncio.gather(*sent)
        assert app.order == ["1", "0"]


async def test_an_event_is_sent_again_at_once_after_a_minute_and_after_five(
    app: Listener, deliveries: Deliveries, pauses: Pauses
) -> None:
    app.answers = [LATE] * 4
    assert (await deliveries.deliver("events_api", {})).error == "operation_timeout"
    for number, pause in enumerate((0, 60, 300), start=1):
        await pauses.waited_for(number)
        assert len(app.heard) == number
        pauses.pass_by(pause)
    await deliveries.settled()
    assert pauses.asked == [0, 60, 300]
    tries = [retry and (retry.number, retry.reason) for _, retry in app.heard]
    assert tries == [None, (1, "timeout"), (2, "timeout"), (3, "timeout")]


@pytest.mark.parametrize("answer", [Receipt(acknowledged=True), Receipt(acknowledged=False, is_final=True)])
async def test_until_it_is_heard_or_told_not_to(
    app: Listener, deliveries: Deliveries, pauses: Pauses, answer: Receipt
) -> None:
    app.answers = [LATE, answer]
    await deliveries.deliver("events_api", {})
    await pauses.waited_for(1)
    pauses.pass_by(0)
    await deliveries.settled()
    assert (len(app.heard), pauses.asked) == (2, [0])


async def test_presses_and_commands_are_not_sent_again(app: Listener, deliveries: Deliveries) -> None:
    app.answers = [LATE, LATE]
    for kind in ("interactive", "slash_commands"):
        await deliveries.deliver(kind, {})
    await deliveries.settled()
    assert len(app.heard) == 2


async def test_the_last_ones_again_as_they_were(app: Listener, deliveries: Deliveries) -> None:
    payload = {"number": 1}
    await deliveries.deliver("interactive", payload)
    payload["number"] = 5
    for number in (2, 3):
        await deliveries.deliver("interactive", {"number": number})
    assert [receipt.acknowledged for receipt in await deliveries.redeliver(2)] == [True, True]
    assert app.order == ["1", "2", "3", "2", "3"]
    assert deliveries.latest(9)[0] == ("interactive", {"number": 1})
    assert deliveries.latest(0) == []


async def test_nothing_is_delivered_in_an_outage(
    app: Listener, faults: Faults, deliveries: Deliveries
) -> None:
    faults.outage = True
    assert (await deliveries.deliver("interactive", {})).error == "dispatch_failed"
    assert app.heard == []


# Over a socket. ---------------------------------------------------------------------------------------------


@pytest.fixture
async def socket(url: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    slack = AsyncWebClient(base_url=f"{url}/api/", retry_handlers=[])
    address = (await slack.apps_connections_open(app_token=APP_TOKEN))["url"]
    async with aiohttp.ClientSession() as http, http.ws_connect(address) as socket:
        await socket.receive_json()
        yield socket


async def acknowledge(socket: aiohttp.ClientWebSocketResponse, **payload: str) -> Json:
    envelope: Json = await socket.receive_json()
    await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": payload})
    return envelope


async def test_an_unheard_event_comes_again_with_its_number(
    sandbox: Sandbox, socket: aiohttp.ClientWebSocketResponse, pauses: Pauses
) -> None:
    visit = asyncio.create_task(sandbox.act(VISIT))
    first = await socket.receive_json()
    assert (await visit)["error"] == "operation_timeout"
    await pauses.waited_for(1)
    pauses.pass_by(0)
    again = await acknowledge(socket)
    assert [one["retry_attempt"] for one in (first, again)] == [0, 1]
    assert [one["retry_reason"] for one in (first, again)] == ["", "timeout"]
    assert first["payload"]["event_id"] == again["payload"]["event_id"]
    assert first["envelope_id"] != again["envelope_id"]
    await sandbox.deliveries.settled()


async def test_a_command_again_by_an_act_and_by_a_fault(
    sandbox: Sandbox, socket: aiohttp.ClientWebSocketResponse
) -> None:
    command = asyncio.create_task(sandbox.act(DEPLOY))
    first = await acknowledge(socket, text="ok")
    await command
    again = asyncio.create_task(sandbox.act({"do": "redeliver"}))
    assert (await acknowledge(socket, text="ok"))["payload"] == first["payload"]
    assert (await again)["with"] == {"text": "ok"}
    asked = asyncio.create_task(sandbox.trouble({"redeliver": 1}))
    await acknowledge(socket, text="ok")
    assert [one["with"] for one in (await asked)["redelivered"]] == [{"text": "ok"}]
    told = [one["text"] for one in sandbox.state()["messages"]["CDEPLOY"]]
    assert told == ["ok"], "what comes of a duplicate is only reported"
