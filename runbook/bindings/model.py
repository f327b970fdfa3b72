"""What a side file can bind: roles, metrics, commands, probes, traffic, audiences."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from runbook.bindings.values import (
    OWN_HOST,
    Address,
    Argv,
    Channel,
    Duration,
    EnvironmentName,
    Person,
    Repository,
    Samples,
    Secret,
    Until,
    Web,
    WorkflowFile,
    Zone,
)
from runbook.recognise.headings import lasting
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


class Webhook(Part):
    """Where a command is sent as signed JSON; docs/commands.md has the shape."""

    url: Web
    secret: Secret | None = None


class Workflow(Part):
    """A workflow of GitHub Actions that has `workflow_dispatch`; `api` is another address of its API."""

    repository: Repository
    workflow: WorkflowFile
    ref: str = "main"
    inputs: Mapping[str, str] = Field(default_factory=dict)
    token: Secret
    api: Web = "https://api.github.com"


class Runs(Part):
    """A command: a program on this host, never through a shell, a webhook, or a workflow of GitHub's.

    A program without its hash is not on the list of what may run. `env` names what it is given of the
    environment besides PATH, HOME and LANG.
    """

    argv: Argv | None = None
    webhook: Webhook | None = None
    github: Workflow | None = None
    timeout: Duration = timedelta(minutes=10)
    sha256: str | None = None
    env: list[EnvironmentName] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = sum(each is not None for each in (self.argv, self.webhook, self.github))
        if ways != 1 and not (ways == 0 and self.may_be_by_hand):
            says = "takes only one of argv, webhook and github" if ways else "needs argv, webhook or github"
            raise PydanticCustomError("wrong", says)
        if self.argv is None and (self.sha256 or self.env):
            raise PydanticCustomError("wrong", "takes sha256 and env beside argv only")
        return self

    @model_validator(mode="after")
    def _as_hashed(self) -> Self:
        if self.argv and self.sha256 is not None and self.sha256 != digest(self.argv):
            says = "has another sha256 than the one written: if the change was meant, write {right}"
            raise PydanticCustomError("wrong", says, {"right": digest(self.argv)})
        return self

    @property
    def may_be_by_hand(self) -> bool:
        return False

    @property
    def is_listed(self) -> bool:
        """Whether it may be run; a program has to be listed by its hash."""
        if self.argv is not None:
            return self.sha256 is not None
        return self.webhook is not None or self.github is not None


class Source(Part):
    """Where the code is: its tags are compared with the commit of a release."""

    github: Repository
    token: Secret
    api: Web = "https://api.github.com"


class Probe(Part):
    """Asked until so many good answers came in a row. `own_host`: the bot's own host is what is meant."""

    http: Web
    every: Duration = timedelta(seconds=10)
    until: Until = "3 ok"
    timeout: Duration = timedelta(minutes=10)
    own_host: bool = False

    @property
    def in_a_row(self) -> int:
        return int(self.until.split()[0])

    @property
    def asks_own_host(self) -> bool:
        """Whether it asks the host that Runsheet runs on, which nobody said is meant."""
        return not self.own_host and OWN_HOST.search(self.http) is not None


class Traffic(Runs):
    """The command that moves traffic, and where to read back what it did: a number of percent."""

    readback: Metric | None = None

    @property
    def may_be_by_hand(self) -> bool:
        """People move it, and a metric says whether they did."""
        return self.readback is not None


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

    def relaxed(self, names: Sequence[str]) -> set[str]:
        """Of these, what is not asked for; where it asks for none of them, it relaxes nothing."""
        if self.roles is None:
            return set()
        asked = {_plain(name) for name in self.roles}
        found = {name for name in names if _plain(name) in asked}
        return set(names) - found if found else set()


class Bindings(Part):
    zone: Zone | None = None
    roles: Mapping[str, RoleBinding] = Field(default_factory=dict)
    metrics: Mapping[str, Metric] = Field(default_factory=dict)
    baselines: Mapping[str, float] = Field(default_factory=dict)
    signals: Mapping[str, Literal["button", "webhook"]] = Field(default_factory=dict)
    stages: Mapping[str, Literal["lead", "clock"]] = Field(default_factory=dict)
    commands: Mapping[str, Runs] = Field(default_factory=dict)
    probes: Mapping[str, Probe] = Field(default_factory=dict)
    source: Source | None = None
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

    def command(self, name: str) -> Runs | None:
        """Under its name; `traffic` is what moves traffic."""
        return self.traffic if _plain(name) == "traffic" else _named(self.commands, name)

    def probe(self, name: str) -> Probe | None:
        return _named(self.probes, name)

    def link(self, name: str) -> str | None:
        return _named(self.links, name)

    def signal(self, event: str) -> str | None:
        return _named(self.signals, event)

    def starts_by_itself(self, stage: str) -> bool:
        """Named by its heading, with or without the time in it."""
        return _named({lasting(title): by for title, by in self.stages.items()}, lasting(stage)) == "clock"


def _named(bound: Mapping[str, Value], name: str) -> Value | None:
    """Names of a side file are those of the document, however they are spaced and capitalised."""
    return next((value for key, value in bound.items() if _plain(key) == _plain(name)), None)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
