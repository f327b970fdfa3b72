"""What a finished run wrote into the document, taken out again: `<ins>` in blanks, struck text with a reason.

An exported document is the same checklist, so its items keep their ids and their sign-offs.
"""

import re

_INSERTED = r"<ins>(?:[^<\\\n]|\\.)*</ins>"
_BLANK = re.compile(_INSERTED)
_STRUCK = re.compile(rf"~~(?P<text>.*)~~ {_INSERTED}(?P<rest>\s*(?:<!--.*)?)", re.DOTALL)


def emptied(markdown: str) -> str:
    """The same Markdown as it was before the run."""
    if "<ins>" not in markdown:
        return markdown
    if struck := _STRUCK.fullmatch(markdown):
        markdown = struck["text"] + struck["rest"]
    return _BLANK.sub("____", markdown)
