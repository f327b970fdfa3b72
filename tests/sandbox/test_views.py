"""views.*: forms opened by a trigger, redrawn, stacked; and the Home tab."""

import asyncio
from collections.abc import Callable

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import App, Sandbox, cast
from sandbox.clock import WallClock
from sandbox.deliveries import Deliveries
from sandbox.errors import SlackError
from sandbox.faults import Faults
from sandbox.links import Links
from sandbox.wire import Json
from sandbox.workspace import Workspace
from tests.sandbox.conftest import Wall
from tests.sandbox.refusals import refused
from tests.sandbox.shapes import MANIFEST, button, entry, form, line

HOME = {"type": "home", "blocks": [button("start")]}


@pytest.fixture
def trigger(sandbox: Sandbox) -> Callable[[], str]:
    return lambda: sandbox.workspace.trigger("UANA")


def stack(sandbox: Sandbox) -> list[Json]:
    found: list[Json] = sandbox.state()["views"].get("UANA", [])
    return found


async def test_a_form_opens_for_whoever_pressed(
    sandbox: Sandbox, slack: AsyncWebClient, trigger: Callable[[], str]
) -> None:
    view = (await slack.views_open(trigger_id=trigger(), view=form(entry("name", line("v", "api")))))["view"]
    (held,) = stack(sandbox)
    assert (held["id"], held["root_view_id"], held["previous_view_id"]) == (view["id"], view["id"], None)
    assert held["state"]["values"] == {"name": {"v": {"type": "plain_text_input", "value": "api"}}}


async def test_a_trigger_serves_once(slack: AsyncWebClient, trigger: Callable[[], str]) -> None:
    once = trigger()
    await slack.views_open(trigger_id=once, view=form())
    assert await refused(slack.views_open(trigger_id=once, view=form())) == "exchanged_trigger_id"
    assert await refused(slack.views_open(trigger_id="1.2.3", view=form())) == "invalid_trigger_id"


def test_a_trigger_serves_three_seconds_of_real_time(wall: Wall) -> None:
    real = [100.0]
    app = App.from_manifest(MANIFEST)
    links = Links(app.id, 3, lambda: real[0])
    deliveries = Deliveries(links, Faults(), asyncio.sleep)
    clock = WallClock(wall.now)
    workspace = Workspace(cast.example(), app, clock, links, deliveries, lambda: real[0], 3)
    good, late = workspace.trigger("UANA"), workspace.trigger("UANA")
    real[0] += 3
    assert workspace.exchange(good) == "UANA"
    real[0] += 0.1
    with pytest.raises(SlackError, match="expired_trigger_id"):
        workspace.exchange(late)


async def test_update_keeps_what_was_typed_in_the_same_input(
    sandbox: Sandbox, slack: AsyncWebClient, trigger: Callable[[], str]
) -> None:
    fields = entry("name", line("v")), entry("note", line("v"))
    view = (await slack.views_open(trigger_id=trigger(), view=form(*fields, button("more"))))["view"]
    typed = {"name": {"v": "api"}, "note": {"v": "gone"}}
    await sandbox.act(
        {"user": "UANA", "do": "click", "view": view["id"], "action_id": "more", "values": typed}
    )
    await slack.views_update(view_id=view["id"], view=form(fields[0], entry("other", line("v"))))
    values = stack(sandbox)[0]["state"]["values"]
    assert values["name"]["v"]["value"] == "api"
    assert values["other"]["v"]["value"] is None


async def test_update_refuses_an_old_hash_and_a_closed_form(
    sandbox: Sandbox, slack: AsyncWebClient, trigger: Callable[[], str]
) -> None:
    view = (await slack.views_open(trigger_id=trigger(), view=form()))["view"]
    newer = (await slack.views_update(view_id=view["id"], view=form(), hash=view["hash"]))["view"]
    assert newer["hash"] != view["hash"]
    stale = slack.views_update(view_id=view["id"], view=form(), hash=view["hash"])
    assert await refused(stale) == "hash_conflict"
    await sandbox.act({"user": "UANA", "do": "close", "view": view["id"]})
    assert await refused(slack.views_update(view_id=view["id"], view=form())) == "not_found"


async def test_three_forms_lie_on_each_other_at_most(
    sandbox: Sandbox, slack: AsyncWebClient, trigger: Callable[[], str]
) -> None:
    first = (await slack.views_open(trigger_id=trigger(), view=form()))["view"]
    await slack.views_push(trigger_id=trigger(), view=form())
    third = (await slack.views_push(trigger_id=trigger(), view=form()))["view"]
    assert third["root_view_id"] == first["id"]
    assert await refused(slack.views_push(trigger_id=trigger(), view=form())) == "push_limit_reached"
    assert len(stack(sandbox)) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        form(*[button("a", block_id=f"b{number}") for number in range(101)]),
        form(title="A title of more than 24 letters"),
        {"type": "modal", "title": {"type": "plain_text", "text": "x"}},
        {"type": "modal", "blocks": []},
        {"type": "home", "blocks": []},
        form(button("a"), button("b")),
        form(private_metadata="x" * 3001),
        {**form(entry("name", line("v"))), "submit": None},
        {**form(), "title": "not an object"},
    ],
    ids=["blocks", "title", "no blocks", "no title", "home", "ids", "metadata", "submit", "shape"],
)
async def test_forms_slack_would_not_open(
    slack: AsyncWebClient, trigger: Callable[[], str], wrong: Json
) -> None:
    assert await refused(slack.views_open(trigger_id=trigger(), view=wrong)) == "invalid_arguments"


async def test_the_home_tab_is_published_and_replaced(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    first = (await slack.views_publish(user_id="UANA", view=HOME))["view"]
    second = (await slack.views_publish(user_id="UANA", view=HOME, hash=first["hash"]))["view"]
    assert second["id"] == first["id"]
    assert (
        await refused(slack.views_publish(user_id="UANA", view=HOME, hash=first["hash"])) == "hash_conflict"
    )
    assert sandbox.state()["home"]["UANA"]["blocks"][0]["accessory"]["action_id"] == "start"
    assert await refused(slack.views_publish(user_id="UANA", view=form())) == "invalid_arguments"
    assert await refused(slack.views_publish(user_id="UNOBODY", view=HOME)) == "user_not_found"
