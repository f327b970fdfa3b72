"""Commands that cannot be run as they are written."""

import re
from collections.abc import Iterator

from runbook.bindings.model import digest
from runbook.bindings.needs import needs
from runbook.bindings.values import OWN_HOST
from runbook.constructs import StepKind
from runbook.lint.problem import Linted, Problem
from runbook.recognise.placeholders import placeholders
from runbook.terms import Command, Part

_ENDLESS = re.compile(
    r"^\s*(?:sudo\s+)?(?:watch|top|htop|journalctl\b.*\s-\w*f|tail\b.*\s-\w*[fF])\b|\s--follow\b|^\s*while\s+true\b"
)
_FIXED_REASON = re.compile(r"--(?:reason|cause|message)[= ](?P<said>\"[^\"]*\"|'[^']*'|[^\s-]\S*)")
_ANGLE = re.compile(r"(?<!\$)<[a-z][\w -]*>", re.IGNORECASE)  # in a command `<source>` is no HTML
_TEMPLATE = re.compile(r"\{\{-?\s*(?:\.|range\b|if\b|else\b|end\b|json\b|with\b|printf\b)")
_MIGRATION = re.compile(r"\bmigrations?\b", re.IGNORECASE)
_TAKES_TRAFFIC = re.compile(r"traffic|route|weight|drain|\b0 ?%", re.IGNORECASE)


def _commands(it: Linted) -> Iterator[Command]:
    for step in it.runbook.procedure:
        if step.command:
            yield step.command
    for item in it.runbook.items:
        yield from item.commands


def own_host(it: Linted) -> Iterator[Problem]:
    """E4: `localhost` in a command is the bot's own host when the bot runs it."""
    if it.bindings.probes and not any(probe.asks_own_host for probe in it.bindings.probes.values()):
        return
    for command in _commands(it):
        if found := OWN_HOST.search(command.text):
            said = f"The command asks {found[0]}, which is the host that Runsheet runs on."
            yield Problem(
                "E4", command.line, said, "Bind a probe with the service's own address under `probes:`."
            )


def unlisted(it: Linted) -> Iterator[Problem]:
    """W24: a command is bound, and not on the list of what may run."""
    lines = {need.name.casefold(): need.line for need in needs(it.runbook) if need.family == "commands"}
    bound = [
        *it.bindings.commands.items(),
        *([("traffic", it.bindings.traffic)] if it.bindings.traffic else []),
    ]
    for name, command in bound:
        if command.argv is not None and not command.is_listed:
            said = f"The command `{name}` is bound without its sha256, so nobody can run it from Slack."
            fix = f"Read it once more, and write beneath it: sha256: {digest(command.argv)}."
            yield Problem("W24", lines.get(name.casefold(), 1), said, fix)


def endless(it: Linted) -> Iterator[Problem]:
    """E5: a command that never ends."""
    if it.bindings.probes:
        return
    for command in _commands(it):
        if _ENDLESS.search(command.text):
            said = f"`{command.text.split()[0]}` never ends, so nothing after it would be reached."
            yield Problem("E5", command.line, said, "Bind a probe that says when it is well: `until: 3 ok`.")


def blanks(it: Linted) -> Iterator[Problem]:
    """E10: a blank inside a command."""
    for command in _commands(it):
        if blank := _blank(command):
            said = f"The command has the blank {blank} in it."
            fix = "Bind the command with {version} or {previous} in its place, or write the value."
            yield Problem("E10", command.line, said, fix)


def _blank(command: Command) -> str | None:
    """As it is written; what a program fills in itself, `--format '{{.Names}}'`, is none."""
    found = placeholders(command.line, command.text, fence=True)
    angle = _ANGLE.search(command.text)
    return next((blank.raw for blank in found if not _TEMPLATE.match(blank.raw)), angle and angle[0])


def fixed_reason(it: Linted) -> Iterator[Problem]:
    """W7: the rollback gives one reason, whichever trigger fired."""
    if len(it.runbook.triggers) < 2 or "rollback" in it.bindings.commands:
        return
    back = (step.command for step in it.runbook.procedure if step.kind is StepKind.ROLL_BACK)
    for command in filter(None, back):
        if found := _FIXED_REASON.search(command.text):
            said = f"The rollback always gives the reason {found['said']}, whichever trigger fires."
            yield Problem("W7", command.line, said, "Bind the command with {trigger} in its place.")


def traffic_stays(it: Linted) -> Iterator[Problem]:
    """W13: the way back moves no traffic, though the database has moved on."""
    steps = it.runbook.procedure
    moved = any(item.traffic for item in it.runbook.items)
    migrated = next((item for item in it.runbook.items if _MIGRATION.search(item.text)), None)
    if not steps or not moved or migrated is None:
        return
    if not any(_TAKES_TRAFFIC.search(_whole(step.title, step.command)) for step in steps):
        back = f"the way back (line {steps[0].line})"
        said = f"Migrations run with this release, and {back} moves no traffic first."
        yield Problem(
            "W13", migrated.line, said, "Add a step that routes 0 % to the new version before the others."
        )


def _whole(title: str, command: Command | None) -> str:
    return f"{title} {command.text}" if command else title


def alternatives(it: Linted) -> Iterator[Problem]:
    """W19: several ways back, of which one is chosen."""
    options = [section for section in it.runbook.sections if section.option and section.part in _WAYS_BACK]
    if options:
        said = f"There are {len(options)} ways back here; one is chosen, they are no sequence."
        yield Problem(
            "W19", options[0].line, said, "Decide before the deployment which one is meant for what."
        )


_WAYS_BACK = {Part.RECOVER, Part.CRITERIA, Part.PROCEDURE}


def no_way_back(it: Linted) -> Iterator[Problem]:
    """W22: nothing says how to go back."""
    if not any(section.part in _WAYS_BACK for section in it.runbook.sections):
        said = "No section says how to go back."
        yield Problem(
            "W22", 1, said, "Add a section “Rollback” with its steps, or say there that there is no way back."
        )
