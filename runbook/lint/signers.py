"""Signatures that nobody could give, as the side file binds them."""

from collections.abc import Iterator

from runbook.lint.problem import Linted, Problem
from runbook.model import Item
from runbook.terms import Part


def signs_twice(it: Linted) -> Iterator[Problem]:
    """W25: one person alone is bound to two roles of a gate, and nobody signs twice."""
    if not it.runbook.stages or not it.bindings.signoff.distinct:
        return
    for part in (Part.APPROVAL, Part.CONFIRMATION):
        seen: dict[str, str] = {}
        for name, item in _asked(it, part):
            alone = it.bindings.role(name)
            if not isinstance(alone, list) or len(set(alone)) != 1 or alone[0].startswith("S"):
                continue
            before = seen.setdefault(alone[0], name)
            if before != name:
                said = f"{alone[0]} alone is bound to {before} and to {name}, and nobody signs twice."
                fix = (
                    "Bind somebody else to one of the two, or write `distinct: false` under `signoff:` "
                    "where one person may sign for both."
                )
                yield Problem("W25", item.line, said, fix)


def _asked(it: Linted, part: Part) -> Iterator[tuple[str, Item]]:
    """What is signed of that part; a side file may let roles off signing."""
    signed = [
        (item.signoff.who if item.signoff else item.text, item)
        for section in it.runbook.sections
        if section.part is part and any(each.signoff for each in section.items)
        for item in section.items
    ]
    let_off = it.bindings.signoff.relaxed([name for name, _ in signed]) if part is Part.APPROVAL else set()
    return ((name, item) for name, item in signed if name not in let_off)
