"""What a value may be: small checks that are put together, each saying where a value fails."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sandbox.wire import Json


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the JSON pointer of where."""

    pointer: str
    says: str

    def __str__(self) -> str:
        return f"{self.says} [json-pointer:{self.pointer}]"


Check: TypeAlias = Callable[[Any, str], Iterator[Fault]]
Table: TypeAlias = Mapping[str, Check]


def anything(value: Any, at: str) -> Iterator[Fault]:
    yield from ()


def flag(value: Any, at: str) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield Fault(at, "must be a boolean")


def text(most: int, least: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(at, "must be a string")
        elif len(value) < least:
            yield Fault(at, f"must be more than {least - 1} characters")
        elif len(value) > most:
            yield Fault(at, f"must be less than {most + 1} characters")

    return check


def matching(pattern: str, what: str) -> Check:
    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield Fault(at, f"must be {what}")

    return check


def whole(low: int, high: int) -> Check:
    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Fault(at, "must be an integer")
        elif not low <= value <= high:
            yield Fault(at, f"must be from {low} to {high}")

    return check


def one_of(*values: str) -> Check:
    def check(value: Any, at: str) -> Iterator[Fault]:
        if value not in values:
            yield Fault(at, f"must be a valid enum value: {', '.join(values)}")

    return check


def several(each: Check, most: int, least: int = 1) -> Check:
    """A list of so many; too long a one is not looked into."""

    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(at, "must be an array")
        elif len(value) > most:
            yield Fault(at, f"no more than {most} items allowed")
        elif len(value) < least:
            yield Fault(at, f"no fewer than {least} items allowed")
        else:
            for number, one in enumerate(value):
                yield from each(one, f"{at}/{number}")

    return check


def record(required: Table, optional: Table | None = None, *more: Check) -> Check:
    """An object with these properties and no others; `more` looks at it whole once each of them is right."""
    known = {"type": anything, **required, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(at, "must provide an object")
            return
        found = [*absent(value, required, at), *strange(value, known, at)]
        for name in known.keys() & value.keys():
            found += known[name](value[name], f"{at}/{name}")
        yield from found or (fault for one in more for fault in one(value, at))

    return check


def absent(value: Json, required: Table, at: str) -> Iterator[Fault]:
    return (Fault(at, f"missing required field: {name}") for name in required if name not in value)


def strange(value: Json, known: Table, at: str) -> Iterator[Fault]:
    return (Fault(at, f"invalid additional property: {name}") for name in value if name not in known)


def by_type(table: Table) -> Check:
    """An object whose `type` chooses what it has to be."""

    def check(value: Any, at: str) -> Iterator[Fault]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict):
            yield Fault(at, "must provide an object")
        elif kind is None:
            yield Fault(at, "missing required field: type")
        elif not isinstance(kind, str) or kind not in table:
            yield Fault(f"{at}/type", f"unsupported type: {kind}")
        else:
            yield from table[kind](value, at)

    return check


def either(*names: str) -> Check:
    """One of these properties has to be there."""

    def check(value: Any, at: str) -> Iterator[Fault]:
        if not any(value.get(name) for name in names):
            yield Fault(at, f"must define either {' or '.join(f'`{name}`' for name in names)}")

    return check


def not_both(one: str, other: str) -> Check:
    def check(value: Any, at: str) -> Iterator[Fault]:
        if one in value and other in value:
            yield Fault(at, f"`{one}` and `{other}` exclude each other")

    return check
