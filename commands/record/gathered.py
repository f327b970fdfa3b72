"""Everything that a record is made of, as it was read at one moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from commands import zones
from runbook.model import Runbook as Document
from store.blockers import Blocker
from store.communications import Communication
from store.gates import Gate
from store.incidents import Incident
from store.items import Item
from store.journal import Entry
from store.pages import Page
from store.runbooks import Runbook
from store.runs import Run
from store.sections import Section
from store.signoffs import SignOff
from store.timeline import Moment


@dataclass(frozen=True)
class Trouble:
    """An incident with its pages, and what happened in it in words."""

    incident: Incident
    pages: Sequence[Page] = ()
    moments: Sequence[Moment] = ()


@dataclass(frozen=True)
class Gathered:
    """`document` is None where this version cannot read the runbook any more.

    `items` are by the id of their section; `chains` are by subject, that of the run first, each in its order.
    """

    run: Run
    kept: Runbook
    document: Document | None
    sections: Sequence[Section]
    items: Mapping[int, Sequence[Item]]
    gates: Sequence[Gate]
    signoffs: Sequence[SignOff]
    troubles: Sequence[Trouble]
    blockers: Sequence[Blocker]
    chains: Mapping[str, Sequence[Entry]]
    names: Mapping[str, str]
    at: datetime
    communications: Sequence[Communication] = ()

    @property
    def zone(self) -> tzinfo:
        return zones.parse(self.run.zone)

    @property
    def of_run(self) -> Sequence[Entry]:
        return self.chains[subject(self.run)]

    @property
    def began_at(self) -> datetime:
        """When there first was something to do."""
        return self.of_run[0].at

    @property
    def all_items(self) -> Iterator[Item]:
        return (item for section in self.sections for item in self.items.get(section.id, ()))

    def name(self, who: str) -> str:
        """Of a person; the clock and other systems have none."""
        return self.names.get(who, who)


def subject(run: Run) -> str:
    """A run in the journal."""
    return f"run:{run.id}"


def subject_of(incident: Incident) -> str:
    return f"incident:{incident.id}"
