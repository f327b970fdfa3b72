"""What goes wrong on demand: rules for Web API calls and for deliveries, each for a share or a count."""

import random
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

BEFORE = frozenset({"ratelimited", "http_500", "http_503_text", "non_json", "reset_before"})
"""Kinds of failure after which the call has had no effect."""
AFTER = frozenset({"reset_after", "http_500_after", "non_json_after"})
"""Kinds of failure which hide that the call was carried out."""
CALL_KINDS = ("latency", *sorted(BEFORE), *sorted(AFTER))
DELIVERY_KINDS = ("duplicate", "late", "reorder")
DELIVERED = ("slash_commands", "interactive", "events_api")
ANY = "*"

T = TypeVar("T")


def new_id() -> str:
    return secrets.token_hex(4)


@dataclass
class Dice:
    """Whether a rule strikes this time: for a share of all, and `count` times at most."""

    share: float = 1.0
    count: int | None = None
    seed: int = 0
    struck: int = 0
    _random: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - faults are to be repeatable, not secret

    def strikes(self) -> bool:
        if self.is_spent or self._random.random() >= self.share:
            return False
        self.struck += 1
        return True

    @property
    def is_spent(self) -> bool:
        return self.count is not None and self.struck >= self.count

    def shuffle(self, things: list[T]) -> None:
        self._random.shuffle(things)


@dataclass
class CallFault:
    """A failure of Web API calls: `seconds` for latency, `retry_after` for 429."""

    kind: str
    method: str = ANY
    seconds: float = 0.0
    retry_after: int = 1
    dice: Dice = field(default_factory=Dice)
    id: str = field(default_factory=new_id, compare=False)

    def meets(self, method: str) -> bool:
        return self.method in (ANY, method) and self.dice.strikes()


@dataclass
class DeliveryFault:
    """A failure of deliveries: `seconds` is how late, or how wide the window in which they are shuffled."""

    kind: str
    of: str = ANY
    seconds: float = 0.0
    dice: Dice = field(default_factory=Dice)
    id: str = field(default_factory=new_id, compare=False)

    def meets(self, kind: str) -> bool:
        return self.of in (ANY, kind) and self.dice.strikes()


@dataclass
class Faults:
    """Every rule in force. In an `outage` nothing passes to or from the app; `rate_limits` keeps tiers."""

    calls: list[CallFault] = field(default_factory=list)
    deliveries: list[DeliveryFault] = field(default_factory=list)
    rate_limits: bool = False
    outage: bool = False

    def of_call(self, method: str) -> tuple[float, CallFault | None]:
        """How much later this call is handled, and the first failure that strikes it."""
        late = sum(rule.seconds for rule in self.calls if rule.kind == "latency" and rule.meets(method))
        failures = (rule for rule in self.calls if rule.kind != "latency" and rule.meets(method))
        return late, next(failures, None)

    def of_delivery(self, kind: str) -> dict[str, DeliveryFault]:
        """The rules that strike this delivery, one of each kind."""
        return {rule.kind: rule for rule in self.deliveries if rule.meets(kind)}

    def rules(self) -> Iterator[CallFault | DeliveryFault]:
        yield from self.calls
        yield from self.deliveries

    def forget(self, ids: Collection[str]) -> None:
        self.calls = [rule for rule in self.calls if rule.id not in ids]
        self.deliveries = [rule for rule in self.deliveries if rule.id not in ids]

    def clear(self) -> None:
        """Forgets the rules and ends an outage; rate limits stay as they are set."""
        self.calls.clear()
        self.deliveries.clear()
        self.outage = False
