"""What happened, as an auditor reads it: entries of the journal with names and words. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from commands.record import words
from commands.record.gathered import Gathered
from commands.record.words import Tone
from store.journal import Entry

CLOCK = "clock"
_SAYS = ("title", "role", "gate", "window", "phase", "text", "outcome", "note", "reason", "why", "said")
"""Details that are words already; the others are shown with their name."""

_LEFT_OUT = {"item", "section"}
_HASH = re.compile("[0-9a-f]{40,64}")


@dataclass(frozen=True)
class Act:
    """`what` and `about` in words; `about` is empty where there is no more to say."""

    entry: Entry
    what: str
    who: str
    about: str
    tone: Tone

    @property
    def at(self) -> datetime:
        return self.entry.at


@dataclass(frozen=True)
class Hold:
    """`until` is None for one that still lasts."""

    since: datetime
    until: datetime | None
    by: str
    why: str
    ended_by: str | None = None


def acts(given: Gathered, chain: Sequence[Entry]) -> list[Act]:
    texts = {item.key: item.text for item in given.all_items}
    return [_act(given, entry, texts) for entry in chain]


def by_item(given: Gathered) -> Mapping[str, list[Act]]:
    """What happened to each item, by its key."""
    held: dict[str, list[Act]] = {}
    for act in acts(given, given.of_run):
        key = act.entry.detail.get("item")
        if isinstance(key, str):
            held.setdefault(key, []).append(act)
    return held


def holds(given: Gathered) -> list[Hold]:
    """From one entry to the next that ends it; an end of the run ends them all."""
    found: list[Hold] = []
    since: Entry | None = None
    for entry in given.of_run:
        if entry.what == "run.held":
            since = entry
        elif since is not None and entry.what in {"run.resumed", "run.closed", "run.aborted"}:
            found.append(_hold(given, since, entry))
            since = None
    return found if since is None else [*found, _hold(given, since, None)]


def live_at(given: Gathered) -> datetime | None:
    """When all traffic was on the new version, if that is on record."""
    on_record = (entry.at for entry in given.of_run if entry.what == "run.live")
    return given.run.live_at or next(on_record, None)


def to_sign(given: Gathered) -> Mapping[str, str]:
    """Who or what is signed for by an item, by its key."""
    if given.document is None:
        return {}
    return {entry.id: entry.signoff.who for entry in given.document.items if entry.signoff}


def who(given: Gathered, user: str) -> str:
    return "the clock" if user == CLOCK else given.name(user)


def _hold(given: Gathered, since: Entry, end: Entry | None) -> Hold:
    why = str(since.detail.get("reason") or "")
    by = who(given, since.who)
    return Hold(since.at, end.at, by, why, who(given, end.who)) if end else Hold(since.at, None, by, why)


def _act(given: Gathered, entry: Entry, texts: Mapping[str, str]) -> Act:
    about = " · ".join(_about(given, entry, texts))
    return Act(entry, words.what(entry.what), who(given, entry.who), about, words.tone(entry.what))


def _about(given: Gathered, entry: Entry, texts: Mapping[str, str]) -> Iterator[str]:
    detail = {name: said for name, said in entry.detail.items() if said is not None and said != ""}
    item = detail.get("item")
    if isinstance(item, str) and item in texts and entry.what != "item.added":
        yield texts[item]
    says = () if words.family(entry.what) == "page" else _SAYS
    for name in says:
        if name in detail:
            yield str(detail[name])
    for name, said in detail.items():
        if name not in says and name not in _LEFT_OUT:
            yield f"{name.replace('_', ' ')}: {_short(given.name(str(said)))}"


def _short(said: str) -> str:
    """A hash by its beginning; the whole of it is in the JSON."""
    return f"{said[:12]}…" if _HASH.fullmatch(said) else said
