"""What has to be answered before a run can start: blanks, dates, roles, signals, baselines."""

from collections.abc import Iterator

from runbook.bindings.needs import unbound
from runbook.kinds import Kind
from runbook.lint.problem import Linted, Problem
from runbook.model import Item
from runbook.terms import Part

_NAMED_ABOVE = {Kind.LEAD, Kind.ROLE, Kind.META}
_IN_FORM = "Bind it in the side file, or answer it when the run is prepared."


def placeholders(it: Linted) -> Iterator[Problem]:
    """E1: a name or a signature that nobody has written in."""
    for role in it.runbook.roles:
        if role.person is None and it.bindings.role(role.name) is None:
            for line in role.lines:
                if it.runbook.reading[line - 1].kind in _NAMED_ABOVE:
                    said = it.lines[line - 1].partition(":")[2].strip("* ")
                    yield Problem("E1", line, f"{role.name} is still “{said}”.", _IN_FORM)
    for item in _unsigned(it):
        yield Problem(
            "E1", item.line, f"“{_who(item)}” is not signed yet.", "Bind who signs; the gate then asks them."
        )


def _unsigned(it: Linted) -> Iterator[Item]:
    """A statement may be signed by whoever signs for a role."""
    for section in it.runbook.sections:
        for item in section.items:
            if item.signoff and not item.claimed and not _signer(it, section.part, item):
                yield item


def _signer(it: Linted, part: Part | None, item: Item) -> bool:
    if part is Part.CONFIRMATION:
        approvals = [i for s in it.runbook.sections if s.part is Part.APPROVAL for i in s.items if i.signoff]
        return bool(approvals) and all(it.bindings.role(_who(approval)) for approval in approvals)
    return it.bindings.role(_who(item)) is not None


def _who(item: Item) -> str:
    return item.signoff.who if item.signoff else ""


def past(it: Linted) -> Iterator[Problem]:
    """E2: the planned start is over."""
    start = it.runbook.start
    if start and start < it.now:
        said = f"The deployment is planned for {start:%A %-d %B %Y %H:%M} ({start.tzname()}), which is past."
        yield Problem(
            "E2", _line_of(it, "deployment date"), said, "Give a new date, or rehearse with this one."
        )


def roles(it: Linted) -> Iterator[Problem]:
    """E3: nobody stands behind a role."""
    for need in unbound(it.runbook, it.bindings):
        if need.family == "roles":
            said = f"Nobody is bound to the role {need.name}."
            yield Problem(
                "E3", need.line, said, f"Write `{need.name}:` with a person or a group under `roles:`."
            )


def signals(it: Linted) -> Iterator[Problem]:
    """E6: an event triggers the rollback, and nothing tells that it happened."""
    for need in unbound(it.runbook, it.bindings):
        if need.family == "signals":
            said = f"Nothing signals “{need.name}”, so it can trigger nothing."
            yield Problem("E6", need.line, said, "Bind `button` or `webhook` to it under `signals:`.")


def baselines(it: Linted) -> Iterator[Problem]:
    """E7: a comparison with a number that nobody has measured."""
    for need in unbound(it.runbook, it.bindings):
        if need.family == "baselines":
            said = f"“{need.said}” compares with a baseline that is not known."
            fix = f"Measure it before the start, and write `{need.name}:` with the number under `baselines:`."
            yield Problem("E7", need.line, said, fix)


def _line_of(it: Linted, key: str) -> int:
    """The line of a metadata key."""
    wanted = (number for number, line in enumerate(it.lines, start=1) if f"{key}" in line.casefold())
    return next(wanted, 1)
