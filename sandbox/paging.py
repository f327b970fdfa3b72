"""Cursors: one page of a list, and where the next one starts."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

from sandbox.arguments import Arguments
from sandbox.errors import SlackError

T = TypeVar("T")


def page(
    items: Sequence[T], key: Callable[[T], str], args: Arguments, default: int = 100
) -> tuple[list[T], str]:
    """The items from the cursor on, `limit` of them at most, and the next cursor or an empty string."""
    start = position([key(item) for item in items], args.text("cursor"))
    end = start + max(1, min(args.number("limit", default), 1000))
    following = cursor(key(items[end])) if end < len(items) else ""
    return list(items[start:end]), following


def cursor(key: str) -> str:
    return base64.urlsafe_b64encode(f"next:{key}".encode()).decode()


def position(keys: list[str], given: str) -> int:
    if not given:
        return 0
    try:
        key = base64.urlsafe_b64decode(given).decode().removeprefix("next:")
        return keys.index(key)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise SlackError("invalid_cursor") from None
