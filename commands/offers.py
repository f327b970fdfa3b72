"""What would be run, exactly, of what a side file binds; refused in a sentence that says what to do."""

import hashlib
import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from commands import documents, kit
from commands.feature import Refused
from runbook.bindings import Bindings
from runbook.bindings.deeds import Sort
from runbook.bindings.filling import Unfilled, fill, plain
from runbook.bindings.model import Probe, Runs, Source, Workflow
from store.db import Transaction
from store.runs import Run

SHORT = 7
"""Hex digits of a commit that are shown, as Git does."""


class Way(StrEnum):
    PROGRAM = "program"
    WEBHOOK = "webhook"
    WORKFLOW = "workflow"
    PROBE = "probe"
    TAG = "tag"


SORTS = {Way.PROBE: Sort.PROBE, Way.TAG: Sort.TAG}
"""What an execution was started as, where it is no command."""

COMPARING = timedelta(minutes=2)
"""So long GitHub is asked about a tag."""


@dataclass(frozen=True)
class Offer:
    """What would be done, exactly: `shown` is for people; `digest` changes with anything that matters."""

    name: str
    way: Way
    shown: str
    timeout: timedelta
    env: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        said = [self.name, self.way, self.shown, self.timeout.total_seconds(), self.env]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


async def offer(
    tx: Transaction,
    run: Run,
    name: str,
    given: Mapping[str, str] | None = None,
    *,
    sort: Sort = Sort.COMMAND,
) -> Offer:
    """What `want` would do with the same arguments. Raises Refused, in a sentence that says what to do."""
    bound = await documents.bound_of(tx, run)
    if sort is Sort.TAG:
        source, commit = comparable(bound, run, name)
        shown = f"tag {name} of {source.github}: is it at {commit[:SHORT]}?"
        return Offer(name, Way.TAG, shown, COMPARING)
    if sort is Sort.PROBE:
        asked = probe_of(bound, name)
        shown = f"GET {asked.http}, {asked.in_a_row} good answers in a row, every {asked.every.seconds} s"
        return Offer(name, Way.PROBE, shown, asked.timeout)
    return _offer(name, command_of(bound, name), values(run, given))


def binds(bound: Bindings, name: str, *, probe: bool = False) -> bool:
    """Whether there is something under this name that may be run."""
    if probe:
        return bound.probe(name) is not None
    command = bound.command(name)
    return command is not None and command.is_listed


# Its parts. -------------------------------------------------------------------------------------------------


def command_of(bound: Bindings, name: str) -> Runs:
    command = bound.command(name)
    if command is None:
        raise Refused(f"No command `{kit.safe(name)}` is bound. Write it under `commands:` of the side file.")
    if not command.is_listed:
        raise Refused(
            f"The command `{kit.safe(name)}` is not on the list of what may run. An operator writes its "
            "`sha256` beneath it in the side file; `runsheet lint` says which."
        )
    return command


def probe_of(bound: Bindings, name: str) -> Probe:
    probe = bound.probe(name)
    if probe is None:
        raise Refused(f"No probe `{kit.safe(name)}` is bound. Write it under `probes:` of the side file.")
    if probe.asks_own_host:
        raise Refused(
            f"The probe `{kit.safe(name)}` asks the host that Runsheet runs on. Bind the service's own "
            "address, or write `own_host: true` beneath it."
        )
    return probe


def comparable(bound: Bindings, run: Run, tag: str) -> tuple[Source, str]:
    """Where the tag is, and the commit that it is to be at."""
    if bound.source is None:
        raise Refused("No repository is bound. Write it under `source:` of the side file.")
    if tag != run.version:
        raise Refused(f"It names the tag `{kit.safe(tag)}`, and this run is of `{kit.safe(run.version)}`.")
    if run.commit is None:
        raise Refused("No commit was named when the run was prepared: compare the tag by hand.")
    return bound.source, run.commit


def values(run: Run, given: Mapping[str, str] | None) -> dict[str, str]:
    """Words of people become plain ones: a way back is not refused for a `>` in its reason."""
    found = {"version": run.version, "previous": run.previous or "", **(given or {})}
    return found | ({"trigger": plain(found["trigger"])} if "trigger" in found else {})


def _offer(name: str, command: Runs, values: Mapping[str, str]) -> Offer:
    try:
        if command.argv is not None:
            shown = shlex.join(fill(command.argv, values))
            return Offer(name, Way.PROGRAM, shown, command.timeout, tuple(command.env))
        if command.webhook is not None:
            said = ", ".join(f"{key} {value}" for key, value in values.items() if value)
            return Offer(name, Way.WEBHOOK, f"POST {command.webhook.url} ({said})", command.timeout)
        return Offer(name, Way.WORKFLOW, _workflow_shown(command, values), command.timeout)
    except Unfilled as unfilled:
        raise Refused(f"`{kit.safe(name)}` cannot be run: {kit.safe(unfilled.why)}.") from None


def workflow_of(command: Runs) -> Workflow:
    assert command.github is not None  # noqa: S101 - a command has one of three ways, and this is the last
    return command.github


def _workflow_shown(command: Runs, values: Mapping[str, str]) -> str:
    flow = workflow_of(command)
    given = zip(flow.inputs, fill(flow.inputs.values(), values), strict=True)
    inputs = ", ".join(f"{key}={value}" for key, value in given)
    ref = fill([flow.ref], values)[0]
    return f"workflow {flow.workflow} of {flow.repository} at {ref}" + (f" ({inputs})" if inputs else "")
