"""Rate limits: Slack's tiers, kept only when asked for, in real time."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from sandbox.methods import METHODS
from sandbox.rates import A_MINUTE, BURST, Rates
from tests.sandbox.conftest import Pauses, Wall, built
from tests.sandbox.shapes import BOT_TOKEN


@pytest.fixture
def rates(pauses: Pauses) -> Rates:
    return Rates(pauses.real)


def test_every_method_has_a_tier() -> None:
    assert set(A_MINUTE) == set(METHODS)


@pytest.mark.parametrize("method", sorted(set(A_MINUTE) - {"chat.postMessage"}))
def test_so_many_within_a_minute(rates: Rates, pauses: Pauses, method: str) -> None:
    most = A_MINUTE[method]
    assert [rates.take(method, "") for _ in range(most)] == [None] * most
    assert rates.take(method, "") == 60
    pauses.pass_by(59.5)
    assert rates.take(method, "") == 1
    pauses.pass_by(0.5)
    assert rates.take(method, "") is None


@pytest.mark.parametrize(
    ("method", "most"),
    [
        ("chat.update", 50),
        ("pins.add", 20),
        ("conversations.create", 20),
        ("views.open", 100),
        ("users.info", 100),
        ("conversations.history", 50),
        ("reactions.add", 50),
        ("reactions.remove", 20),
    ],
)
def test_the_tiers_are_slacks(method: str, most: int) -> None:
    assert A_MINUTE[method] == most


def test_a_channel_takes_a_few_at_once_and_then_one_a_second(rates: Rates, pauses: Pauses) -> None:
    assert [rates.take("chat.postMessage", "COPS") for _ in range(BURST)] == [None] * BURST
    assert rates.take("chat.postMessage", "COPS") == 1
    assert rates.take("chat.postMessage", "CDEPLOY") is None, "other channels have their own"
    pauses.pass_by(1)
    assert rates.take("chat.postMessage", "COPS") is None
    assert rates.take("chat.postMessage", "COPS") == 1


def test_the_workspace_takes_several_hundred_messages_a_minute(rates: Rates) -> None:
    taken = [rates.take("chat.postMessage", f"C{number}") for number in range(301)]
    assert taken == [None] * 300 + [60]


def test_one_method_does_not_spend_the_budget_of_another(rates: Rates) -> None:
    for _ in range(A_MINUTE["pins.add"]):
        rates.take("pins.add", "")
    assert rates.take("pins.remove", "") is None


async def test_over_the_wire(wall: Wall, pauses: Pauses) -> None:
    sandbox = built(wall, rate_limits=True, real=pauses.real)
    async with sandbox.serving() as url:
        slack = AsyncWebClient(token=BOT_TOKEN, base_url=f"{url}/api/", retry_handlers=[])
        for _ in range(A_MINUTE["pins.list"]):
            await slack.pins_list(channel="CDEPLOY")
        with pytest.raises(SlackApiError) as caught:
            await slack.pins_list(channel="CDEPLOY")
        response = caught.value.response
        assert (response.status_code, response["error"]) == (429, "ratelimited")
        assert response.headers["Retry-After"] == "60"
        assert sandbox.calls[-1].answer == {"ok": False, "error": "ratelimited"}
        pauses.pass_by(60)
        assert (await slack.pins_list(channel="CDEPLOY"))["ok"]


async def test_switched_on_and_off(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    async def twenty_one() -> int:
        answers = [await sandbox.call("pins.list", {"channel": "CDEPLOY"}, BOT_TOKEN) for _ in range(21)]
        return sum(answer.status == 429 for answer in answers)

    assert await twenty_one() == 0
    await sandbox.trouble({"rate_limits": True})
    assert await twenty_one() == 1
    await sandbox.trouble({"rate_limits": False})
    assert await twenty_one() == 0
