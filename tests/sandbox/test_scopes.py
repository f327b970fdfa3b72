"""Scopes: what the manifest does not ask for, the app may not do."""

import aiohttp
import pytest

from sandbox import Sandbox, scopes
from sandbox.methods import APP_LEVEL, METHODS
from sandbox.wire import Json
from tests.sandbox.calls import answered, done, error
from tests.sandbox.conftest import Wall, built
from tests.sandbox.shapes import BOT_TOKEN, MANIFEST, SCOPES

FREE = {"auth.test", "chat.getPermalink", "views.open", "views.publish", "views.push", "views.update"}


def granted(*names: str) -> Json:
    return {**MANIFEST, "oauth_config": {"scopes": {"bot": [*names]}}}


def test_every_method_has_its_scope_or_needs_none() -> None:
    assert {*scopes.FIXED, *scopes.KINDED} | FREE | APP_LEVEL == set(METHODS)


@pytest.mark.parametrize("method", sorted({*scopes.FIXED, *scopes.KINDED}))
async def test_a_missing_scope_is_named(wall: Wall, method: str) -> None:
    answer = await answered(built(wall, granted("commands")), method)
    needed = scopes.FIXED.get(method) or ",".join(s for each in scopes.KINDED[method].values() for s in each)
    assert answer == {"ok": False, "error": "missing_scope", "needed": needed, "provided": "commands"}


@pytest.mark.parametrize("method", sorted({*scopes.FIXED, *scopes.KINDED}))
async def test_a_granted_scope_is_enough(sandbox: Sandbox, method: str) -> None:
    assert await error(sandbox, method) != "missing_scope"


async def test_some_methods_need_one_for_each_kind_of_conversation(wall: Wall) -> None:
    sandbox = built(wall, granted("groups:history", "channels:manage", "channels:read", "im:write"))
    direct = (await done(sandbox, "conversations.open", users="UANA"))["channel"]["id"]
    assert await error(sandbox, "conversations.history", channel="CDEPLOY") == "missing_scope"
    assert await error(sandbox, "conversations.history", channel=direct) == "missing_scope"
    assert await error(sandbox, "conversations.create", name="a") is None
    assert await error(sandbox, "conversations.create", name="b", is_private=True) == "missing_scope"
    assert await error(sandbox, "conversations.list") is None
    assert await error(sandbox, "conversations.list", types="im") == "missing_scope"


async def test_addresses_are_for_those_who_asked(sandbox: Sandbox, wall: Wall) -> None:
    ana = (await done(sandbox, "users.info", user="UANA"))["user"]
    assert ana["profile"]["email"] == "ana@harbor.example"
    quiet = (await done(built(wall, granted("users:read")), "users.info", user="UANA"))["user"]
    assert "email" not in quiet["profile"]


async def test_each_answer_says_which_scopes_there_are(url: str) -> None:
    bearer = {"Authorization": f"Bearer {BOT_TOKEN}"}
    async with aiohttp.ClientSession() as http, http.post(f"{url}/api/auth.test", headers=bearer) as answer:
        assert answer.headers["X-OAuth-Scopes"] == ",".join(sorted(SCOPES.split()))
