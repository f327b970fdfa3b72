"""Prints what a person would notice: how long it takes to start, to read a checklist, to take a click."""

import asyncio
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import click

from runbook import reader
from tests.stories.scene import ANA, DEPLOYMENTS, Scene, Stage

CLICKS = 300


def start_up() -> float:
    """Seconds until the command line is there."""
    began = perf_counter()
    subprocess.run([sys.executable, "-m", "bot", "--version"], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def reading(items: int) -> float:
    """Seconds to read a checklist of that many items."""
    rows = [f"- [ ] Check number {number} of `many`" for number in range(items)]
    raw = "\n".join(["# Long", "## Service v1.0.0", *rows]).encode()
    began = perf_counter()
    reader.read.__wrapped__(raw)
    return perf_counter() - began


async def clicking(scene: Scene) -> list[float]:
    """Milliseconds from each click to its acknowledgement, one after another, each of them committed."""
    rows = "\n".join(f"- [ ] Item {number}" for number in range(CLICKS))
    (scene.stage.runbooks / "many.md").write_text(f"# Many\n\n## Service v1.0.0\n\n### All\n\n{rows}\n")
    async with scene.stage.running() as bot:
        await bot.types(ANA, "/deploy start many v1.0.0")
        found = []
        for message in bot.messages():
            for block in message["blocks"]:
                if block.get("accessory", {}).get("action_id") == "checklist.tick":
                    at = {"action_id": "checklist.tick", "block_id": block["block_id"]}
                    deed = {"user": ANA, "do": "click", "channel": DEPLOYMENTS, "ts": message["ts"], **at}
                    answer = await bot.stage.sandbox.act(deed)
                    found.append(float(answer["within_ms"]))
    return found


async def measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        async with Stage.built(f"sqlite+aiosqlite:///{path / 'bench.db'}", path) as stage:
            async with stage.running() as scene:
                pass
            taken = await clicking(scene)
    click.echo(f"start of the command line    {start_up():6.2f} s")
    click.echo(f"reading 10,000 items         {reading(10_000):6.2f} s")
    click.echo(
        f"click to acknowledgement     {statistics.median(taken):6.1f} ms median of {len(taken)}, "
        f"worst {max(taken):.0f} ms"
    )


asyncio.run(measure())
