"""What one feature tells the others: reactions to these run in the transaction that told them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    team_id: str


@dataclass(frozen=True)
class RunFact(Fact):
    run_id: int


class RunStarted(RunFact):
    """The run is running for the first time."""


class RunResumed(RunFact):
    """What held the run no longer does."""


class RunChanged(RunFact):
    """State, lead or reason of the run changed."""


@dataclass(frozen=True)
class RunRefused(RunFact):
    """Somebody decided that the run does not go on: a No-go, or a rollback. `why` are their words."""

    by: str
    why: str


class RunEnded(RunFact):
    """Nothing of the run can be ticked any more."""


class ProgressMade(RunFact):
    """Items of the run were closed, reopened, added or given to somebody."""


class OnCallChanged(Fact):
    """Somebody else answers at a level than before."""
