"""The document written again, and read again after that."""

from datetime import datetime, timedelta, timezone

import pytest

from runbook import reader, writer
from runbook.model import Item, Runbook
from runbook.recognise import encoding
from runbook.writer import Done, Open, Outcome, Skipped
from tests.runbook.samples import SHIPPED, fixture, read

ZONE = timezone(timedelta(hours=7))


@pytest.mark.parametrize("name", ["whole", "damaged-encoding", "nested", "no-title", "numbered", "windows"])
def test_unchanged_it_is_the_same_bytes_after_the_repair(name: str) -> None:
    raw = fixture(name)
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    repaired, _ = encoding.repair(encoding.decode(raw))

    assert writer.write(reader.read(raw)) == mark + repaired.encode()


def test_the_shipped_runbook_is_written_as_it_is() -> None:
    raw = SHIPPED.read_bytes()

    assert writer.write(reader.read(raw)) == raw


def outcome(item: Item) -> Outcome:
    if item.signoff:
        return writer.signed("Ada *Star* Lovelace", datetime(2026, 6, 17, 21, 5, tzinfo=ZONE))
    if item.claimed:
        return Open()
    return Skipped("no need | `x` </ins>\nat all") if "logs" in item.text else Done()


def test_a_run_is_written_back() -> None:
    runbook = reader.read(fixture("whole"))
    lines = writer.export(runbook, {item.id: outcome(item) for item in runbook.items}).decode().split("\n")

    assert lines[16] == "- [ ] Every blocker closed (3/3)"
    assert lines[25] == "- [x] Book the war room"
    assert lines[44] == (
        r"- [ ] ~~Review the logs of the importer~~ <ins>Skipped: no need &#124; \`x\` \</ins\> at all</ins>"
    )
    assert lines[210] == (
        r"- [x] Ledger Owner: <ins>Ada \*Star\* Lovelace</ins> Date: <ins>2026-06-17 21:05</ins>"
    )


@pytest.mark.parametrize("raw", [fixture("whole"), SHIPPED.read_bytes(), fixture("nested")])
def test_read_again_it_is_the_same_checklist(raw: bytes) -> None:
    before = reader.read(raw)
    outcomes = {item.id: outcome(item) for item in before.items}
    again = reader.read(writer.export(before, outcomes))

    assert names(again) == names(before)
    assert [item.signoff for item in again.items] == [item.signoff for item in before.items]
    assert [item.claimed for item in again.items] == [
        isinstance(outcomes[item.id], Done) for item in before.items
    ]


def names(runbook: Runbook) -> list[str]:
    return [section.id for section in runbook.sections] + [item.id for item in runbook.items]


def test_what_people_read_of_it() -> None:
    before = read("- [ ] QA Lead: ____ Date: ____\n- [ ] Warm **all** caches\n")
    signoff, skipped = before.items
    raw = writer.export(
        before,
        {
            signoff.id: writer.signed("Jo", datetime(2026, 1, 2, 3, 4, tzinfo=ZONE)),
            skipped.id: Skipped("cold"),
        },
    )

    assert [item.text for item in reader.read(raw).items] == [
        "QA Lead: Jo Date: 2026-01-02 03:04",
        "~~Warm all caches~~ Skipped: cold",
    ]


@pytest.mark.parametrize(
    ("source", "skipped"),
    [
        ("- [x] one\n", "- [ ] ~~one~~ <ins>Skipped: why</ins>\n"),
        ("> * [ ]\tone\r\n> two\r\n", "> * [ ]\t~~one\r\n> two~~ <ins>Skipped: why</ins>\r\n"),
        (
            "- [ ] one <!-- runsheet: a=b --> ",
            "- [ ] ~~one~~ <ins>Skipped: why</ins> <!-- runsheet: a=b --> ",
        ),
        ("-\n  [ ]\n  ~ one\n", "-\n  [ ] ~~\n  ~ one~~ <ins>Skipped: why</ins>\n"),
        ("- [ ] <!-- later -->\n", "- [ ] ~~<!-- later -->~~ <ins>Skipped: why</ins>\n"),
    ],
)
def test_what_is_skipped_is_struck(source: str, skipped: str) -> None:
    before = read(source)
    written = writer.export(before, {before.items[0].id: Skipped("why")})

    assert written.decode() == skipped
    assert names(reader.read(written)) == names(before)


def test_blanks_are_filled_in_their_order_and_no_further() -> None:
    before = read("- [ ] p95 ____ ms, `____`, cost $____ of ____\n")
    (item,) = before.items

    assert writer.export(before, {item.id: Done(("210", "3"))}).decode() == (
        "- [x] p95 <ins>210</ins> ms, `____`, cost $<ins>3</ins> of ____\n"
    )


def test_what_was_written_is_written_anew() -> None:
    before = read("- [ ] QA Lead: ____ Date: ____\n")
    (item,) = before.items
    skipped = reader.read(writer.export(before, {item.id: Skipped("early")}))
    signed = reader.read(writer.export(skipped, {item.id: Done(("Ada", "today"))}))
    again = reader.read(writer.export(signed, {item.id: Done(("Jo", "later"))}))

    assert writer.export(skipped, {item.id: Open()}) == b"- [ ] QA Lead: ____ Date: ____\n"
    assert signed.text == "- [x] QA Lead: <ins>Ada</ins> Date: <ins>today</ins>\n"
    assert again.text == "- [x] QA Lead: <ins>Jo</ins> Date: <ins>later</ins>\n"
    assert writer.export(again, {item.id: Open()}) == b"- [ ] QA Lead: <ins>Jo</ins> Date: <ins>later</ins>\n"


def test_a_decision_is_written_into_its_box() -> None:
    gates = read("# T\n\nBoard: [ ] GO [ ] NO-GO\n\n- [ ] x\n")
    decided = writer.export(gates, {gates.items[0].id: Done(("NO-GO",))})

    assert decided == b"# T\n\nBoard: [ ] GO [x] NO-GO\n\n- [ ] x\n"
    assert [item.id for item in reader.read(decided).items] == [item.id for item in gates.items]


def test_drawn_boxes_and_rows_are_ticked() -> None:
    drawn = read("- \u2610 one\n- \u2610 two\n\n| Step | Done |\n|---|---|\n| three | \u2b1c |\n")
    done = writer.export(drawn, {item.id: Done() for item in drawn.items})

    assert [item.claimed for item in reader.read(done).items] == [True, True, True]
    assert [item.id for item in reader.read(done).items] == [item.id for item in drawn.items]
