"""Languages: whether the words of a document are those of a language that has a table.

In any other one only boxes, fences, tables, blanks and T-offsets are read, and no section is given a part.
"""

import re

_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = re.compile(
    r"[\u0370-\u03ff\u0530-\u06ff\u0700-\u0fff\u10a0-\u10ff\u1200-\u137f\u1780-\u17ff\uac00-\ud7af\u1100-\u11ff]"
)
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 20_000  # characters say enough
_ENOUGH = 6  # words

# en, es, de, fr, pt, and Vietnamese: words that these have and the ones below have not
_READ = {
    "the", "and", "of", "to", "for", "with", "is", "are", "be", "this", "that", "all", "not",
    "from", "on", "el", "la", "los", "las", "del", "una", "para", "por", "con", "der", "die",
    "das", "und", "ist", "nicht", "mit", "auf", "für", "le", "les", "des", "une", "pour",
    "dans", "est", "sur", "avec", "os", "as", "um", "uma", "não", "com", "dos", "các", "và",
    "của", "không", "được", "cho", "khi", "những",
}  # fmt: skip
# Italian, Dutch, Polish, Turkish, Indonesian, Swedish, Czech, Romanian, Finnish, Hungarian
_UNREAD = {
    "il", "gli", "della", "nel", "sono", "che", "degli", "alla", "het", "een", "niet", "voor",
    "zijn", "naar", "worden", "jest", "nie", "przed", "oraz", "dla", "się", "wszystkie", "ve",
    "için", "bir", "değil", "sonra", "önce", "ile", "dan", "yang", "tidak", "untuk", "sudah",
    "sebelum", "och", "att", "är", "inte", "efter", "innan", "před", "všechny", "není", "jsou",
    "nebo", "și", "este", "pentru", "înainte", "după", "ja", "ennen", "jälkeen", "kaikki", "az",
    "és", "nem", "előtt", "után",
}  # fmt: skip


def unread(text: str) -> bool:
    """Whether a document is written in a language that has no table; a few words settle nothing."""
    start = text[:_MOST]
    letters = len(_LETTER.findall(start))
    if len(_SCRIPTS.findall(start)) > letters / 4:
        return True
    said = [word.lower() for word in _WORD.findall(start)]
    foreign = sum(word in _UNREAD for word in said)
    return foreign >= _ENOUGH and foreign > 2 * sum(word in _READ for word in said)
