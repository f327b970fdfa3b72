"""Web API calls straight into the sandbox, where the wire is not what a test is about."""

import json

from sandbox import Sandbox
from sandbox.wire import Json
from tests.sandbox.shapes import APP_TOKEN, BOT_TOKEN


async def answered(sandbox: Sandbox, method: str, /, **args: object) -> Json:
    token = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
    found: Json = json.loads((await sandbox.call(method, dict(args), token)).text)
    return found


async def done(sandbox: Sandbox, method: str, /, **args: object) -> Json:
    answer = await answered(sandbox, method, **args)
    assert answer["ok"], answer
    return answer


async def error(sandbox: Sandbox, method: str, /, **args: object) -> str | None:
    return (await answered(sandbox, method, **args)).get("error")


async def post(sandbox: Sandbox, channel: str = "CDEPLOY", **said: object) -> str:
    """A message of the app; its timestamp."""
    return str((await done(sandbox, "chat.postMessage", channel=channel, **{"text": "x", **said}))["ts"])
