"""The draft of a post-mortem: what is known of an incident, as Markdown. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from commands.incident.durations import late, took
from store.incidents import Incident
from store.pages import Page
from store.timeline import Kind, Moment

TO_WRITE = """## What happened, and why

_Write here._

## What went well, what did not

_Write here._

## Action items

- [ ] _what, who, by when_"""


@dataclass(frozen=True)
class Facts:
    incident: Incident
    moments: Sequence[Moment]
    pages: Sequence[Page]
    names: Mapping[str, str]
    now: datetime


def markdown(facts: Facts) -> str:
    parts = [
        _head(facts),
        _durations(facts.incident),
        _decisions(facts),
        _timeline(facts),
        _pages(facts),
        TO_WRITE,
    ]
    return "\n\n".join(parts) + "\n"


def _head(facts: Facts) -> str:
    incident = facts.incident
    rows = [
        f"# Post-mortem: {_line(incident.title)}",
        "",
        f"- Incident {incident.number}, severity {incident.severity}",
        f"- Declared by {_name(facts, incident.declared_by)}, {_at(incident.declared_at)}",
        *(f"- {role.capitalize()}: {_name(facts, user)}" for role, user in sorted(incident.roles.items())),
    ]
    if incident.summary:
        rows.append(f"- Summary: {_line(incident.summary)}")
    if incident.postmortem_due_at:
        owner = _name(facts, incident.postmortem_owner or "nobody")
        rows.append(f"- Due {_at(incident.postmortem_due_at)}, owner {owner}")
    rows.append(f"- This draft was written {_at(facts.now)}; all times are UTC")
    return "\n".join(rows)


def _durations(incident: Incident) -> str:
    marks = [
        ("Acknowledged", incident.first_acknowledged_at), ("Mitigated", incident.mitigated_at),
        ("Resolved", incident.resolved_at),
    ]  # fmt: skip
    rows = [
        "## Durations",
        "",
        "| | At | After |",
        "|---|---|---|",
        f"| Declared | {_at(incident.declared_at)} | |",
    ]
    for what, at in marks:
        after = took(incident.declared_at, at) if at else "not yet"
        rows.append(f"| {what} | {_at(at) if at else ''} | {after} |")
    return "\n".join(rows)


def _decisions(facts: Facts) -> str:
    taken = [each for each in facts.moments if each.kind == Kind.DECISION]
    rows = [f"- {_at(each.at)} · {_name(facts, each.by)}: {_line(each.text)}" for each in taken]
    return "\n".join(["## Decisions", "", *(rows or ["None was recorded."])])


def _timeline(facts: Facts) -> str:
    return "\n".join(["## Timeline", "", *_rows(facts)])


def _rows(facts: Facts) -> Iterator[str]:
    said = {Kind.NOTE: "note", Kind.UPDATE: "update", Kind.MESSAGE: "said"}
    for each in facts.moments:
        kind = said.get(Kind(each.kind))
        who = _name(facts, each.by)
        yield f"- {_at(each.at)} · {who}{f' ({kind})' if kind else ''}: {_line(each.text)}"


def _pages(facts: Facts) -> str:
    columns = ("Who", "As", "Due", "Accepted by Slack", "Late by", "Acknowledged", "State")
    rows = ["## Pages", "", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for page in facts.pages:
        accepted = _clock(page.accepted_at) if page.accepted_at else "no"
        lateness = late(page.due_at, page.accepted_at) if page.accepted_at else ""
        answered = _clock(page.acknowledged_at) if page.acknowledged_at else "no"
        state = f"{page.state}: {page.problem}" if page.problem else page.state
        rows.append(
            f"| {_name(facts, page.user_id)} | {_line(page.role)} | {_clock(page.due_at)} | {accepted} | "
            f"{lateness} | {answered} | {state} |"
        )
    return "\n".join(rows) if facts.pages else "## Pages\n\nNobody was paged."


def _name(facts: Facts, user: str) -> str:
    return _line(facts.names.get(user, user))


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%H:%M:%S}"


def _line(text: str) -> str:
    """On one line, and no cell or heading of its own."""
    return " ".join(text.split()).replace("|", "\\|")
