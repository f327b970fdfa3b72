"""Wanting something done once outside, and being told of the end."""

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from store import effects
from store.db import Transaction
from store.effects import End
from store.messages import Urgency


class Nothing(BaseModel):
    """Done, and there is no more to say."""


class Wanted(BaseModel):
    """`does` completes "Slack does not let me …"; `answers` is what its outcome carries where it was done.

    What shares a `place` is done in the order in which it was wanted; an empty place waits for nothing.
    A `step` is never repeated once it may have been done: it then ends as UNKNOWN. What is `slow` has its own
    count of how many are under way, so that nothing else waits for it.
    """

    model_config = ConfigDict(frozen=True)
    kind: ClassVar[str]
    does: ClassVar[str]
    answers: ClassVar[type[BaseModel]] = Nothing
    step: ClassVar[bool] = False
    slow: ClassVar[bool] = False

    @property
    def place(self) -> str:
        return ""

    @property
    def longest(self) -> float:
        """Real seconds that one attempt may take."""
        return 50.0


A = TypeVar("A", bound=BaseModel)


@dataclass(frozen=True)
class Outcome(Generic[A]):
    """How something wanted has ended; `answer` where it was done, else `problem` is Slack's word for why not.

    UNKNOWN: it may have been done, and nobody can find out.
    """

    team_id: str
    key: str
    subject: str
    end: End
    answer: A | None = None
    problem: str | None = None


@dataclass(frozen=True)
class SoFar(Generic[A]):
    """What is known of something wanted while it is under way."""

    team_id: str
    key: str
    subject: str
    said: A


async def want(
    tx: Transaction,
    team_id: str,
    key: str,
    wanted: Wanted,
    *,
    then: str | None = None,
    subject: str = "",
    urgency: Urgency = Urgency.USUAL,
) -> None:
    """Have it done once; a key wanted before is not wanted again.

    The handler that `then` names in a feature's `outcomes` is told of the end, once; the one in its
    `progress` may be told of how it goes before that. Without `then` a refusal is said to the operations
    channel, once for all of its kind.
    """
    payload = wanted.model_dump(mode="json")
    await effects.want(
        tx, team_id, wanted.kind, key, place=wanted.place, then=then, subject=subject, urgency=urgency,
        **payload,
    )  # fmt: skip
