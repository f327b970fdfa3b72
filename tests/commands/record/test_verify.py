"""Whatever is done to a record is found, and the first entry that is not as it was is named."""

import json
from typing import Any

import pytest

from commands.record import lines, verify
from commands.record.verify import Verdict
from store.journal import link
from tests.commands.record.chains import CHAINS, chain, record, rows, run

HEAD = CHAINS["run:1"][-1].hash
MIDDLE = CHAINS["run:1"][2].hash


def judged(raw: bytes, head: str | None = None) -> Verdict:
    return verify.of_file(raw, head)


def faults(raw: bytes, head: str | None = None) -> list[tuple[str, int | None]]:
    return [(fault.subject, fault.seq) for fault in judged(raw, head).faults]


def forged(row: bytes, **changed: Any) -> bytes:
    """An entry that says something else, and hashes to it."""
    said = json.loads(row) | changed
    said["hash"] = link(*(said[name] for name in lines.SAID))
    return lines.line(said).encode() + b"\n"


# Whole. -----------------------------------------------------------------------------------------------------


def test_a_record_as_it_was_written_is_whole() -> None:
    verdict = judged(record())
    assert verdict.whole
    assert [(each.subject, each.count, each.head) for each in verdict.chains] == [
        ("run:1", 5, HEAD),
        ("incident:2", 2, CHAINS["incident:2"][-1].hash),
    ]


@pytest.mark.parametrize("head", [HEAD, HEAD[:12].upper(), MIDDLE])
def test_heads_that_were_posted_while_it_grew_are_in_it(head: str) -> None:
    assert judged(record(), head).whole


# Changed. ---------------------------------------------------------------------------------------------------


def test_no_byte_changes_unseen() -> None:
    raw = record()
    for at in range(len(raw) - 1):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        assert not judged(changed).whole, (at, changed[max(0, at - 20) : at + 20])


def test_the_changed_entry_is_named() -> None:
    raw = record().replace(b'"item.skipped"', b'"item.done"', 1)
    (fault,) = judged(raw).faults
    assert fault.said == "Entry 4 of run:1 (line 4) was changed."


def test_an_entry_made_anew_does_not_fit_in() -> None:
    made = rows()
    made[2] = forged(made[2], who="UBEN")
    assert faults(b"".join(made)) == [("run:1", 4)], "entry 3 is sound in itself; 4 follows another one"


def test_a_whole_chain_made_anew_has_another_head() -> None:
    anew = {**CHAINS, "run:1": chain("run:1", "run.prepared", "run.started", "run.closed")}
    raw = b"".join([*(lines.line(lines.said(e)).encode() + b"\n" for e in anew["run:1"]), *rows()[5:]])
    assert faults(raw) == [("run:1", 4)]
    forged_whole = lines.record(run(), anew, anew["run:1"][0].at).encode()
    assert judged(forged_whole).whole, "nothing in a file alone can tell"
    (fault,) = judged(forged_whole, HEAD).faults
    assert "No entry has the head" in fault.said


def test_other_spaces_are_other_bytes() -> None:
    made = rows()
    made[1] = json.dumps(json.loads(made[1]), sort_keys=True, ensure_ascii=False, indent=None,
                         separators=(",", ":")).encode() + b"\n"  # fmt: skip
    (fault,) = judged(b"".join(made)).faults
    assert (fault.seq, "were spaces or line ends converted?" in fault.said) == (2, True)


def test_what_is_added_to_an_entry_is_a_change() -> None:
    made = rows()
    made[1] = lines.line(json.loads(made[1]) | {"who_really": "UBEN"}).encode() + b"\n"
    assert faults(b"".join(made)) == [("run:1", 2)]


def test_a_forged_closing_line_is_none() -> None:
    closing = json.loads(rows()[-1]) | {"chains": [7]}
    closing["hash"] = lines.seal(closing)
    verdict = judged(b"".join(rows()[:-1]) + lines.line(closing).encode())
    assert [fault.said for fault in verdict.faults] == ["The closing line (line 8) was changed."]
    assert verdict.unsure == ("run:1", "incident:2")


# Gone, or moved. --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "named"), [(0, ("run:1", 1)), (2, ("run:1", 3)), (4, ("run:1", 5)),
                                              (5, ("incident:2", 1)), (6, ("incident:2", 2))])  # fmt: skip
def test_a_removed_line_is_named(line: int, named: tuple[str, int]) -> None:
    left = rows()
    del left[line]
    assert faults(b"".join(left)) == [named]
    assert "missing" in judged(b"".join(left)).faults[0].said


def test_lines_that_changed_places_are_named() -> None:
    made = rows()
    made[1], made[2] = made[2], made[1]
    (fault,) = judged(b"".join(made)).faults
    assert fault.said == "Entry 2 of run:1 does not stand in its place (line 2)."


def test_a_line_that_stands_twice_is_named() -> None:
    made = rows()
    made.insert(2, made[1])
    assert faults(b"".join(made)) == [("run:1", 3)]


def test_an_entry_among_those_of_another_chain_is_named() -> None:
    made = rows()
    made[4], made[5] = made[5], made[4]
    assert ("run:1", 5) in faults(b"".join(made))


def test_lines_after_the_end_are_named() -> None:
    made = rows()
    (fault,) = judged(b"".join([*made[:6], made[7], made[6]])).faults
    assert "after the closing line" in fault.said


# Cut. -------------------------------------------------------------------------------------------------------


def test_a_cut_tail_is_found_by_the_closing_line() -> None:
    made = rows()
    (fault,) = judged(b"".join([*made[:3], *made[5:]])).faults
    assert fault.said == "At the end of run:1 entries 4 to 5 are missing."


def test_a_whole_chain_that_was_cut_is_found_by_the_closing_line() -> None:
    made = rows()
    assert faults(b"".join([*made[:5], made[7]])) == [("incident:2", 1)]


def test_without_the_closing_line_a_cut_tail_cannot_be_known() -> None:
    verdict = judged(b"".join(rows()[:3]))
    assert not verdict.whole
    assert (verdict.faults, verdict.unsure) == ((), ("run:1",))


def test_a_head_finds_it_all_the_same() -> None:
    (fault,) = judged(b"".join(rows()[:3]), HEAD).faults
    assert fault.said == (
        f"No entry has the head {HEAD}: the record was cut before it, or is of another run."
    )
    assert judged(b"".join(rows()[:5]), HEAD).whole
    assert judged(b"".join(rows()[:5]), MIDDLE).unsure == ("run:1",), "what came after it is not known"


def test_a_line_cut_in_its_middle_is_named() -> None:
    assert faults(b"".join(rows()[:3])[:-20]) == [("run:1", 3)]


# No record at all. ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"# A checklist\n", b"\xff\xfe\x00", b'{"a": 1}\n', b"[" * 100_000]
)
def test_what_is_no_record_is_said(raw: bytes) -> None:
    with pytest.raises(verify.NotARecord):
        verify.of_file(raw)
