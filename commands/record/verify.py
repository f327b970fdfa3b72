"""Whether a record is whole: every entry as it was, none gone, none moved, and its end known. Pure."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commands.record import lines
from store.journal import START, link

LEAST = 8
"""Hex digits of a head that say which it is."""


class NotARecord(Exception):
    """What was given holds not one entry of a journal."""


@dataclass(frozen=True)
class Fault:
    """The first thing wrong in a chain. `seq` is of the entry, None for what concerns the file."""

    subject: str
    seq: int | None
    said: str


@dataclass
class Chain:
    """The entries of one subject as far as they follow one another."""

    subject: str
    count: int = 0
    head: str = START
    hashes: list[str] = field(default_factory=list)
    ends: bool = False


@dataclass(frozen=True)
class Verdict:
    """`unsure` names the chains of which nothing at hand says where they end."""

    chains: tuple[Chain, ...]
    faults: tuple[Fault, ...]
    unsure: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not self.faults and not self.unsure


@dataclass(frozen=True)
class Row:
    """An entry or closing line. `number` is that of its line, None where it comes out of a database.

    `said` is None where it cannot be read; `exact` tells whether it is written as ours are.
    """

    number: int | None
    said: dict[str, Any] | None
    exact: bool = True

    @property
    def place(self) -> str:
        return "" if self.number is None else f" (line {self.number})"

    @property
    def subject(self) -> str | None:
        given = self.said.get("subject") if self.said else None
        return given if isinstance(given, str) else None

    @property
    def closes(self) -> bool:
        return self.said is not None and self.said.get("closing") == lines.FORMAT

    @property
    def holds(self) -> bool:
        """Whether it is an entry that hashes to what it says."""
        if self.said is None or set(self.said) != {*lines.SAID, "hash"} or type(self.said["seq"]) is not int:
            return False
        return bool(link(*(self.said[name] for name in lines.SAID)) == self.said["hash"])


def of_file(raw: bytes, head: str | None = None) -> Verdict:
    """Raises NotARecord where there is not one entry in it."""
    rows = [_row(number, each) for number, each in enumerate(_split(raw), start=1)]
    if not any(row.closes or (row.said and "previous" in row.said) for row in rows):
        raise NotARecord
    walk = _Walk(rows)
    walk.through()
    return walk.verdict(head)


def of_rows(
    entries: Iterable[Mapping[str, Any]], ends: Sequence[Mapping[str, Any]], head: str | None
) -> Verdict:
    """As of_file, of what a database holds."""
    walk = _Walk([Row(None, dict(entry)) for entry in entries])
    walk.ends = list(ends)
    walk.through()
    return walk.verdict(head)


def _split(raw: bytes) -> list[bytes]:
    return raw.removesuffix(b"\n").split(b"\n")


def _row(number: int, raw: bytes) -> Row:
    try:
        said = json.loads(raw)
        exact = lines.line(said).encode() == raw
    except (ValueError, RecursionError):  # not JSON, not UTF-8, or nested to no end
        return Row(number, None)
    return Row(number, said, exact) if isinstance(said, dict) else Row(number, None)


def _listed(given: object) -> list[object]:
    return given if isinstance(given, list) else [None]


def _is_end(given: object) -> bool:
    """Anybody may seal a closing line of their own, of whatever shape."""
    if not isinstance(given, dict) or set(given) != {"subject", "count", "head"}:
        return False
    return (
        isinstance(given["subject"], str) and type(given["count"]) is int and isinstance(given["head"], str)
    )


class _Walk:
    """Through the lines in their order; of each chain the first fault is kept, as others follow from it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        closing = next((row for row in rows if row.closes), None)
        self.rows = [row for row in rows if row is not closing]
        self.ends: list[Mapping[str, Any]] | None = None
        self.chains: dict[str, Chain] = {}
        self.faults: dict[str, Fault] = {}
        self.at: Chain | None = None
        if closing is not None:
            self._close(closing, last=closing is rows[-1])

    def _close(self, closing: Row, *, last: bool) -> None:
        """A closing line that was changed is no evidence of where the chains end."""
        said = closing.said or {}
        sealed = lines.seal(said) == said.get("hash") and closing.exact
        if not sealed or not all(map(_is_end, _listed(said.get("chains")))):
            self._fault("", None, f"The closing line{closing.place} was changed.")
            return
        self.ends = said["chains"]
        if not last:
            self._fault("", None, f"Lines stand after the closing line{closing.place}.")

    def through(self) -> None:
        for row in self.rows:
            self._take(row)
        for end in self.ends or ():
            self._compare(self._chain(end["subject"]), end["count"], end["head"])
        if self.ends is not None:
            known = {end["subject"] for end in self.ends}
            for subject in self.chains.keys() - known:
                self._fault(subject, 1, f"The closing line knows nothing of {subject}.")

    def _take(self, row: Row) -> None:
        subject = self._whose(row)
        chain = self._chain(subject)
        self._judge(row, chain, moved=self.at is not chain and chain.count > 0)
        self.at = chain
        chain.count += 1
        if row.holds and row.said:
            chain.count, chain.head = row.said["seq"], row.said["hash"]
            chain.hashes.append(chain.head)

    def _judge(self, row: Row, chain: Chain, *, moved: bool) -> None:
        due, name = chain.count + 1, chain.subject
        said = row.said or {}
        if row.said is None:
            self._fault(
                name, due, f"Line {row.number} cannot be read: entry {due} of {name} was changed, or cut."
            )
        elif not row.holds:
            self._fault(name, due, f"Entry {due} of {name}{row.place} was changed.")
        elif moved or said["seq"] != due:
            self._fault(name, due, self._gap(due, chain, row))
        elif said["previous"] != chain.head:
            self._fault(name, due, f"Entry {due} of {name} does not follow the entry before it.")
        elif not row.exact:
            words = "says what it said, but is not written as it was: were spaces or line ends converted?"
            self._fault(name, due, f"Entry {due} of {name}{row.place} {words}")

    def _gap(self, due: int, chain: Chain, row: Row) -> str:
        elsewhere = any(
            other.holds and other.subject == chain.subject and other.said and other.said["seq"] == due
            for other in self.rows
        )
        if elsewhere or (row.said and row.said["seq"] < due):
            return f"Entry {due} of {chain.subject} does not stand in its place{row.place}."
        return f"Entry {due} of {chain.subject} is missing{row.place.replace('line', 'before line')}."

    def _compare(self, chain: Chain, count: int, head: str) -> None:
        if chain.count < count:
            first = chain.count + 1
            gone = f"entry {count} is" if first == count else f"entries {first} to {count} are"
            self._fault(chain.subject, first, f"At the end of {chain.subject} {gone} missing.")
        elif (chain.count, chain.head) != (count, head):
            said = f"{chain.subject} does not end where it should: at entry {count}, head {head}."
            self._fault(chain.subject, count + 1, said)
        chain.ends = True

    def _whose(self, row: Row) -> str:
        """The chain that a line is of; of one that was changed, the one it stands in."""
        given, known = row.subject, {*self.chains, *(end["subject"] for end in self.ends or ())}
        if given is not None and (row.holds or given in known):
            return given
        if self.at is not None:
            return self.at.subject
        return given or next((other.subject for other in self.rows if other.subject), "the record")

    def _chain(self, subject: str) -> Chain:
        return self.chains.setdefault(subject, Chain(subject))

    def _fault(self, subject: str, seq: int | None, said: str) -> None:
        self.faults.setdefault(subject, Fault(subject, seq, said))

    def verdict(self, head: str | None) -> Verdict:
        if head is not None:
            self._find(head.lower())
        unsure = [chain.subject for chain in self.chains.values() if not chain.ends]
        return Verdict(tuple(self.chains.values()), tuple(self.faults.values()), tuple(unsure))

    def _find(self, head: str) -> None:
        """A head that was written down elsewhere has to be in the record; what is the last ends its chain."""
        found = [chain for chain in self.chains.values() if any(h.startswith(head) for h in chain.hashes)]
        if not found:
            said = f"No entry has the head {head}: the record was cut before it, or is of another run."
            self._fault("head", None, said)
        for chain in found:
            chain.ends = chain.ends or chain.head.startswith(head)
