"""What is kept of a program's output: its ends, in whole lines, cleaned, without secrets."""

import pytest

from bot.outside.output import KEPT, LONGEST, Heard, clean


def heard(*pieces: bytes, secrets: tuple[str, ...] = ()) -> Heard:
    made = Heard(secrets)
    for piece in pieces:
        made.add(piece)
    return made


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[1;31mred\x1b[0m\n", "red\n"),
        ("\x1b]0;title\x07text", "text"),
        ("10%\r50%\r100%\ndone\n", "100%\ndone\n"),
        ("one\r\ntwo\r\n", "one\ntwo\n"),
        ("nul\x00 bell\x07 tab\t\n", "nul bell tab\t\n"),
        ("\u2028line", "line"),
    ],
)
def test_controls_are_taken_out(written: str, shown: str) -> None:
    assert clean(written) == shown


def test_bytes_that_are_no_text_do_no_harm() -> None:
    assert heard(b"caf\xc3", b"\xa9 \xff\n").kept().head == "café \ufffd\n"


def test_a_secret_is_hidden_across_the_pieces_it_came_in() -> None:
    kept = heard(b"token: harbour-", b"master-7 end\n", secrets=("harbour-master-7", "no"))
    assert kept.kept().head == "token: ▒▒▒▒ end\n"


def test_half_a_line_waits_while_more_is_to_come() -> None:
    half = heard(b"first\npassword=hun")
    assert half.kept(so_far=True).head == "first\n"
    half.add(b"ter2hunter2\n")
    assert half.kept(so_far=True).head == "first\npassword=▒▒▒▒\n"


@pytest.mark.parametrize("before", range(0, 20, 3))
def test_no_secret_is_cut_in_two_where_the_middle_is_left_out(before: int) -> None:
    """Wherever the cuts fall, and whatever stands around them."""
    line = b"a" * before + b" key=harbour-master-7 and more\n"
    kept = heard(*[line] * (4 * KEPT // len(line)), secrets=("harbour-master-7",)).kept()
    assert kept.left_out > 0
    for piece in (kept.head, kept.tail):
        assert set(piece.splitlines()) == {"a" * before + " key=▒▒▒▒ and more"}


def test_a_line_without_end_is_shown_in_part() -> None:
    kept = heard(b"x" * (3 * KEPT)).kept()
    assert (len(kept.head), kept.tail, kept.left_out) == (LONGEST + 1, "", KEPT)


def test_a_private_key_is_hidden_whole_and_in_part() -> None:
    key = b"-----BEGIN RSA PRIVATE KEY-----\n" + b"c2VjcmV0\n" * 300 + b"-----END RSA PRIVATE KEY-----\n"
    assert "c2VjcmV0" not in heard(b"here:\n", key, b"there\n").kept().head
    cut = heard(b"y\n" * KEPT, key, b"z\n" * ((KEPT - 1000) // 2)).kept()
    assert "c2VjcmV0" not in cut.tail
    assert cut.tail.endswith("z\n")
