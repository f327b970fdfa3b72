"""The values of a side file, checked one by one: durations, addresses, ids, commands, secrets."""

import re
from datetime import timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

PLACEHOLDERS = ("version", "previous", "percent", "trigger")
"""What a command's arguments may have filled in; nothing else ever is."""

_DURATION = re.compile(r"(\d+)\s*(s|m|min|h|d)")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}
_OFFSET = re.compile(r"UTC([+-]\d{1,2})(?::([0-5]\d))?")
_PERSON = re.compile(r"[UWS][A-Za-z0-9_]*")
_CHANNEL = re.compile(r"[CG][A-Za-z0-9_]*")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_UNTIL = re.compile(r"[1-9]\d* ok")
_SAMPLES = re.compile(r"[1-9]\d*/\d+(?:s|m|min|h)")
_NAMED = re.compile(r"\{([^{}]*)\}")
OURS = ("SLACK_", "RUNSHEET_")
"""How Runsheet's own settings begin: no command and no other system is given one."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_WORKFLOW = re.compile(r"[\w.-]+", re.ASCII)
OWN_HOST = re.compile(r"\b(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0)\b|\[::1?\]", re.IGNORECASE)
"""The host that Runsheet itself runs on, as addresses name it."""

SECRET = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


def _wrong(says: str) -> PydanticCustomError:
    return PydanticCustomError("wrong", "{says}", {"says": says})


def _duration(value: Any) -> timedelta:
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or int(found[1]) == 0:
        raise _wrong("is no length of time: write a number and s, m, h or d, such as 10m")
    return timedelta(seconds=int(found[1]) * _SECONDS[found[2]])


def _zone(value: str) -> str:
    if value == "UTC" or _OFFSET.fullmatch(value):
        return value
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # OSError: the name of a folder of the zone database
        raise _wrong("is no time zone: write one such as Europe/Madrid, or UTC+7") from None
    return value


def _matching(form: re.Pattern[str], says: str) -> AfterValidator:
    def check(value: str) -> str:
        if not form.fullmatch(value):
            raise _wrong(says)
        return value

    return AfterValidator(check)


def _web(value: str) -> str:
    if not value.startswith(("http://", "https://", "${")):
        raise _wrong("is no web address: it begins with https://")
    return value


def _argv(value: list[str]) -> list[str]:
    if not value or not value[0].strip():
        raise _wrong("names no program: write [./scripts/name.sh, --option, value]")
    if any(SECRET.search(word) for word in value):
        raise _wrong(
            "has ${…} in it: everybody on the host can read arguments, so let the program look it up"
        )
    unknown = [name for word in value for name in _NAMED.findall(word) if name not in PLACEHOLDERS]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise _wrong(f"has {{{unknown[0]}}} in it: only {known} are filled in")
    return value


def _environment_name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise _wrong("is no name of an environment variable, such as DEPLOY_TOKEN")
    if value.startswith((*OURS, "LD_", "PYTHON")) or value in {"BASH_ENV", "ENV", "IFS"}:
        raise _wrong("is not given to commands: it is Runsheet's own, or decides what a program runs")
    return value


def _secret(value: str, info: ValidationInfo) -> str:
    """What stands in the file is checked; what `${…}` was then replaced with is the secret itself."""
    if not info.context and not SECRET.search(value):
        raise _wrong("is a secret written in plain: put it into the environment and write ${ITS_NAME} here")
    return value


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Zone = Annotated[str, AfterValidator(_zone)]
Person = Annotated[
    str, _matching(_PERSON, "is no id of a person or a user group (those start with U, W or S)")
]
Channel = Annotated[str, _matching(_CHANNEL, "is no id of a channel (those start with C or G)")]
Address = Annotated[str, _matching(_ADDRESS, "is no mail address")]
Web = Annotated[str, AfterValidator(_web)]
Argv = Annotated[list[str], AfterValidator(_argv)]
Secret = Annotated[str, AfterValidator(_secret)]
Until = Annotated[str, _matching(_UNTIL, "is not how many good answers in a row: write 3 ok")]
Samples = Annotated[str, _matching(_SAMPLES, "is not how many samples in how long: write 200/5m")]
EnvironmentName = Annotated[str, AfterValidator(_environment_name)]
Repository = Annotated[str, _matching(_REPOSITORY, "is no repository: write owner/name")]
WorkflowFile = Annotated[str, _matching(_WORKFLOW, "is no workflow: write its file, such as deploy.yml")]
