"""Forms submitted and closed, and what the app's acknowledgement makes of them."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import BadAct, Sandbox
from sandbox.wire import Json
from tests.sandbox.shapes import entry, form, line, select

Open: TypeAlias = Callable[[Json], Awaitable[str]]


@pytest.fixture
def opened(sandbox: Sandbox, slack: AsyncWebClient) -> Open:
    async def open_form(view: Json) -> str:
        answer = await slack.views_open(trigger_id=sandbox.workspace.trigger("UANA"), view=view)
        return str(answer["view"]["id"])

    return open_form


def submit(view: str, **values: Json) -> Json:
    return {"user": "UANA", "do": "submit", "view": view, "values": values}


def stack(sandbox: Sandbox) -> list[Json]:
    found: list[Json] = sandbox.state()["views"].get("UANA", [])
    return found


async def test_a_form_is_taken_and_closes(sandbox: Sandbox, bolt: AsyncApp, opened: Open) -> None:
    bodies: list[Json] = []

    @bolt.view("form")
    async def take(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack()

    fields = entry("name", line("v", "api")), entry("env", select("v", "staging", "production"))
    view = await opened(form(*fields, private_metadata="run 7"))
    answer = await sandbox.act(submit(view, env={"v": "production"}))
    assert (answer["acknowledged"], answer["error"]) == (True, None)
    (body,) = bodies
    assert (body["type"], body["view"]["id"], body["view"]["private_metadata"]) == (
        "view_submission",
        view,
        "run 7",
    )
    values = body["view"]["state"]["values"]
    assert values["name"]["v"] == {"type": "plain_text_input", "value": "api"}, "initial values count"
    assert values["env"]["v"]["selected_option"]["value"] == "production"
    assert stack(sandbox) == []


async def test_slack_asks_for_what_is_required_itself(sandbox: Sandbox, bolt: AsyncApp, opened: Open) -> None:
    heard: list[Json] = []

    @bolt.view("form")
    async def take(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack()

    view = await opened(form(entry("name", line("v")), entry("note", line("v"), optional=True)))
    answer = await sandbox.act(submit(view))
    assert (answer["ok"], answer["error"], answer["missing"]) == (True, "missing_required", ["name"])
    assert list(stack(sandbox)[0]["errors"]) == ["name"]
    assert heard == []
    assert (await sandbox.act(submit(view, name={"v": "api"})))["acknowledged"]


async def test_the_app_finds_fault(sandbox: Sandbox, bolt: AsyncApp, opened: Open) -> None:
    @bolt.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"name": "No such service"})

    view = await opened(form(entry("name", line("v"))))
    answer = await sandbox.act(submit(view, name={"v": "apo"}))
    assert answer["with"]["errors"] == {"name": "No such service"}
    (held,) = stack(sandbox)
    assert held["errors"] == {"name": "No such service"}
    assert held["state"]["values"]["name"]["v"]["value"] == "apo"


async def test_an_error_for_a_block_that_is_not_there(sandbox: Sandbox, bolt: AsyncApp, opened: Open) -> None:
    @bolt.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"elsewhere": "x"})

    answer = await sandbox.act(submit(await opened(form(entry("name", line("v", "api"))))))
    assert (answer["acknowledged"], answer["error"]) == (True, "invalid_errors")
    assert len(stack(sandbox)) == 1


async def test_the_form_is_redrawn_or_another_laid_on_top(
    sandbox: Sandbox, bolt: AsyncApp, opened: Open
) -> None:
    answers: list[Json] = [
        {"response_action": "update", "view": form(title="Second")},
        {"response_action": "push", "view": form(title="Third")},
        {},
        {"response_action": "push", "view": form(title="Fourth")},
        {"response_action": "clear"},
    ]

    @bolt.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(**answers.pop(0))

    async def titles_after(view: str) -> list[str]:
        await sandbox.act(submit(view))
        return [held["title"]["text"] for held in stack(sandbox)]

    first = await opened(form())
    assert await titles_after(first) == ["Second"]
    assert await titles_after(first) == ["Second", "Third"]
    assert await titles_after(stack(sandbox)[-1]["id"]) == ["Second"]
    assert await titles_after(first) == ["Second", "Fourth"]
    assert await titles_after(stack(sandbox)[-1]["id"]) == []


async def test_unanswered_it_stays_open(sandbox: Sandbox, opened: Open) -> None:
    view = await opened(form())
    assert (await sandbox.act(submit(view)))["error"] == "dispatch_failed"
    assert [held["id"] for held in stack(sandbox)] == [view]


async def test_values_nobody_could_give(sandbox: Sandbox, opened: Open) -> None:
    view = await opened(form(entry("env", select("v", "staging"))))
    with pytest.raises(BadAct, match="it offers staging"):
        await sandbox.act(submit(view, env={"v": "moon"}))
    with pytest.raises(BadAct, match=r"the form has no input env\.w; it has env\.v"):
        await sandbox.act(submit(view, env={"w": "staging"}))
    with pytest.raises(BadAct, match="is not the open form of ana"):
        await sandbox.act(submit("V0"))


async def test_close_is_told_where_the_app_asked(sandbox: Sandbox, bolt: AsyncApp, opened: Open) -> None:
    bodies: list[Json] = []

    @bolt.view_closed("form")
    async def closed(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack()

    quiet = await opened(form())
    answer = await sandbox.act({"user": "UANA", "do": "close", "view": quiet})
    assert (answer["acknowledged"], answer["error"]) == (False, None)
    loud = await opened(form(notify_on_close=True))
    assert (await sandbox.act({"user": "UANA", "do": "close", "view": loud}))["acknowledged"]
    assert [(body["view"]["id"], body["is_cleared"]) for body in bodies] == [(loud, False)]
    assert stack(sandbox) == []
