"""The section tree: which headings a document has and which of them a line stands under."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from runbook.markdown import Document
from runbook.plain import plain
from runbook.recognise import headings

_UNTITLED = "Checklist"


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A heading, or the place before the first one.

    `is_title` marks what titles the document as a whole: it is a section only if items stand right under it.
    `source` is its Markdown.
    """

    line: int
    level: int
    title: str
    raw: str
    path: tuple[str, ...]
    is_title: bool
    source: str = ""


def outline(document: Document, named: str | None = None) -> tuple[Heading, ...]:
    """Every heading in order, after one for the lines before the first; never empty.

    Without a heading of the first level the document is `named`, or as its first heading is.
    """
    found = list(_headings(document))
    first = named or (found[0].title if found else _UNTITLED)
    title = next((h.title for h in found if h.level == 1), first)
    preamble = Heading(line=1, level=1, title=title, raw="", path=(title,), is_title=True)
    return (preamble, *_placed(found))


def _headings(document: Document) -> Iterator[Heading]:
    for opening, content in zip(document.tokens, document.tokens[1:], strict=False):
        # A heading inside a quote or a list opens no section.
        if opening.type == "heading_open" and opening.level == 0:
            title = headings.title(plain(document, content.content)) or _UNTITLED
            level = int(opening.tag.removeprefix("h"))
            yield Heading(
                line=document.line(opening),
                level=level,
                title=title,
                raw=document.raw(opening),
                path=(),
                is_title=False,
                source=content.content,
            )


def _placed(found: list[Heading]) -> Iterator[Heading]:
    above: list[Heading] = []
    titled = False
    for heading in found:
        is_title = heading.level == 1 and not titled
        titled = titled or is_title
        above = [outer for outer in above if outer.level < heading.level]
        path = (*(outer.title for outer in above), heading.title)
        yield replace(heading, path=path, is_title=is_title)
        if not is_title:
            above.append(heading)
