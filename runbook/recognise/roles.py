"""Roles of people: in the metadata, among the contacts, before the blanks of an approval, as owners."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from runbook import words
from runbook.constructs import Contact, RoleNamed
from runbook.model import Section
from runbook.recognise.metadata import Pair
from runbook.terms import Part
from runbook.words import LANGUAGES

_ROLE = re.compile(words.either(word for each in LANGUAGES for word in each.roles), re.I)
_LEADS = {word for each in LANGUAGES for word in each.leads}
_NOBODY = re.compile(r"\[[^\]]*\]|<[^>]*>|\{\{.*\}\}|_{3,}|@?(?:tbd|tba|n/?a|-+)?", re.I)


def is_role(name: str) -> bool:
    return _ROLE.search(name) is not None


def is_lead(name: str) -> bool:
    """Whether it is the role that leads the deployment."""
    return name.lower() in _LEADS


def roles(
    pairs: Iterable[Pair],
    contacts: Iterable[Contact],
    people: Iterable[RoleNamed],
    sections: Iterable[Section],
) -> Iterator[RoleNamed]:
    """Every role once, in the order of the document, with the lines that name it."""
    places: dict[str, list[tuple[int, str]]] = defaultdict(list)
    persons: dict[str, str] = {}
    said = chain(_leading(pairs), _called(contacts), _listed(people), _signing(sections))
    for line, name, person in said:
        places[name.casefold()].append((line, name))
        if person:
            persons.setdefault(name.casefold(), person)
    for key, found in sorted(places.items(), key=lambda each: min(each[1])):
        named = sorted(found)
        yield RoleNamed(named[0][1], tuple(line for line, _ in named), persons.get(key))


_Named = tuple[int, str, str | None]


def _leading(pairs: Iterable[Pair]) -> Iterator[_Named]:
    for pair in pairs:
        if is_role(pair.key):
            yield pair.line, pair.key, None if _NOBODY.fullmatch(pair.value) else pair.value


def _called(contacts: Iterable[Contact]) -> Iterator[_Named]:
    return ((contact.line, contact.role, None) for contact in contacts)


def _listed(people: Iterable[RoleNamed]) -> Iterator[_Named]:
    for each in people:
        person = each.person or ""
        yield each.lines[0], each.name, None if _NOBODY.fullmatch(person) else person


def _signing(sections: Iterable[Section]) -> Iterator[_Named]:
    """Who signs, and who owns an item."""
    for section in sections:
        for item in section.items:
            if item.signoff and section.part is not Part.CONFIRMATION:
                yield item.line, item.signoff.who, None
            if item.owner and is_role(item.owner):
                yield item.line, item.owner, None
