"""Measures the bot beside an app that only acknowledges, and prints a table: `make bench`."""

import asyncio
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks import measure
from benchmarks.children import BARE, BOT
from benchmarks.load import Taken
from benchmarks.measure import QUICK, App, Burst, Sizes
from bot.clock import Clock
from tests import processes

Row = tuple[str, str, str, str]


def machine() -> str:
    """What it was measured on, and how busy that was before."""
    cpu = next((line for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    model = cpu.partition(":")[2].strip() or platform.processor() or platform.machine()
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        f"{Clock().real():%Y-%m-%d} · {model} · {os.cpu_count()} cores · {memory:.0f} GiB · "
        f"Python {platform.python_version()} · load {os.getloadavg()[0]:.2f}"
    )


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []


def beside(form: str, what: str, ours: float, bare: float) -> Row:
    return what, form.format(ours), form.format(bare), f"{ours / bare:.2f}"


def rows(bot: App, bare: App, burst: Burst, sizes: Sizes) -> Iterator[Row]:
    yield beside("{:.0f}", "clicks a second, flat out", bot.flat_out.a_second, bare.flat_out.a_second)
    yield "  of all clicks, in the record", f"{bot.durable:.1%}", "", ""
    yield "  not acknowledged in 3 s", str(bot.unanswered), str(bare.unanswered), ""
    yield "  of a core, the load itself", f"{bot.flat_out.busy:.2f}", f"{bare.flat_out.busy:.2f}", ""
    half = f"at {bot.steady.a_second:.0f} a second"
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        pair = (taken.steady.quantile(share) for taken in (bot, bare))
        yield beside("{:.1f} ms", f"acknowledged {half}, {name}", *pair)
    yield beside("{:.0f} MiB", "memory before", bot.memory_before, bare.memory_before)
    clicks = f"memory after {sizes.clicks:,} clicks"
    yield beside("{:.0f} MiB", clicks, bot.memory_after, bare.memory_after)
    yield f"Slack calls a click, {sizes.burst} at once", f"{burst.calls_a_click:.2f}", "", ""
    yield "  until every card shows it", f"{burst.seconds:.1f} s", "", ""


def late_rows(title: str, late: list[float]) -> Iterator[Row]:
    taken = Taken(late, 1.0, 0.0)
    for name, share in (("p50", 0.5), ("p99", 0.99), ("worst", 1.0)):
        yield f"late, {title}, {name}", f"{taken.quantile(share):.0f} ms", "", ""


async def measured(sizes: Sizes) -> list[Row]:
    sandbox, found = processes.local_slack(), []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with sandbox.serving() as url:
            bot_starts = await measure.cold_starts(sandbox, url, folder, sizes.starts, *BOT)
            bare_starts = await measure.cold_starts(sandbox, url, folder, sizes.starts, *BARE)
            for what, ours, bare in zip(("first start", "start again"), bot_starts, bare_starts, strict=True):
                found.append(beside("{:.2f} s", what, ours, bare))
            bot, burst, template = await measure.the_bot(sandbox, url, folder / "bot", sizes)
            rate = bot.steady.a_second
            plain = await measure.the_bare_app(sandbox, url, folder / "bare", sizes, template, rate)
            found += rows(bot, plain, burst, sizes)
            of_timers = await measure.lateness_of_timers(url, folder / "timers", sizes)
            found += late_rows(f"{sizes.due:,} timers due in 1 s beside {sizes.pending:,}", of_timers)
    found += await pages_measured(sizes)
    found.append((f"reading {sizes.reading:,} items", f"{measure.reading(sizes.reading):.2f} s", "", ""))
    return found


async def pages_measured(sizes: Sizes) -> list[Row]:
    sandbox = processes.local_slack()
    with tempfile.TemporaryDirectory() as name:
        async with sandbox.serving() as url:
            late = await measure.lateness_of_pages(sandbox, url, Path(name), sizes)
    return [*late_rows(f"pages, 3 a second, {sizes.incidents:,} incidents open", late)]


@click.command(help="Measure the bot beside an app that only acknowledges. Takes a few minutes.")
@click.option("--quick", is_flag=True, help="Only see whether it works; the figures mean nothing.")
@click.option("--pages", is_flag=True, help="Only by how much pages are late.")
def main(*, quick: bool, pages: bool) -> None:
    click.echo(f"{machine()}\n")
    what = pages_measured if pages else measured
    table = [("", "Runsheet", "bare Bolt", "ratio"), *asyncio.run(what(QUICK if quick else Sizes()))]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for first, *others in table:
        cells = (f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
        click.echo(f"{first:{widths[0]}}  {'  '.join(cells)}".rstrip())


if __name__ == "__main__":
    main()
