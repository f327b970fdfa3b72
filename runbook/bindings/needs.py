"""What a runbook leaves open for its side file to bind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from runbook.bindings.deeds import item_name
from runbook.bindings.model import Bindings, metric_name
from runbook.constructs import ProcedureStep, StepKind
from runbook.model import Runbook
from runbook.terms import Condition, Part

Family = Literal["roles", "metrics", "baselines", "signals", "commands", "probes", "traffic", "email"]


@dataclass(frozen=True, slots=True)
class Need:
    """`name` is the key to write under the family; `said` is the document's line that needs it."""

    family: Family
    name: str
    line: int
    said: str


def needs(runbook: Runbook) -> tuple[Need, ...]:
    """In the order of a side file, each name once."""
    found: dict[tuple[str, str], Need] = {}
    for need in _all(runbook):
        found.setdefault((need.family, need.name.casefold()), need)
    return tuple(found.values())


def unbound(runbook: Runbook, bindings: Bindings) -> tuple[Need, ...]:
    return tuple(need for need in needs(runbook) if not _bound(need, bindings))


def step_name(step: ProcedureStep) -> str:
    """Under which name a step's command is bound."""
    named = {StepKind.ROLL_BACK: "rollback", StepKind.VERIFY: "verify", StepKind.NOTIFY: "notify"}
    return named.get(step.kind) or re.sub(r"\W+", "-", step.title.casefold()).strip("-") or str(step.number)


def measured(runbook: Runbook) -> Iterator[tuple[Condition, int, str]]:
    """Every comparison that a metric decides, with its line and its words."""
    for trigger in runbook.triggers:
        if trigger.condition:
            yield trigger.condition, trigger.line, trigger.text
    for section in runbook.sections:
        if section.part is Part.SUCCESS:
            for item in section.items:
                if item.condition:
                    yield item.condition, item.line, item.text


def _all(runbook: Runbook) -> Iterator[Need]:
    for role in runbook.roles:
        yield Need("roles", role.name, role.lines[0], role.name)
    yield from _watched(runbook)
    yield from _procedure(runbook)
    yield from _items(runbook)
    moved = next((item for item in runbook.items if item.traffic), None)
    if moved:
        yield Need("traffic", "traffic", moved.line, moved.text)
    for told in runbook.communications:
        if "email" in told.text.casefold():
            yield Need("email", told.audience, told.line, told.text)


def _watched(runbook: Runbook) -> Iterator[Need]:
    for condition, line, said in measured(runbook):
        yield Need("metrics", metric_name(condition), line, said)
        if condition.quantity.baseline:
            yield Need("baselines", metric_name(condition), line, said)
    for trigger in runbook.triggers:
        if trigger.condition is None:
            yield Need("signals", trigger.text, trigger.line, trigger.text)


def _procedure(runbook: Runbook) -> Iterator[Need]:
    for step in runbook.procedure:
        if step.command is None:
            continue
        if step.kind is StepKind.WATCH:
            yield Need("probes", "health", step.command.line, step.command.text)
        else:
            yield Need("commands", step_name(step), step.command.line, step.command.text)


def _items(runbook: Runbook) -> Iterator[Need]:
    """What items say to run; of several commands of one item, the first has the item's name."""
    for item in runbook.items:
        for at, command in enumerate(item.commands if not item.traffic else (), start=1):
            name = item.hints.get("run") or item_name(item) or f"line-{item.line}"
            yield Need("commands", name if at == 1 else f"{name}-{at}", command.line, command.text)


def _bound(need: Need, bindings: Bindings) -> bool:
    if need.family == "traffic":
        return bindings.traffic is not None
    bound = bindings.comms.email if need.family == "email" else getattr(bindings, need.family)
    return " ".join(need.name.split()).casefold() in {" ".join(name.split()).casefold() for name in bound}
