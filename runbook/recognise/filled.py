"""What a finished run writes into the document, and takes out again: insertions, and text struck out.

A written document is the same checklist: read again, its items have the ids and sign-offs that they had.
"""

import re

_INSERTED = r"<ins>(?:[^<\\\n]|\\.)*</ins>"
_BLANK = re.compile(_INSERTED)
_STRUCK = re.compile(rf"~~(?P<text>.*)~~ {_INSERTED}(?P<rest>\s*(?:<!--.*)?)", re.DOTALL)
_DONE = " <ins>done</ins>"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>~|&#!])")


def inserted(words: str) -> str:
    """Words of a person as Markdown that says just that, on one line."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(words.split()))
    return f"<ins>{escaped}</ins>"


def struck(markdown: str, words: str) -> str:
    return f"~~{markdown}~~ {inserted(words)}"


def done(markdown: str) -> str:
    """A step without a box, marked as done."""
    return markdown + _DONE


def emptied(markdown: str) -> str:
    """The same Markdown as it was before the run."""
    if "<ins>" not in markdown:
        return markdown
    if found := _STRUCK.fullmatch(markdown):
        markdown = found["text"] + found["rest"]
    return _BLANK.sub("____", markdown.removesuffix(_DONE))
