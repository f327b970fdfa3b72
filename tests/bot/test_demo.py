"""`runsheet demo`: stopped with Ctrl-C it leaves nothing behind, and its next start goes on where it was."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from signal import SIGINT
from typing import Any

import pytest

from tests.page import Page, everything_said
from tests.processes import Running, environment, running
from tests.stories.scene import ANA, BEN, DEPLOYMENTS, OPERATIONS, SHORT, words

Json = dict[str, Any]
WITHIN = 10.0
PAGED = ("UBEN", "UDEV", "UGIA", "UHUG")
"""Whoever is on call in the demo, level by level."""


@asynccontextmanager
async def demo(folder: Path, port: int, *more: str) -> AsyncIterator[tuple[Running, Page]]:
    """Started, with its page; stopped with Ctrl-C at the end of the block."""
    command = ["demo", "--no-browser", "--port", str(port), "--database", str(folder / "demo.db"), *more]
    async with running(environment("", folder), *command) as process:
        async with asyncio.timeout(20):
            announced = await process.line()
        assert announced == f"Runsheet is at http://127.0.0.1:{port}/?as=UANA&channel=CDEPLOY"
        async with Page.at(f"http://127.0.0.1:{port}") as page:
            yield process, page
        process.signal(SIGINT)
        ended = await process.ended(WITHIN)
        assert (ended.code, ended.said) == (0, "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.md").write_text(SHORT)
    return tmp_path


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_a_second_demo_goes_on_where_the_first_was(folder: Path, unused_tcp_port: int) -> None:
    runbook = ("--runbook", str(folder / "small.md"))
    async with demo(folder, unused_tcp_port, *runbook) as (_, page):
        await page.message("Welcome to Runsheet")
        await page.types(ANA, "/deploy start small v2.4.0")
        await page.presses(BEN, "Done", await page.card("Before"), near="Team told")
        await page.presses(ANA, "Skip, assign…", await page.card("Before", showing="Done · Ben Okafor"))
        await page.picks(ANA, "change", "assign")
        await page.submits(ANA, item="1", person=BEN)
        await page.sees(lambda state: written_to(state, BEN))
    assert files(folder) == {"small.md", "demo.db"}

    async with demo(folder, unused_tcp_port, *runbook) as (_, page):
        run = await page.card("Parcel Tracking v2.4.0 → production", showing="1 of 6 done")
        before = await page.card("Before", showing="Done · Ben Okafor")
        [item] = await page.sees(lambda state: written_to(state, BEN))
        assert "Tests green" in words(item)
        await page.presses(BEN, "Attest 2 claims", before)
        await page.card("During")
        state = await page.state()
        assert [channel["pins"] for channel in state["channels"] if channel["id"] == DEPLOYMENTS] == [
            [run["ts"]]
        ]
        assert state["messages"].get(OPERATIONS, []) == [], "nothing to complain of"
    assert files(folder) == {"small.md", "demo.db"}


async def test_an_incident_is_seen_whole_in_a_minute(folder: Path, unused_tcp_port: int) -> None:
    """As the first message says: declared, paged up to the CTO, answered; and the night is over."""
    fast = ("--runbook", str(folder / "small.md"), "--speed", "600")
    async with demo(folder, unused_tcp_port, *fast) as (_, page), asyncio.timeout(60):
        welcome = await page.message("Welcome to Runsheet")
        assert "/incident open sev1 payment errors" in words(welcome)
        assert "/deploy rehearse" in words(welcome)
        await page.types(ANA, "/incident open sev1 payment errors")
        for person in PAGED:
            await page.sees(lambda state, person=person: written_to(state, person))  # type: ignore[misc]
        card = await page.card("🔴 Severity 1", showing="Escalate now")
        await page.presses(PAGED[-1], "Acknowledge", card)
        await page.message("Hugo Meyer has it")
        await page.types(PAGED[-1], "/incident resolve 1 the old version is back")
        await page.message("Post-mortem due")
        assert len([each for each in await page.messages() if "Severity 1" in each["text"]]) > len(PAGED)


def written_to(state: Json, user: str) -> list[Json]:
    """What the bot wrote to this person; waited for."""
    ims = [channel["id"] for channel in state["channels"] if channel["is_im"] and user in channel["members"]]
    said = [message for message in everything_said(state) if message["channel"] in ims]
    assert said, f"{user} was written nothing"
    return said


async def test_what_is_wrong_with_a_demo_is_said_in_a_sentence(folder: Path, unused_tcp_port: int) -> None:
    (folder / "empty.md").write_text("")
    port = ("--port", str(unused_tcp_port))
    wrong = {
        "does not exist": [*port, "--runbook", str(folder / "nowhere.md")],
        "empty": [*port, "--runbook", str(folder / "empty.md")],
        "cannot be made": [*port, "--database", "/proc/nowhere/demo.db"],
    }

    async def said(options: list[str]) -> tuple[int, list[str]]:
        async with running(environment("", folder), "demo", "--no-browser", *options) as process:
            ended = await process.ended(20)
        return ended.code, ended.said.splitlines()

    answers = await asyncio.gather(*(said(options) for options in wrong.values()))
    for words_of_it, (code, lines) in zip(wrong, answers, strict=True):
        assert (code, len(lines)) == (1, 1), lines
        assert words_of_it in lines[0]
