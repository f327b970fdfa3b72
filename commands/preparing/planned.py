"""A plan in short: what comes first, day by day, how much more, and what waits."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from commands import kit
from runbook.plan import Action, Plan

FIRST = 20
"""Actions shown with their times."""

_TEXT = 90


def rows(plan: Plan) -> Iterator[str]:
    """Times are those of the plan's own zone; each day begins with its date."""
    timed = [action for action in plan.actions if action.at is not None]
    for day, actions in groupby(timed[:FIRST], key=lambda action: f"{action.at:%a %-d %b %Y}"):
        yield "\n".join([f"*{day}*", *map(_row, actions)])
    rest = len(timed) - FIRST
    if rest > 0:
        yield f"… and {rest} more, the last on {timed[-1].at:%a %-d %b %Y %H:%M}."
    if not timed:
        yield "Nothing in the checklist has a time of its own: sections open one after another."


def _row(action: Action) -> str:
    said = kit.safe(kit.cut(action.text.replace("*", ""), _TEXT))
    return f"`{action.at:%H:%M}` {action.kind} · {said}"


def waits(plan: Plan) -> str:
    """What has no time yet, by kind; nothing where all has."""
    kinds = Counter(str(action.kind) for action in plan.actions if action.at is None)
    said = [f"{count} × {kind}" for kind, count in kinds.most_common()]
    live = f"Waits until all traffic is on the new version: {', '.join(said)}." if said else ""
    other = f"{kit.many(len(plan.waiting), 'line')} waits" if len(plan.waiting) == 1 else ""
    other = other or (f"{len(plan.waiting)} lines wait" if plan.waiting else "")
    return " ".join(filter(None, [live, f"{other} for something else to happen." if other else ""]))
