"""What is different between two side files: key by key, in words, and without what is secret. Pure."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from commands import documents, kit
from commands.versions.rules import Change
from runbook.bindings import Bindings
from runbook.bindings.values import SECRET
from runbook.recognise.masking import HIDDEN, mask

TITLES = {
    "zone": "Time zone of runs to come",
    "roles": "Roles",
    "metrics": "Metrics",
    "baselines": "Baselines",
    "signals": "Signals",
    "stages": "Stages",
    "commands": "Commands",
    "probes": "Probes",
    "source": "Repository",
    "traffic": "Traffic",
    "rollback": "Rollback",
    "comms": "Communications",
    "signoff": "Sign-off",
    "links": "Links",
}

_SECRETS = {"secret", "token", "headers"}


@dataclass(frozen=True)
class Leaf:
    """A value as it is written under its keys, such as `commands`, `rollback`, `argv`."""

    path: tuple[str, ...]
    value: Any

    @property
    def key(self) -> tuple[str, ...]:
        """Names are the same however they are spaced and capitalised."""
        return tuple(documents.key(each) for each in self.path)

    def words(self, names: Mapping[str, str]) -> str:
        said = _words(self.path, self.value, names)
        return f"{' · '.join(self.path[1:])}: {said}" if self.path[1:] else said


def differs(before: Bindings, after: Bindings) -> bool:
    """Whether a run under way would go on otherwise; it has its time zone since it was prepared."""
    return before.model_copy(update={"zone": None}) != after.model_copy(update={"zone": None})


def changes(before: Bindings, after: Bindings, names: Mapping[str, str]) -> tuple[Change, ...]:
    """One a family, in the order of a side file; `names` are those of people, by their ids."""
    found = {family: Change(title) for family, title in TITLES.items()}
    for old, new in _pairs(before, after):
        change = found[(old or new).path[0]]  # type: ignore[union-attr]
        if old and new:
            change.changed.append((old.words(names), _other(old, new, names)))
        elif new:
            change.added.append(new.words(names))
        elif old:
            change.removed.append(old.words(names))
    return tuple(change for change in found.values() if change.count)


def people(*bound: Bindings) -> set[str]:
    """Everybody that these bind to a role."""
    lists = [who for each in bound for who in each.roles.values() if isinstance(who, list)]
    return {user for users in lists for user in users}


def answered(before: Bindings, after: Bindings, ours: Bindings, theirs: Bindings) -> tuple[str, ...]:
    """What differs between the files and not in the run, as people answered it when that was prepared."""
    matters = {(old or new).key for old, new in _pairs(ours, theirs)}  # type: ignore[union-attr]
    all_of_it = [old or new for old, new in _pairs(before, after)]
    return tuple(dict.fromkeys(leaf.path[-1] for leaf in all_of_it if leaf and leaf.key not in matters))


def _pairs(before: Bindings, after: Bindings) -> Iterator[tuple[Leaf | None, Leaf | None]]:
    old, new = ({leaf.key: leaf for leaf in _leaves(each)} for each in (before, after))
    for key in dict.fromkeys([*old, *new]):
        one, other = old.get(key), new.get(key)
        if one is None or other is None or one.value != other.value:
            yield one, other


def _leaves(bound: Bindings) -> Iterator[Leaf]:
    """What is written; a default that is written out is none."""
    written = bound.model_dump(by_alias=True, exclude_defaults=True)
    return (leaf for family in TITLES if family in written for leaf in _under((family,), written[family]))


def _under(path: tuple[str, ...], value: Any) -> Iterator[Leaf]:
    if isinstance(value, Mapping) and not (path[0] == "roles" and len(path) > 1):
        for key, each in value.items():
            yield from _under((*path, str(key)), each)
    else:
        yield Leaf(path, value)


def _other(old: Leaf, new: Leaf, names: Mapping[str, str]) -> str:
    """What is hidden of both may be all that differs."""
    said = new.words(names)
    return f"{said} (another one, which is not shown)" if said == old.words(names) else said


def _words(path: tuple[str, ...], value: Any, names: Mapping[str, str]) -> str:
    if path[0] == "roles":
        return _holders(value, names)
    if _SECRETS & set(path[2:]):
        return " ".join(f"${{{name}}}" for name in SECRET.findall(str(value))) or HIDDEN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, timedelta):
        return kit.span(value)
    if isinstance(value, list):
        return mask(shlex.join(value) if path[-1] == "argv" else ", ".join(map(str, value)))
    return mask(f"{value:g}" if isinstance(value, float) else str(value))


def _holders(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return f"whoever is on the rotation “{value['rotation']}”"
    return " or ".join(names.get(user, user) for user in value)
