"""What a finished run writes into the document, and takes out again: insertions, and text struck out.

A written document is the same checklist: read again, its items have the ids and sign-offs that they had.
"""

import re

_INSERTED = r"<ins>(?:[^<\\\n]|\\.)*</ins>"
_BLANK = re.compile(_INSERTED)
_STRUCK = re.compile(rf"~~(?P<text>.*)~~ {_INSERTED}(?P<rest>\s*(?:<!--.*)?)", re.DOTALL)
_DONE = " <ins>done</ins>"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>~&#!])")


def inserted(words: str) -> str:
    """Words of a person as Markdown that says just that, on one line."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(words.split()))
    # Even an escaped bar makes a table of the line above a `|---|`.
    return f"<ins>{escaped.replace('|', '&#124;')}</ins>"


def struck(markdown: str, words: str) -> str:
    return f"~~{markdown}~~ {inserted(words)}"


def done(markdown: str) -> str:
    """A step without a box, marked as done."""
    return markdown + _DONE


def is_done(markdown: str) -> bool:
    return markdown.endswith(_DONE)


def open_again(markdown: str) -> str:
    """The same Markdown neither struck nor marked; its blanks stay filled."""
    found = _STRUCK.fullmatch(markdown) if "<ins>" in markdown else None
    return (found["text"] + found["rest"] if found else markdown).removesuffix(_DONE)


def emptied(markdown: str) -> str:
    """The same Markdown as it was before the run."""
    return _BLANK.sub("____", open_again(markdown)) if "<ins>" in markdown else markdown
