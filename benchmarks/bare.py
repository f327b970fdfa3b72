"""The least an app can do: Bolt over the same two sockets, acknowledging every press and nothing else."""

import asyncio
import os
import re
import signal

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.inlets import SOCKETS


async def acknowledge(ack: AsyncAck) -> None:
    await ack()


async def serve() -> None:
    token, address = os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"]
    client = AsyncWebClient(token=token, base_url=address, retry_handlers=[])
    app = AsyncApp(client=client, process_before_response=True)
    app.action(re.compile(".*"))(acknowledge)
    handlers = [AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]) for _ in range(SOCKETS)]
    for handler in handlers:
        await handler.connect_async()  # type: ignore[no-untyped-call]
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    for handler in handlers:
        await handler.close_async()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    asyncio.run(serve())
