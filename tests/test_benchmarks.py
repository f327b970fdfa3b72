"""The benchmarks work, at a size at which their figures mean nothing."""

from pathlib import Path

from benchmarks import measure
from benchmarks.__main__ import rows
from tests import processes

SMALL = measure.Sizes(runs=2, burst=4, clicks=20, flat_out_seconds=0.2, steady_seconds=0.2)


async def test_what_the_bot_takes_beside_an_app_that_only_acknowledges(tmp_path: Path) -> None:
    sandbox = processes.local_slack()
    async with sandbox.serving() as url:
        bot, burst, template = await measure.the_bot(sandbox, url, tmp_path / "bot", SMALL)
        rate = bot.steady.a_second
        bare = await measure.the_bare_app(sandbox, url, tmp_path / "bare", SMALL, template, rate)
    assert bot.durable == bare.durable == 1
    assert burst.calls_a_click > 0
    table = {what.strip(): cells for what, *cells in rows(bot, bare, burst, SMALL)}
    assert table["of all clicks, in the record"] == ["100.0%", "", ""]
    assert float(table["memory after 20 clicks"][2]) > 0


async def test_how_late_pages_are(tmp_path: Path) -> None:
    sandbox, sizes = processes.local_slack(), measure.Sizes(incidents=2, pages=1, pending=5)
    async with sandbox.serving() as url:
        (late,) = await measure.lateness_of_pages(sandbox, url, tmp_path / "pages", sizes)
    assert late > 0
    assert [call.method for call in sandbox.calls].count("chat.postMessage") == 2, "the page and its mention"
