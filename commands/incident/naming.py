"""The name of an incident's channel: what Slack allows, out of any title."""

import re
import unicodedata

LONGEST = 80
"""Slack's limit for the name of a channel (conversations.create)."""

_LETTERS = str.maketrans({
    "đ": "d", "ð": "d", "ø": "o", "œ": "oe", "æ": "ae", "ß": "ss", "ł": "l", "þ": "th", "ı": "i", "ħ": "h",
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
})  # fmt: skip
"""Of letters that Unicode does not take apart itself."""

_NAMED = re.compile(
    r"(?:HIRAGANA|KATAKANA) LETTER (?:SMALL )?(?P<kana>\w+)"
    r"|HANGUL SYLLABLE (?P<hangul>\w+)"
    r"|THAI CHARACTER SARA (?P<vowel>\w+)(?: MAI\w+)?"
    r"|THAI CHARACTER (?P<thai>[A-Z]+)O [A-Z ]+"
    r"|(?:HEBREW|ARABIC|DEVANAGARI|BENGALI|GEORGIAN|ARMENIAN \w+) LETTER (?P<letter>\w+)"
)
"""Other scripts, by the names that Unicode gives their letters: rough, but to be recognised and typed."""

_WHOLE = ("HANGUL", "HIRAGANA", "KATAKANA", "THAI")


def channel(number: int, title: str, attempt: int = 1) -> str:
    """`inc-7-payment-errors`; `inc-7` where nothing of the title is left; with `-2` where that is taken."""
    tail = f"-{attempt}" if attempt > 1 else ""
    whole = f"inc-{number}-{slug(title)}".rstrip("-")
    return whole[: LONGEST - len(tail)].rstrip("-") + tail


def slug(title: str) -> str:
    """Small letters, digits and hyphens."""
    letters = "".join(_latin(letter) for letter in _composed(title))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _composed(title: str) -> str:
    """Accents apart, but whole what has a name only as a whole."""
    composed = unicodedata.normalize("NFC", title.casefold())
    return "".join(
        each if unicodedata.name(each, "").startswith(_WHOLE) else unicodedata.normalize("NFKD", each)
        for each in composed
    )


def _latin(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.combining(letter):
        return ""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    known = letter.translate(_LETTERS)
    if known != letter:
        return known
    named = _NAMED.fullmatch(unicodedata.name(letter, ""))
    if named is None:
        return "" if unicodedata.category(letter).startswith("M") else "-"
    return next(part for part in named.groups() if part).lower()
