"""What may be run, called and asked beyond Slack: commands, webhooks, workflows, web addresses."""

from typing import Any, ClassVar

from pydantic import BaseModel, Field

from commands.outside.wanted import Wanted

TO_STOP = 15.0
"""Real seconds beyond its time-out until a program is surely gone."""


class Output(BaseModel):
    """What a program has written: its beginning and its end, and how many bytes were left out between."""

    head: str = ""
    tail: str = ""
    left_out: int = 0


class Finished(BaseModel):
    """`said` is how it ended, in a few words; `code` an exit code or an HTTP status; `seconds` are real."""

    ok: bool
    said: str
    code: int | None = None
    output: Output = Output()
    seconds: float = 0.0


class RunCommand(Wanted):
    """A program without a shell: `argv` as it was bound and hashed, `values` for its placeholders.

    `env` names what it is given of the environment besides PATH, HOME and LANG; `timeout` is in real seconds.
    """

    kind: ClassVar[str] = "run_command"
    does: ClassVar[str] = "run commands"
    answers: ClassVar[type[BaseModel]] = Finished
    step: ClassVar[bool] = True
    slow: ClassVar[bool] = True
    argv: tuple[str, ...]
    sha256: str
    values: dict[str, str]
    env: tuple[str, ...] = ()
    timeout: float

    @property
    def longest(self) -> float:
        return self.timeout + TO_STOP


class CallWebhook(Wanted):
    """`url` and `secret` as they are bound: `${NAME}` is looked up when it is called."""

    kind: ClassVar[str] = "call_webhook"
    does: ClassVar[str] = "call webhooks"
    answers: ClassVar[type[BaseModel]] = Finished
    step: ClassVar[bool] = True
    slow: ClassVar[bool] = True
    url: str
    secret: str | None = None
    body: dict[str, Any]
    timeout: float

    @property
    def longest(self) -> float:
        return self.timeout + TO_STOP


class OnGitHub(Wanted):
    """`token` as it is bound, `${NAME}`: it is looked up when GitHub is asked."""

    api: str
    repository: str
    token: str


class WorkflowStarted(BaseModel):
    """`run` is None where GitHub does not say which run it has started."""

    run: int | None = None
    link: str | None = None


class StartWorkflow(OnGitHub):
    kind: ClassVar[str] = "start_workflow"
    does: ClassVar[str] = "start workflows"
    answers: ClassVar[type[BaseModel]] = WorkflowStarted
    step: ClassVar[bool] = True
    workflow: str
    ref: str
    inputs: dict[str, str]


class WorkflowSeen(BaseModel):
    """GitHub's own words: `status` becomes `completed`, and then there is a `conclusion`."""

    status: str
    conclusion: str | None = None
    link: str | None = None


class AskWorkflow(OnGitHub):
    kind: ClassVar[str] = "ask_workflow"
    does: ClassVar[str] = "ask how a workflow is doing"
    answers: ClassVar[type[BaseModel]] = WorkflowSeen
    run: int


class TagFound(BaseModel):
    """`commit` is what it points at, None where there is no such tag."""

    commit: str | None = None


class FindTag(OnGitHub):
    kind: ClassVar[str] = "find_tag"
    does: ClassVar[str] = "look up a tag"
    answers: ClassVar[type[BaseModel]] = TagFound
    tag: str


class Looked(BaseModel):
    """`status` is None where nothing answered, and `problem` then says why; `seconds` are real."""

    status: int | None = None
    seconds: float = 0.0
    problem: str | None = None

    @property
    def ok(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Reading(BaseModel):
    """A number, or in a few words why there is none."""

    value: float | None = None
    problem: str | None = None


class ReadMetric(Wanted):
    """A query to Prometheus, or a number out of a JSON answer at `path`, keys joined by dots.

    `url` and `headers` as they are bound: `${NAME}` is looked up when they are used.
    """

    kind: ClassVar[str] = "read_metric"
    does: ClassVar[str] = "read metrics"
    answers: ClassVar[type[BaseModel]] = Reading
    prometheus: str | None = None
    url: str | None = None
    path: str = ""
    headers: dict[str, str] = Field(default_factory=dict)


class LookAt(Wanted):
    """One GET of a web address, of whose answer only the status is read."""

    kind: ClassVar[str] = "look_at"
    does: ClassVar[str] = "look at web addresses"
    answers: ClassVar[type[BaseModel]] = Looked
    url: str
    own_host: bool = False
