"""Whole documents: what is read, what is refused."""

import itertools
from datetime import date, datetime, time, timedelta, timezone
from hashlib import sha256
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from runbook import reader
from runbook.model import Dates, Unreadable
from tests.runbook.samples import SHIPPED, fixture, only_item, read


def test_the_shipped_runbook_is_read_whole() -> None:
    shipped = reader.read(SHIPPED.read_bytes())

    assert (shipped.title, shipped.service, shipped.version) == (
        "Production Release Runbook",
        "Parcel Tracking",
        "v2.4.0",
    )
    assert shipped.start == datetime(2026, 3, 11, 8, tzinfo=timezone(timedelta(hours=7)))
    assert list(shipped.meta) == ["Deployment Date", "Deployment Time", "Deployment Lead", "On-Call Engineer"]
    assert (len(shipped.items), shipped.claimed) == (119, 38)
    assert [sum(section.level == level for section in shipped.sections) for level in (1, 2, 3)] == [0, 10, 31]
    assert max(len(section.items) for section in shipped.sections) == 7
    assert shipped.repairs == ()


def test_the_shipped_runbook_has_its_phases_and_stages() -> None:
    sections = reader.read(SHIPPED.read_bytes()).sections

    assert [section.dates for section in sections if section.dates] == [
        Dates(date(2026, 3, 9), date(2026, 3, 10)),
        Dates(date(2026, 3, 11), date(2026, 3, 11)),
    ]
    assert [section.clock for section in sections if section.clock] == [
        time(7), time(8), time(8, 30), time(9), time(10), time(11), time(12), time(13),
    ]  # fmt: skip


def test_evidence_of_the_shipped_claims() -> None:
    found = {item.evidence for item in reader.read(SHIPPED.read_bytes()).items}

    assert found == {None, "8/8", "91%", "612/612", "A+"}


def test_a_file_from_windows() -> None:
    raw = fixture("windows")
    runbook = reader.read(raw)

    assert raw.startswith(b"\xef\xbb\xbf# Gateway")
    assert b"\r\n" in raw
    assert (runbook.title, runbook.service, runbook.version) == ("Gateway v1.2.3", "Gateway", "v1.2.3")
    assert runbook.start == datetime(2026, 3, 10, 22, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert [(item.line, item.text, item.claimed, item.depth) for item in runbook.items] == [
        (8, "Stop the queue", False, 0),
        (9, "Wait for the last message", True, 1),
        (11, "Größe prüfen", False, 0),
    ]
    assert runbook.items[1].raw == "\t- [x] Wait for\n\t  the last message"
    assert runbook.text == raw.decode("utf-8-sig")
    assert runbook.sha256 == sha256(raw).hexdigest()


def test_numbers_and_bullets_make_items_alike() -> None:
    runbook = reader.read(fixture("numbered"))

    assert [item.text for item in runbook.items] == [
        "Tag the commit", "Build the image", "Push the image", "Deploy to `eu-1`", "Deploy to `us-1`",
    ]  # fmt: skip
    assert runbook.claimed == 1


def test_a_long_item_is_kept_whole() -> None:
    text = "Verify **each** one of the shards. " * 114 + "Finally!!"
    assert len(text) == 4000 - 1

    assert only_item(f"- [ ] {text}").text == text.replace("**", "")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\t\n", "is empty"),
        (b"- [ ] one\0", "not a text file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        (bytes(range(1, 32)) * 40, "not a text file"),
        (b"\xff\xfea", "not a text file"),
        (b"a" * (reader.MAX_BYTES + 1), "larger than 2 MB"),
        (b"- [ ] one\n" * (reader.MAX_ITEMS + 1), "more than 10,000 items"),
        (b"- [ ] one\n" + b"\n" * reader.MAX_LINES, "more than 100,000 lines"),
        (b"# Title\n\n- a bullet\n", "nothing to tick"),
        (b"```\n- [ ] in a fence\n```\n", "nothing to tick"),
        (b">" * 1_000_000 + b" - [ ] deep", "nested too deeply"),
        ("\n".join("  " * n + "- [ ] deep" for n in range(900)).encode(), "nested too deeply"),
    ],
)
def test_what_cannot_be_run_is_refused_in_a_sentence(raw: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        reader.read(raw)

    assert says in refused.value.reason
    assert refused.value.reason.endswith(".")


def test_nothing_to_tick_is_refused_with_both_forms_that_help() -> None:
    with pytest.raises(Unreadable) as refused:
        read("# Release\n\n1. Build\n2. Ship\n")

    assert "- [ ] Verify backups" in refused.value.reason
    assert "1. [ ] Verify backups" in refused.value.reason


@pytest.mark.parametrize(
    "markdown",
    [
        "- [ ] kept\n```\n- [ ] in a fence that never ends\n",
        "- [ ] kept\r\n\r\n<!-- a comment that never ends\r\n- [ ] hidden\r\n",
        "-\t[ ]\tkept\twith\ttabs\n",
        "- [ ] " + "[" * 5000,
        "- [ ] " + "*" * 1_000_000,
        "# " + "- " * 400_000 + "\n- [ ] kept",
        "**a" + " " * 1_000_000 + "b\n\n- [ ] kept",
        "- [ ] &#x110000; &#0; &bogus; <http://[::1> [a](<http://[x> 'y')",
        "- [ ] kept\x85same line\u2028still\x0bthe same",
        "- [ ] kept\n## Rollback Procedure\n```bash\n# 1. never ends\nrun \\",
        "- [ ] kept\n\n" + "<!-- runsheet: a=b -->\n\n" * 40_000,
        "- [ ] kept " + "<!-- runsheet: a=b" * 100_000,
        "- [ ] ~~kept" + "~~ <ins>a</ins> " * 100_000,
        "- [ ] kept\n\n## " + "post " * 300_000,
        "## Communication\n- " + "for " * 300_000 + "\n\n**" + "a" * 400_000 + "\n\n- [ ] kept",
        "## Contacts\n```\n" + "a " * 900_000 + "(1-2 min)\n```\n- [ ] kept",
    ],
)
def test_strange_files_still_keep_their_one_item(markdown: str) -> None:
    began = process_time()

    assert only_item(markdown).text
    assert process_time() - began < 20  # each takes a second or two; what grows with the square takes minutes


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] Check **shard {0:05}** of the `index`, see [the page](https://wiki.example/{0:05})",
        "- [ ] Monitor `shard-{0:05}` (p95) > {0}ms for 5 minutes every 15 min <!-- runsheet: owner=@x -->",
    ],
)
def test_ten_thousand_items_in_two_megabytes(line: str) -> None:
    lines = (f"{line.format(n).ljust(194)}x" for n in range(reader.MAX_ITEMS))
    raw = "\n".join(itertools.chain(["# Big", "", "## Post-Deployment Monitoring", ""], lines)).encode()
    assert 1_900_000 < len(raw) <= reader.MAX_BYTES

    began = process_time()
    runbook = reader.read(raw)

    assert len({item.id for item in runbook.items}) == reader.MAX_ITEMS
    assert process_time() - began < 2  # as promised; about 1 s here
