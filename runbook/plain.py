"""What a piece of Markdown says to a reader, without its markup."""

import re

from markdown_it.token import Token

from runbook.markdown import Document
from runbook.recognise import blanks

LONGEST_RENDERED = 10_000

_MARK = re.compile(r"[\\`*_~\[\]<>!&\n]")
# Any other `<word>` is a placeholder of the author's and stays readable.
_FORMATTING = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|del|div|em|font|i|img|ins|kbd|mark|p|s|small|span|strong|sub|sup|u)\b",
    re.I,
)
_BREAK = re.compile(r"<br\b", re.I)


def plain(document: Document, markdown: str) -> str:
    """Text for people on one line.

    Emphasis and comments go; code keeps its backticks, struck text its tildes, a link its address where
    that differs from its label; a blank to be filled in by hand reads `____`. What is longer than
    `LONGEST_RENDERED` characters, or mostly marks, stays as written.
    """
    if len(markdown) > LONGEST_RENDERED:
        return _one_line(markdown)
    escaped = blanks.escaped(markdown)
    marks = len(_MARK.findall(escaped.replace(blanks.ESCAPED, "")))
    if marks > 30 + len(markdown) / 4:
        return _one_line(markdown)
    if marks == 0:
        return _one_line(escaped.replace(blanks.ESCAPED, "____"))
    return _one_line("".join(_pieces(document.inline(escaped))))


def _pieces(tokens: list[Token]) -> list[str]:
    pieces: list[str] = []
    links: list[tuple[str, int]] = []
    for token in tokens:
        if token.type == "link_open":
            links.append((str(token.attrGet("href") or ""), len(pieces)))
        elif token.type == "link_close":
            address, opened = links.pop()
            pieces.append(_address(address, "".join(pieces[opened:])))
        else:
            pieces.append(_said(token))
    return pieces


def _said(token: Token) -> str:
    match token.type:
        case "text" | "text_special":
            return token.content
        case "code_inline":
            return f"`{token.content}`"
        case "softbreak" | "hardbreak":
            return " "
        case "s_open" | "s_close":
            return "~~"
        case "image":
            return token.content or str(token.attrGet("src") or "")
        case "html_inline":
            return _html(token.content)
        case _:
            return ""


def _html(markup: str) -> str:
    if markup.startswith("<!--"):
        return ""
    if _BREAK.match(markup):
        return " "
    return "" if _FORMATTING.match(markup) else markup


def _address(address: str, label: str) -> str:
    return "" if address.removeprefix("mailto:") == label.strip() or not address else f" ({address})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
