"""People of a contact section: `Release Manager: Ana`, `Level 1: On-Call → Team Lead`, a Role and Name table.

Which minutes are whose stands there seldom; then only the order is known, and the rest is asked.
"""

import re
from collections.abc import Iterator

from runbook import words
from runbook.blocks import Block, Shape
from runbook.constructs import RoleNamed
from runbook.markdown import parse
from runbook.places import Place
from runbook.plain import plain
from runbook.recognise.tables import tables
from runbook.terms import Part
from runbook.words import LANGUAGES

_ROLE = re.compile(words.either(word for each in LANGUAGES for word in each.roles), re.I)
_PAIR = re.compile(r"(?P<role>[^:：|\n]{2,60}?)\s*[:：]\s*(?P<who>[^\n]{0,120})")
_LEVEL = re.compile(
    r"(?:Level|L|Tier)\s?\d\b[^:]{0,30}:?\s*(?P<who>[^\n]{2,120})"
    r"|(?:Primary|Secondary|Backup)\s*:\s*(?P<whom>[^\n]{2,120})",
    re.I,
)
_ARROW = re.compile(r"\s*(?:→|->|=>)\s*")
_HEADS = re.compile(
    r"role|function|position|responsibility|rol|rolle|rôle|função|роль|vai trò|角色|役割", re.I
)
_NAMES = re.compile(r"name|person|contact|who|nombre|nom|nome|имя|tên|姓名|氏名", re.I)
_LONGEST = 300


def people(place: Place) -> Iterator[RoleNamed]:
    """The roles in the order of the section, each with its person where one is named."""
    if place.section.part is not Part.CONTACTS:
        return
    for block in place.blocks:
        if block.shape in {Shape.BULLET, Shape.ORDERED, Shape.PARAGRAPH} and not block.quoted:
            for line, source in enumerate(block.content.split("\n"), start=block.line):
                if len(source) <= _LONGEST:
                    yield from _said(line, plain(place.document, source))
        elif block.shape is Shape.TABLE:
            yield from _table(place, block)


def _said(line: int, text: str) -> Iterator[RoleNamed]:
    level = _LEVEL.match(text)
    if level:
        for who in _ARROW.split(level["who"] or level["whom"]):
            if _ROLE.search(who):
                yield RoleNamed(who.strip(" ."), (line,))
        return
    pair = _PAIR.fullmatch(text)
    if pair and _ROLE.search(pair["role"]):
        yield RoleNamed(pair["role"].strip(), (line,), pair["who"].strip() or None)


def _table(place: Place, block: Block) -> Iterator[RoleNamed]:
    table = next(tables(parse("\n".join(place.document.lines[block.line - 1 : block.last]))))
    named = [name.strip("* ") for name in table.header]
    role = next((at for at, name in enumerate(named) if _HEADS.fullmatch(name)), None)
    name = next((at for at, name in enumerate(named) if _NAMES.fullmatch(name)), None)
    for row in table.rows if role is not None else ():
        said = plain(place.document, row.cells[role or 0])
        if said and name is not None:
            yield RoleNamed(
                said, (block.line + row.line - 1,), plain(place.document, row.cells[name]) or None
            )
