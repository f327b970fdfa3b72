"""Decisions about newer versions: facts in, a decision or Refused out."""

from collections.abc import Collection
from dataclasses import dataclass, field

from commands.feature import Refused
from runbook.model import Runbook, Section

RECORDED = 2000
"""Characters of what a side file has otherwise that an entry of the journal holds."""

OVERTAKEN = "This was answered already, or the file has changed again since."


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
        raise Refused(OVERTAKEN)
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
    `bound` is what the side file has otherwise, `answered` what it has so without a difference to the run,
    as people answered it.
    """

    changes: tuple[Change, ...]
    kept: int
    new: tuple[str, ...]
    gone: tuple[str, ...]
    bound: tuple[Change, ...] = ()
    answered: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return sum(change.count for change in self.changes)

    @property
    def bound_count(self) -> int:
        return sum(change.count for change in self.bound)


def sections(document: Runbook) -> dict[str, Section]:
    """Those with items, by id."""
    return {section.id: section for section in document.sections if section.items}


def coming_and_going(
    before: Runbook, after: Runbook, ours: Collection[str], gates: Collection[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of `ours`, the sections of the run; those of its `gates` are not told here."""
    old, new = sections(before), sections(after)
    come = tuple(each.title for name, each in new.items() if name not in old and name not in gates)
    gone = tuple(old[name].title for name in ours if name in old and name not in new and name not in gates)
    return come, gone
