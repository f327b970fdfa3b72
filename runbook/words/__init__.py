"""Words as data: one table a language, and what the recognisers make of them all.

A language is added by its table in a file of its own and its name in `LANGUAGES`.
"""

import re
from collections.abc import Iterable

from runbook.model import Verb
from runbook.terms import Part, Span, Unit
from runbook.words.chinese import CHINESE
from runbook.words.english import ENGLISH
from runbook.words.french import FRENCH
from runbook.words.german import GERMAN
from runbook.words.japanese import JAPANESE
from runbook.words.portuguese import PORTUGUESE
from runbook.words.russian import RUSSIAN
from runbook.words.spanish import SPANISH
from runbook.words.table import Words
from runbook.words.vietnamese import VIETNAMESE

LANGUAGES: tuple[Words, ...] = (
    *(ENGLISH, VIETNAMESE, RUSSIAN, SPANISH, GERMAN),
    *(FRENCH, PORTUGUESE, CHINESE, JAPANESE),
)

UNITS: dict[str, Unit] = {name: unit for each in LANGUAGES for name, unit in each.units.items()}
VERBS: dict[str, Verb] = {name: verb for each in LANGUAGES for name, verb in each.verbs.items()}
FREQUENCIES: dict[str, Span] = {name: span for each in LANGUAGES for name, span in each.frequencies.items()}
PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = tuple(
    (part, re.compile(pattern)) for each in LANGUAGES for part, pattern in each.parts
)

_NO_SPACES = 0x2E80  # from here on, scripts that write no space between words
_BEFORE, _AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, whole; for nothing where there are none."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    spaced = [word for word in longest_first if ord(word[0]) < _NO_SPACES > ord(word[-1])]
    others = [_whole(word) for word in longest_first if word not in spaced]
    # One look behind for all of them: most places of a text are inside a word, and done with at once.
    together = [f"{_BEFORE}{_begin(spaced)}(?:{'|'.join(map(_escaped, spaced))}){_AFTER}"] if spaced else []
    return f"(?:{'|'.join([*together, *others])})" if longest_first else "(?!)"


def month(name: str) -> int | None:
    """The number of a month, its name whole or cut to three letters or more."""
    said = name.lower()
    for each in LANGUAGES:
        for number, month in enumerate(each.months, start=1):
            if month.startswith(said):
                return number
    return None


def _begin(words: Iterable[str]) -> str:
    """A look ahead at the first character, which most places are done with."""
    return f"(?=[{''.join(sorted({re.escape(word[0]) for word in words}))}])"


def _whole(word: str) -> str:
    before = _BEFORE if ord(word[0]) < _NO_SPACES else ""
    after = _AFTER if ord(word[-1]) < _NO_SPACES else ""
    return f"{before}{_escaped(word)}{after}"


def _escaped(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+")
