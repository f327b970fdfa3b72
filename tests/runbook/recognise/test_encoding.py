"""Encoding repair: all of the damage and nothing but the damage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook import reader
from runbook.model import Repair, Unreadable
from runbook.recognise import encoding
from tests.runbook.samples import fixture


def damaged(text: str) -> str:
    """UTF-8 that was read as cp1252."""
    return text.encode().decode("sloppy-windows-1252")


def test_a_file_that_mixes_damage_and_correct_text() -> None:
    runbook = reader.read(fixture("damaged-encoding"))

    assert runbook.title == "Mạng lưới kho: release night"
    assert runbook.sections[-1].title == "Ready"
    assert [item.text for item in runbook.items] == [
        "Coverage ≥ 85% (88%)",
        "Unchanged and right: café, ❌ ⚠️ ✅ 🎉 “quoted” – naïve, đã xong",
        "Announce it in Huế 🎉 and again 🎉",
        "Đã kiểm tra đủ các kho",
        "Price shown as 5€ in CAFÉ”",
        "Saved twice: →",
    ]


def test_each_repair_is_reported_with_its_line() -> None:
    repairs = reader.read(fixture("damaged-encoding")).repairs

    assert repairs[:3] == (
        Repair(7, damaged("✅"), "✅"),
        Repair(9, damaged("≥"), "≥"),
        Repair(11, damaged("🎉"), "🎉"),
    )
    assert {repair.line for repair in repairs} == {7, 9, 11, 12, 13, 14}


@pytest.mark.parametrize(
    "text", ["✅", "≥ 5 ↓", "”", "⚠️", "đi đến đâu", "Việt", "привет", "5°", "🚀🚀", "naïve", "à la"]
)
def test_damage_on_a_line_of_its_own(text: str) -> None:
    assert encoding.repair(damaged(text))[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "“CAFÉ”",
        "voilà\xa0« non »",
        "été…",
        "Ünïcödé",
        "Â",
        "Straße – ß…",
        "đã kiểm tra",
        "✅ ≥ ↓ 🎉",
        "SÃO PAULO",
        "日本語",
    ],
)
def test_correct_text_stays(text: str) -> None:
    assert encoding.repair(text) == (text, ())


def test_line_ends_stay_the_authors() -> None:
    assert encoding.repair(f"a\r\n{damaged('✅')}\rb\n\n") == (
        "a\r\n✅\rb\n\n",
        (Repair(2, damaged("✅"), "✅"),),
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "✅",
                "ệ",
                "é",
                "”",
                "€",
                " ",
                "a",
                "\n",
                damaged("✅"),
                damaged("é"),
                damaged("đ"),
                "Ã",
                "â",
                "¢",
            ]
        )
    )
)
def test_a_second_pass_finds_nothing(parts: list[str]) -> None:
    once, _ = encoding.repair("".join(parts))

    assert encoding.repair(once) == (once, ())


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_ascii_around_damage_is_never_touched(text: str) -> None:
    repaired, _ = encoding.repair(text)

    assert [c for c in repaired if c.isascii()] == [c for c in text if c.isascii()]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("é ✅".encode(), "é ✅"),
        ("é ✅".encode("utf-8-sig"), "é ✅"),
        ("é ✅".encode("utf-16"), "é ✅"),
        (b"\xfe\xff" + "é ✅".encode("utf-16-be"), "é ✅"),
        ("“caf\xe9” – 5€".encode("cp1252"), "“café” – 5€"),
        ("≥ 5\n".encode() + b"caf\xe9\n" + "✅".encode(), "≥ 5\ncafé\n✅"),
        (b"byte \x81 has no meaning", "byte \x81 has no meaning"),
    ],
)
def test_bytes_to_text(raw: bytes, text: str) -> None:
    assert encoding.decode(raw) == text


@pytest.mark.parametrize("raw", [b"a\0b", b"\xff\xfe\x00", "a".encode("utf-32"), b"\x7fELF\x02\x01\x01\x05"])
def test_bytes_that_are_no_text(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        encoding.decode(raw)
