"""What no channel is to show."""

import pytest

from runbook.recognise.masking import HIDDEN, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("postgres://app:s3cret@db/x", f"postgres://app:{HIDDEN}@db/x"),
        ("DB_PASSWORD=hunter2!x", f"DB_PASSWORD={HIDDEN}"),
        ('"api_key": "a1b2c3d4"', f'"api_key": "{HIDDEN}"'),
        ("curl -H 'Authorization: Bearer abcdefghij0123456789'", f"curl -H 'Authorization: Bearer {HIDDEN}'"),
        ("key AKIAABCDEFGHIJKLMNOP", f"key {HIDDEN}"),
        ("Mail ana.ruiz+ops@example.co.uk now", f"Mail {HIDDEN} now"),
        ("Call +84 912 345 678 or (555) 123-4567", f"Call {HIDDEN} or {HIDDEN}"),
        ("555-123-4567", HIDDEN),
        ("password = 'correcthorse'", f"password = '{HIDDEN}'"),
        ("auth_token: abc123def", f"auth_token: {HIDDEN}"),
        ("mysql -u app -p s3cret99", f"mysql -u app -p {HIDDEN}"),
    ],
)
def test_hidden(text: str, masked: str) -> None:
    assert mask(text) == masked
    assert mask(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "postgres://app:<password>@db/x and mysql://u:$PASSWORD@h",
        "PASSWORD=<password> TOKEN=$TOKEN SECRET=${SECRET} KEY=YOUR_KEY_1",
        "Passwords rotated: done",
        "Token lifetime: 1 hour",
        "10.0.0.1:8081, 2024-12-10, 123/123, v1.6.0-rc.0, 1234567890123",
        "git@github.com:org/repo.git",
        "@ana and @org/pkg, npm i x@1.2.3",
        "commit 0123456789abcdef0123456789abcdef01234567",
        "mkdir -p tools/icu/patches/63",
        "?q=author:GITHUB_ID+org:nodejs and authority: localhost:8000",
        'PWD: "/home/app/releases/4"',
        "Build 20240101-1234, 99.95 %, 03:15 UTC",
    ],
)
def test_shown(text: str) -> None:
    assert mask(text) == text
