"""Decisions about newer versions: facts in, a decision or Refused out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from commands.feature import Refused
from runbook.model import Runbook, Section


@dataclass(frozen=True)
class Standing:
    """`open`: nobody has answered, and no other version has come."""

    run_ended: bool
    live: bool
    by_lead: bool
    lead_name: str
    open: bool


def answer(offer: Standing) -> None:
    """What hangs on `live` has its times once it is live, so from there on a change is for the next run."""
    if offer.run_ended:
        raise Refused("The run has ended: its checklist cannot change any more.")
    if not offer.open:
        raise Refused("This was answered already, or the file has changed again since.")
    if offer.live:
        raise Refused("The run is live: its checklist stays as it is, and the next run has the new one.")
    if not offer.by_lead:
        raise Refused(f"Only the lead, {offer.lead_name}, decides which version the run follows.")


@dataclass
class Change:
    """What changes in one section, as it is written; of what changes, the words before and after."""

    title: str
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.added) + len(self.removed) + len(self.changed)


@dataclass(frozen=True)
class Difference:
    """Of sections not open yet; `kept` counts changes of open ones, which are not taken over.

    Sections that come or go as a whole do not do so in a run under way: `new` and `gone` are their titles.
    """

    changes: tuple[Change, ...]
    kept: int
    new: tuple[str, ...]
    gone: tuple[str, ...]


def sections(document: Runbook) -> dict[str, Section]:
    """Those with items, by id."""
    return {section.id: section for section in document.sections if section.items}


def coming_and_going(
    before: Runbook, after: Runbook, ours: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    old, new = sections(before), sections(after)
    come = tuple(section.title for name, section in new.items() if name not in old)
    gone = tuple(old[name].title for name in ours if name in old and name not in new)
    return come, gone


def by_title(changes: Mapping[str, Change]) -> tuple[Change, ...]:
    return tuple(change for change in changes.values() if change.count)
