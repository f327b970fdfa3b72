"""What a rule refuses, looked at closely."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from commands.feature import Refused


@contextmanager
def refused(words: str, field: str | None = None) -> Iterator[None]:
    """The block is refused with these words in the reason, under this field of a form."""
    with pytest.raises(Refused) as caught:
        yield
    assert words in caught.value.text
    assert caught.value.field == field
