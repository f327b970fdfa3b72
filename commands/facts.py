"""What one feature tells the others: reactions to these run in the transaction that told them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Fact:
    team_id: str


@dataclass(frozen=True)
class RunFact(Fact):
    run_id: int


class RunStarted(RunFact):
    """The run is running for the first time."""


@dataclass(frozen=True)
class SectionsDue(RunFact):
    """The time of these sections has come: their cards are to be posted."""

    sections: tuple[int, ...]


@dataclass(frozen=True)
class StageBegun(RunFact):
    """The lead started a stage of the clock."""

    section_id: int


@dataclass(frozen=True)
class TrafficMoved(RunFact):
    """So much of the traffic is on the new version now; by `by`, and `note` says how that is known.

    Whoever tells this tells ProgressMade after it.
    """

    percent: int
    item_id: int
    by: str
    note: str | None = None


class WentLive(RunFact):
    """The new version has all of the traffic: what hangs on `live` begins."""


@dataclass(frozen=True)
class GateOpened(RunFact):
    """A gate waits for signatures, for the first time or again; `gate` is the title of its section."""

    gate: str


@dataclass(frozen=True)
class GatePassed(RunFact):
    """Everybody asked has signed; `gate` is the title of its section."""

    gate: str


class RunResumed(RunFact):
    """What held the run no longer does."""


class RunChanged(RunFact):
    """State, lead or reason of the run changed."""


@dataclass(frozen=True)
class RunRefused(RunFact):
    """Somebody decided that the run does not go on: a No-go, or a rollback. `why` are their words."""

    by: str
    why: str


class RolledBack(RunFact):
    """The steps of a way back are open: what hung on `live` does not any more."""


class RunbooksRead(Fact):
    """Runbooks were read anew, so that some may have another version than before."""


@dataclass(frozen=True)
class RunbookTaken(RunFact):
    """The run follows a newer version of its checklist from now on; each is named by its SHA-256.

    Sections that are open keep what they have. Whoever tells this tells RunChanged after it.
    """

    before: str
    after: str


class BindingsTaken(RunFact):
    """The run follows a newer side file from now on. Whoever tells this tells RunChanged after it."""


@dataclass(frozen=True)
class LeadChanged(RunFact):
    """Somebody else leads the run; `by` has changed it. Whoever tells this tells RunChanged after it."""

    was: str
    to: str
    by: str


class RunEnded(RunFact):
    """Nothing of the run can be ticked any more."""


class ProgressMade(RunFact):
    """Items of the run were closed, reopened, added or given to somebody."""


@dataclass(frozen=True)
class ItemProven(RunFact):
    """What an item asks for was done by something that can show it; `note` says what, in a few words.

    Whoever tells this tells ProgressMade after it.
    """

    item_id: int
    by: str
    note: str


class OnCallChanged(Fact):
    """Somebody else answers at a level than before."""


@dataclass(frozen=True)
class IncidentFact(Fact):
    """`run_id` is the run that the incident belongs to, if it belongs to one."""

    incident_id: int
    run_id: int | None


class IncidentDeclared(IncidentFact):
    """There is an incident that was not there before."""


class IncidentChanged(IncidentFact):
    """State, severity, holder or decision of the incident changed."""


@dataclass(frozen=True)
class IncidentDecided(IncidentFact):
    """`decision` is "fix forward" or "roll back", taken by `who`."""

    decision: str
    who: str
    reason: str


@dataclass(frozen=True)
class WasAway(Fact):
    """No bot was there between these moments of story time."""

    since: datetime
    until: datetime
