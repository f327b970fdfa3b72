"""The bot as a process of its own, on a local Slack whose clock is the real one."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot import shipped
from bot.clock import Clock
from sandbox import App, Sandbox, cast
from sandbox.clock import WallClock

ROOT = Path(__file__).parent.parent
BOT_TOKEN, APP_TOKEN = "xoxb-process", "xapp-process"
OPERATIONS = "COPS"


def local_slack(**how: Any) -> Sandbox:
    """Not served yet."""
    app = App.from_manifest(yaml.safe_load(shipped.MANIFEST.read_text()))
    clock = WallClock(Clock().real)
    return Sandbox(cast.example(), app, clock, bot_token=BOT_TOKEN, app_token=APP_TOKEN, **how)


def environment(url: str, folder: Path, **changed: str) -> dict[str, str]:
    """What `serve` needs, with its database in the folder and nothing of the surroundings."""
    usual = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{url}/api/",
        "RUNSHEET_CHANNEL": OPERATIONS,
        "RUNSHEET_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'runsheet.db'}",
        "RUNSHEET_PORT": "0",
        "RUNSHEET_LOG_FORMAT": "json",
    }
    return {"PATH": os.environ["PATH"], "HOME": str(folder)} | usual | changed


@dataclass(frozen=True)
class Ended:
    code: int
    said: str


@dataclass
class Running:
    process: asyncio.subprocess.Process

    async def line(self) -> str:
        """The next one that it prints."""
        assert self.process.stdout is not None
        return (await self.process.stdout.readline()).decode().rstrip()

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    async def ended(self, within: float) -> Ended:
        """Its exit code, and what it wrote to standard error; it must end by itself in time."""
        async with asyncio.timeout(within):
            _, said = await self.process.communicate()
        return Ended(self.process.returncode or 0, said.decode())


@asynccontextmanager
async def running(settings: Mapping[str, str], *command: str) -> AsyncIterator[Running]:
    """`python -m bot COMMAND`; whatever happens, it is gone at the end of the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "error", "-m", "bot", *command,
        env=settings, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield Running(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
