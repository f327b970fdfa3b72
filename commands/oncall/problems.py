"""What stands in the way of reaching whoever is on call. Pure: facts in, sentences out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from commands import kit
from commands.contacts import Level
from commands.rota import Shift
from store.oncall import Group, Reach


@dataclass(frozen=True)
class Facts:
    """`shifts` are the next ones of each role with a rotation; `unreachable` of anybody, and why."""

    levels: Sequence[Level]
    now: datetime
    names: Mapping[str, str]
    shifts: Mapping[str, Sequence[Shift]] = field(default_factory=dict)
    unreachable: Mapping[str, str] = field(default_factory=dict)
    reach: Mapping[str, Reach] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    blind: str | None = None


def found(facts: Facts) -> list[str]:
    """One sentence a problem, the levels in their order; none where all is well."""
    if not any(level.people or level.unreachable or level.until for level in facts.levels):
        return ["*Nobody is on call*, at any level: a page would reach nobody. `/oncall set` says who it is."]
    sentences = [sentence for level in facts.levels for sentence in _of_level(level, facts)]
    if facts.blind:
        sentences.append(f"Slack does not tell me who is in Do Not Disturb: `{kit.safe(facts.blind)}`.")
    return sentences


def _of_level(level: Level, facts: Facts) -> list[str]:
    role = f"*{kit.safe(level.role)}*"
    said = [
        f"{role}: {kit.person(facts.names, user)} cannot be paged: {why}." for user, why in level.unreachable
    ]
    for group in level.groups:
        kept = facts.groups.get(group)
        if kept is not None and kept.problem:
            said.append(f"{role}: Slack does not say who is in {kit.safe(kept.handle)}: `{kept.problem}`.")
    if not level.people:
        ahead = f" until {kit.when(level.until)}" if level.until else ""
        said.append(f"{role}: nobody can be paged{ahead}. `/oncall set` says who it is.")
    return [*said, *_gaps(role, level, facts), *_quiet(role, level, facts)]


def _gaps(role: str, level: Level, facts: Facts) -> list[str]:
    """Shifts to come that nobody could answer for."""
    return [
        f"{role}: from {kit.when(shift.starts)} to {kit.when(shift.ends)} it is "
        f"{kit.person(facts.names, shift.person)}, who cannot be paged: {facts.unreachable[shift.person]}."
        for shift in facts.shifts.get(level.role, ())
        if shift.person in facts.unreachable
    ]


def _quiet(role: str, level: Level, facts: Facts) -> list[str]:
    said = []
    for user in level.people:
        window = quiet(facts.reach.get(user), facts.now, level.until)
        if window:
            name = kit.person(facts.names, user)
            said.append(f"{role}: {name} is in Do Not Disturb {window}: Slack will not ring.")
    return said


def quiet(reach: Reach | None, now: datetime, until: datetime | None) -> str | None:
    """When Slack does not ring for somebody who is on call until then, in words."""
    if reach is None:
        return None
    if reach.snoozed_until and reach.snoozed_until > now:
        return f"until {kit.when(reach.snoozed_until)}"
    starts, ends = reach.quiet_from, reach.quiet_until
    if starts is None or ends is None or ends <= now or (until is not None and starts >= until):
        return None
    return f"until {kit.when(ends)}" if starts <= now else f"from {kit.when(starts)} to {kit.when(ends)}"
