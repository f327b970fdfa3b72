"""What a side file can bind: roles, metrics, commands, probes, traffic, audiences."""

import json
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from runbook.bindings.values import (
    Address,
    Argv,
    Channel,
    Duration,
    Person,
    Samples,
    Secret,
    Until,
    Web,
    Zone,
)
from runbook.terms import Condition

Value = TypeVar("Value")


def digest(argv: list[str]) -> str:
    """A command's SHA-256: that of its arguments, as they are written, as a JSON array without spaces."""
    return sha256(json.dumps(argv, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def metric_name(condition: Condition) -> str:
    """Under which name a metric is bound: `response time (p95)`."""
    return _plain(f"{condition.subject} ({condition.stat})" if condition.stat else condition.subject)


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rotation(Part):
    rotation: str


def _form(value: Any) -> str:
    return "rotation" if isinstance(value, dict | Rotation) else "people"


def _people(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


RoleBinding = Annotated[
    Annotated[list[Person], BeforeValidator(_people), Tag("people")] | Annotated[Rotation, Tag("rotation")],
    Discriminator(_form),
]
"""One person or user group, several of them, or whoever a rotation says."""


class Json(Part):
    """A number out of a JSON answer: `path` is the keys to it, joined by dots."""

    url: Web
    path: str
    headers: Mapping[str, Secret] = Field(default_factory=dict)


class Metric(Part):
    prometheus: str | None = None
    json_: Json | None = Field(None, alias="json")
    unit: str = ""
    min_samples: Samples | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.prometheus is None) == (self.json_ is None):
            raise PydanticCustomError("wrong", "takes exactly one source: prometheus or json")
        return self


class Runs(Part):
    """A command, never through a shell. Without its hash it is not on the list of what may run."""

    argv: Argv
    timeout: Duration = timedelta(minutes=10)
    sha256: str | None = None

    @model_validator(mode="after")
    def _as_hashed(self) -> Self:
        if self.sha256 is not None and self.sha256 != digest(self.argv):
            says = "has another sha256 than the one written: if the change was meant, write {right}"
            raise PydanticCustomError("wrong", says, {"right": digest(self.argv)})
        return self


class Probe(Part):
    http: Web
    every: Duration = timedelta(seconds=10)
    until: Until = "3 ok"
    timeout: Duration = timedelta(minutes=10)


class Readback(Part):
    readback: Metric | None = None


class Traffic(Runs, Readback):
    """The command that moves traffic, and where to read back what it did."""


class StatusPage(Part):
    statuspage: str
    token: Secret | None = None


class Comms(Part):
    slack: Channel | None = None
    email: Mapping[str, list[Address]] = Field(default_factory=dict)
    status_page: StatusPage | None = None


class SignOffs(Part):
    """Relaxed for a small team, and then said on the gate and in the record."""

    distinct: bool = True
    roles: list[str] | None = None


class Bindings(Part):
    zone: Zone | None = None
    roles: Mapping[str, RoleBinding] = Field(default_factory=dict)
    metrics: Mapping[str, Metric] = Field(default_factory=dict)
    baselines: Mapping[str, float] = Field(default_factory=dict)
    signals: Mapping[str, Literal["button", "webhook"]] = Field(default_factory=dict)
    commands: Mapping[str, Runs] = Field(default_factory=dict)
    probes: Mapping[str, Probe] = Field(default_factory=dict)
    traffic: Traffic | None = None
    rollback: Literal["ask", "auto"] = "ask"
    comms: Comms = Field(default_factory=Comms)
    signoff: SignOffs = Field(default_factory=SignOffs)
    links: Mapping[str, Web] = Field(default_factory=dict)

    def role(self, name: str) -> list[str] | Rotation | None:
        return _named(self.roles, name)

    def metric(self, condition: Condition) -> Metric | None:
        return _named(self.metrics, metric_name(condition))

    def baseline(self, condition: Condition) -> float | None:
        return _named(self.baselines, metric_name(condition))

    def signal(self, event: str) -> str | None:
        return _named(self.signals, event)


def _named(bound: Mapping[str, Value], name: str) -> Value | None:
    """Names of a side file are those of the document, however they are spaced and capitalised."""
    return next((value for key, value in bound.items() if _plain(key) == _plain(name)), None)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
