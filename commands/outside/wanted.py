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
    """

    model_config = ConfigDict(frozen=True)
    kind: ClassVar[str]
    does: ClassVar[str]
    answers: ClassVar[type[BaseModel]] = Nothing

    @property
    def place(self) -> str:
        return ""


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

    The handler that `then` names in a feature's `outcomes` is told of the end, once. Without `then` a refusal
    is said to the operations channel, once for all of its kind.
    """
    payload = wanted.model_dump(mode="json")
    await effects.want(
        tx, team_id, wanted.kind, key, place=wanted.place, then=then, subject=subject, urgency=urgency,
        **payload,
    )  # fmt: skip
