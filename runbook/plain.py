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

_WORDS = r"[^\\`*_~\[\]<>!&\n]"
# Each begins with a character that begins no other, and what stands around it leaves one way to read it.
_CODE = r"`(?!\s)[^`]+`(?!`)"
_COMMENT = r"<!-- (?:-?[^->`])*-->"
_STRONG = rf"\*(?<![^\s(]\*)\*(?P<strong>(?!\s){_WORDS}+(?<!\s))\*\*(?=[\s.,:;)]|\Z)"
_LINK = rf"\[(?P<label>{_WORDS}+)\]\((?P<address>https?://[\w/.~:?#@=%+,;$-]+)\)"
_MARKUP = re.compile(rf"{_CODE}|{_COMMENT}|{_STRONG}|{_LINK}|{re.escape(blanks.ESCAPED)}")
_LITERAL = r"[^\\`*_~\[<!&]++|(?<=[^\W_])_(?=[^\W_])|~(?!~)|<=?(?=\s|\Z)|!(?!\[)|&(?=\s|\Z)"
_EASY = re.compile(rf"(?:{_LITERAL}|{_MARKUP.pattern})*+")


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
    easy = easily(escaped)
    return _one_line(rendered(document, escaped) if easy is None else easy)


def easily(markdown: str) -> str | None:
    """What `rendered` says, in a tenth of its time; None where only that can tell."""
    return _MARKUP.sub(_shown, markdown) if _EASY.fullmatch(markdown) else None


def rendered(document: Document, markdown: str) -> str:
    """What the inline pass of CommonMark makes of it."""
    return "".join(_pieces(document.inline(markdown)))


def _shown(found: re.Match[str]) -> str:
    match found[0][0]:
        case "`":
            return found[0]
        case "*":
            return found["strong"]
        case "[":
            return found["label"] + _address(found["address"], found["label"])
        case "\\":
            return "____"
        case _:
            return ""


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
