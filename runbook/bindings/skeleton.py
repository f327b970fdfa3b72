"""A side file to fill in: everything that a runbook needs bound, with what may stand there."""

import json
import re
import shlex
from collections.abc import Iterator

from runbook.bindings.model import digest
from runbook.bindings.needs import Family, Need, needs
from runbook.model import Runbook

_HEAD = """\
# Bindings of “{title}”: where and who. What is left empty is not bound, and is asked when a run is prepared.
# Secrets never stand here: write ${{ITS_NAME}}, and put the secret into the environment.

zone: {zone}
"""

_HINTS: dict[Family, str] = {
    "roles": "people: an id (U…), a user group (S…), a list of them, or {rotation: primary}",
    "metrics": "{prometheus: 'QUERY', unit: '%', min_samples: 200/5m}, or {json: {url: …, path: data.value}}",
    "baselines": "the number to compare with, as measured before the deployment",
    "signals": "button (anybody who may sign off presses it) or webhook",
    "commands": "taken from the document: with its sha256 it may be run from Slack (docs/commands.md)",
    "probes": "{http: 'https://…', every: 10s, until: 3 ok, timeout: 10m}",
    "email": "addresses, by audience",
}


def skeleton(runbook: Runbook) -> str:
    """YAML that binds nothing yet: reading it back gives bindings that are empty."""
    zone = str(runbook.start.tzinfo) if runbook.start else ""
    head = _HEAD.format(title=_one_line(runbook.title), zone=zone).replace(
        "zone: \n", "zone:  # Europe/Madrid\n"
    )
    return head + "".join(_families(runbook)) + _TAIL


_TAIL = """
# source: {github: owner/name, token: '${GITHUB_TOKEN}'}  # tags are compared with the release's commit

# stages:  # those that start by themselves when their time has come: {Traffic Migration: clock}

# links:  # buttons, by the words of their items: {review-logs: 'https://logs.example/?from={from}&to={to}'}

signoff:
  distinct: true  # false, for a small team: one person may then sign for several roles
"""


def _families(runbook: Runbook) -> Iterator[str]:
    found = needs(runbook)
    for family, hint in _HINTS.items():
        mine = [need for need in found if need.family == family]
        if mine and family == "email":
            yield f"\ncomms:\n  slack:  # the channel (C…) that is told\n  email:  # {hint}\n"
            yield from ("  " + _entry(need) for need in mine)
        elif mine:
            yield f"\n{family}:  # {hint}\n"
            yield from map(_entry, mine)
    if any(need.family == "traffic" for need in found):
        yield "\ntraffic:  # {argv: [./scripts/traffic.sh, '{percent}'], readback: {prometheus: 'QUERY'}}\n"


def _entry(need: Need) -> str:
    said = f"line {need.line}" + ("" if need.said == need.name else f": {_one_line(need.said)}")
    proposal = _proposal(need.said) if need.family == "commands" else ""
    return f"  {_key(need.name)}:  # {said}\n{proposal}"


def _proposal(command: str) -> str:
    try:
        argv = shlex.split(command, comments=True)
    except ValueError:
        argv = command.split()
    words = json.dumps(argv, ensure_ascii=False)
    return f"    # argv: {words}\n    # timeout: 10m\n    # sha256: {digest(argv)}\n"


def _key(name: str) -> str:
    return name if re.fullmatch(r"\w[\w ()/.%-]*", name) else json.dumps(name, ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())
