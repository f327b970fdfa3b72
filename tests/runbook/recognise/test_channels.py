"""Channels."""

import pytest

from runbook.recognise.channels import channel


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Announce in #releases", "#releases"),
        ("Post to `#ops-alerts`", "#ops-alerts"),
        ("Slack announcement (#launch)", "#launch"),
        ("Fixes #123 in #45", None),
        ("See [x](page.md#anchor)", None),
        ("Tell everybody", None),
    ],
)
def test_where_to(text: str, name: str | None) -> None:
    assert channel(text) == name
