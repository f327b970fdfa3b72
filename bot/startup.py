"""What can keep the bot from starting, each in words that say what to do."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.slack import Slack, SlackError, SlackLater


class CannotStart(Exception):
    """Why the bot does not start."""


async def introduce(slack: Slack, api_url: str) -> Mapping[str, Any]:
    """Who we are to Slack (auth.test)."""
    try:
        return await slack.call("auth.test")
    except SlackLater as error:
        raise CannotStart(f"Slack could not be reached at {api_url} ({error}): check the network.") from None
    except SlackError as error:
        raise CannotStart(
            f"Slack refused the bot token ({error}): copy SLACK_BOT_TOKEN anew from OAuth & Permissions."
        ) from None


async def serve(runner: web.AppRunner, host: str, port: int) -> str:
    """Listen there; the address as it came to be."""
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise CannotStart(
            f"{host}:{port} cannot be listened on ({error.strerror}): set RUNSHEET_PORT to a free port."
        ) from None
    return "http://{}:{}".format(*runner.addresses[0][:2])
