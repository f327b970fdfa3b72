"""What becomes of a delivery: acknowledged with a payload, or Slack's word for what went wrong."""

from dataclasses import dataclass
from typing import Protocol

from sandbox.wire import Json


@dataclass(frozen=True)
class Retry:
    """The same event once more: the how-manieth time, and why."""

    number: int
    reason: str


@dataclass(frozen=True)
class Receipt:
    """`reason` is Slack's word for why it would try again; `is_final` where the app asked it not to."""

    acknowledged: bool
    within_ms: int | None = None
    payload: Json | None = None
    error: str | None = None
    reason: str = ""
    is_final: bool = False


UNDELIVERED = Receipt(acknowledged=False, error="dispatch_failed", reason="connection_failed")
LATE = Receipt(acknowledged=False, error="operation_timeout", reason="timeout")


class Transport(Protocol):
    """A way to the app: one attempt, which never raises."""

    async def deliver(self, kind: str, payload: Json, retry: Retry | None = None) -> Receipt: ...
