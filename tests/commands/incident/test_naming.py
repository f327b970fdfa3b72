"""Names of channels: legal and distinct, whatever somebody calls an incident."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.incident import naming

LEGAL = re.compile(r"[a-z0-9][a-z0-9-]{0,78}[a-z0-9]")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("payment errors", "inc-7-payment-errors"),
        ("  5xx on /checkout (eu-west-1)!  ", "inc-7-5xx-on-checkout-eu-west-1"),
        ("Lỗi thanh toán đơn hàng", "inc-7-loi-thanh-toan-don-hang"),
        ("Zahlungsstörung: Größe falsch", "inc-7-zahlungsstorung-grosse-falsch"),
        ("Сбой оплаты", "inc-7-sboi-oplaty"),
        ("ระบบชำระเงินล่ม", "inc-7-rabbchamraenginlm"),
        ("결제 오류", "inc-7-gyeolje-oryu"),
        ("ログインできない", "inc-7-roguindekinai"),
        ("支付失败", "inc-7"),
        ("🔥🔥🔥", "inc-7"),
        ("<!here>", "inc-7-here"),
        ("<!channel> @everyone", "inc-7-channel-everyone"),
        ("---", "inc-7"),
        ("", "inc-7"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert naming.channel(7, title) == name


def test_a_long_title_is_cut_and_keeps_its_tail() -> None:
    long = "database connections exhausted " * 10
    assert len(naming.channel(7, long)) <= 80
    assert naming.channel(7, long, attempt=12).endswith("-12")
    assert len(naming.channel(7, long, attempt=12)) <= 80


def test_what_is_taken_gets_a_number() -> None:
    assert naming.channel(7, "payment", attempt=2) == "inc-7-payment-2"


@given(title=st.text(max_size=300), number=st.integers(1, 10**6), attempt=st.integers(1, 99))
def test_whatever_is_typed_gives_a_legal_name(title: str, number: int, attempt: int) -> None:
    name = naming.channel(number, title, attempt)
    assert LEGAL.fullmatch(name), name
    assert name.startswith(f"inc-{number}")
