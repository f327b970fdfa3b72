"""Whether what side files bind can be run from here: programs, environment, addresses. Nothing is run."""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from runbook.bindings import Bindings
from runbook.bindings.model import Runs
from runbook.bindings.values import SECRET


def folder(runbooks: Path, chosen: Path | None) -> Path:
    """Where programs run: where the runbooks lie, unless another folder is set."""
    beside = runbooks if runbooks.is_dir() else runbooks.parent
    return (chosen or beside).absolute()


def lacking(bound: Bindings, at: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """What each command, probe and link would fail for, in a few words."""
    commands = {**bound.commands, **({"traffic": bound.traffic} if bound.traffic else {})}
    for name, command in commands.items():
        yield from (f"{name}: {why}" for why in _command(command, at, environment))
    for name, probe in bound.probes.items():
        yield from (f"{name}: {why}" for why in _unset(probe.http, environment))
        if probe.asks_own_host:
            yield f"{name}: it asks this very host, and `own_host: true` is not there"


def _command(command: Runs, at: Path, environment: Mapping[str, str]) -> Iterator[str]:
    if command.argv is not None:
        if not command.is_listed:
            yield "its sha256 is missing"
        if not _is_there(command.argv[0], at, environment):
            yield f"{command.argv[0]} is not there, or may not be executed"
        yield from (f"{name} is not set" for name in command.env if not environment.get(name))
    elif command.webhook is not None:
        yield from _unset(f"{command.webhook.url}{command.webhook.secret or ''}", environment)
    elif command.github is not None:
        yield from _unset(command.github.token, environment)


def _is_there(program: str, at: Path, environment: Mapping[str, str]) -> bool:
    if "{" in program:
        return True
    if "/" in program:
        return os.access(at / program, os.X_OK)
    return shutil.which(program, path=environment.get("PATH")) is not None


def _unset(text: str, environment: Mapping[str, str]) -> Iterator[str]:
    return (f"{name} is not set" for name in SECRET.findall(text) if not environment.get(name))
