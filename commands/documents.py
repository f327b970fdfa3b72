"""Runbooks as features use them: which are offered, which is meant, and each as its people want it read."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from commands.feature import Refused, safe
from runbook import bindings, reader
from runbook.bindings import Bindings, Invalid
from runbook.model import Item
from runbook.model import Runbook as Document
from runbook.model import Section as Heading
from runbook.overrule import overruled
from runbook.terms import Part
from store import readings, roles, runbooks
from store.db import Transaction
from store.runbooks import Runbook
from store.runs import Run

_SIGNED = {Part.APPROVAL, Part.CONFIRMATION}


async def offered(tx: Transaction, team_id: str) -> dict[str, Runbook]:
    """By name; raises Refused where there are none."""
    found = {kept.name: kept for kept in await runbooks.offered(tx, team_id)}
    if not found:
        raise Refused(
            "No runbook was found. Put a Markdown checklist into the runbooks folder (`RUNSHEET_RUNBOOKS`), "
            "or give me one: `/deploy read`."
        )
    return found


def named(name: str, names: list[str]) -> str:
    """The runbook of that name, with or without `.md`; raises Refused with the nearest if there is none."""
    wanted = name.removesuffix(".md")
    if wanted in names:
        return wanted
    near = get_close_matches(wanted, names, n=1)
    hint = (
        f"Did you mean `{safe(near[0])}`?"
        if near
        else "There are: " + ", ".join(f"`{safe(known)}`" for known in names)
    )
    raise Refused(f"There is no runbook `{safe(wanted)}`. {hint}", "runbook")


async def read(tx: Transaction, kept: Runbook) -> Document:
    """With the readings that were overruled; raises Refused where the file cannot be run."""
    by_key = {key: each.what for key, each in (await readings.of(tx, kept.team_id, kept.name)).items()}
    return overruled(as_written(kept), by_key)


def as_written(kept: Runbook) -> Document:
    """Raises Refused where the file cannot be run."""
    if kept.problem:
        raise Refused(f"The runbook `{safe(kept.name)}` cannot be run: {safe(kept.problem)}", "runbook")
    return _as_read(kept.raw)


def signed(document: Document, part: Part) -> list[Heading]:
    """The sections of an approval or a confirmation that make a gate, if there are any."""
    return [each for each in document.sections if each.part is part and is_gate(document, each)]


def to_sign(entry: Item) -> str:
    """What a line of a gate is signed as: a role, or a statement."""
    return entry.signoff.who if entry.signoff else entry.text


def is_gate(document: Document, heading: Heading) -> bool:
    """Whether a section is signed, not ticked. Without a clock there is no stage that it stands before."""
    return bool(document.stages) and heading.part in _SIGNED and any(item.signoff for item in heading.items)


@lru_cache(maxsize=16)
def _as_read(raw: bytes) -> Document:
    return reader.read(raw)


def bound(kept: Runbook) -> Bindings:
    """What its side file binds, nothing without one; raises Refused where that cannot be used."""
    return _bound(kept.side, kept.name)


async def bound_of(tx: Transaction, run: Run) -> Bindings:
    """What the run's side file binds, and people answered as it was prepared, which counts before it.

    Raises Refused where that file cannot be used.
    """
    return await answered(tx, run, await side_of(tx, run))


async def side_of(tx: Transaction, run: Run) -> Bindings:
    """What the run's side file binds, whatever people answered; raises Refused where it cannot be used."""
    return _bound(run.side, (await runbooks.get(tx, run.runbook_id)).name)


async def answered(tx: Transaction, run: Run, bound: Bindings) -> Bindings:
    """With what people answered as that run was prepared."""
    said = run.answered or {}
    chosen = await roles.chosen(tx, run.id)
    return completed(bound, chosen, said.get("baselines", {}), said.get("signals", {}))


def completed(
    bound: Bindings,
    people: Mapping[str, list[str]],
    baselines: Mapping[str, float],
    signals: Mapping[str, str],
) -> Bindings:
    """With what was answered in the place of what the side file says of the same."""
    return bound.model_copy(
        update={
            "roles": _over(bound.roles, people),
            "baselines": _over(bound.baselines, baselines),
            "signals": _over(bound.signals, signals),
        }
    )


def _over(bound: Mapping[str, Any], answered: Mapping[str, Any]) -> dict[str, Any]:
    """Names are the same however they are spaced and capitalised."""
    names = {key(name) for name in answered}
    return {**{name: value for name, value in bound.items() if key(name) not in names}, **answered}


def key(name: str) -> str:
    """What makes two spellings of a name the same."""
    return " ".join(name.split()).casefold()


def _bound(side: bytes | None, name: str) -> Bindings:
    if side is None:
        return Bindings()
    try:
        return _as_bound(side, f"{name}.bindings.yaml")
    except Invalid as invalid:
        first = str(invalid).splitlines()[0]
        raise Refused(f"The side file of this runbook cannot be used. {safe(first)}") from None


@lru_cache(maxsize=16)
def _as_bound(side: bytes, name: str) -> Bindings:
    return bindings.read(side, name)
