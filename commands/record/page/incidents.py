"""The incidents of a run: what they were, how fast, who was paged and how late, what was done. Pure."""

from collections.abc import Iterator, Sequence

from commands.record import acts
from commands.record.gathered import Gathered, Trouble
from commands.record.page.html import Child, Html, el
from commands.record.page.pieces import badge, facts, late, long_moment, moment, table, took
from store.incidents import Incident
from store.pages import Page
from store.timeline import Kind, Moment

_BADGES = {Kind.NOTE: "note", Kind.UPDATE: "update", Kind.MESSAGE: "said", Kind.DECISION: "decision"}


def incidents(given: Gathered) -> Sequence[Child]:
    return [_incident(given, each) for each in given.troubles] or [el("p", "None was declared.")]


def _incident(given: Gathered, trouble: Trouble) -> Html:
    it = trouble.incident
    head = el("h3", f"Incident {it.number}: {it.title}")
    state = el("p", badge(f"severity {it.severity}", "bad"), " ", badge(it.state, "plain"), class_="state")
    return el(
        "div", head, state, _facts(given, it), _pages(given, trouble.pages),
        _timeline(given, trouble.moments), class_="incident",
    )  # fmt: skip


def _facts(given: Gathered, it: Incident) -> Html:
    rows: list[tuple[str, Child]] = [
        ("Declared", (long_moment(it.declared_at, given.zone), f" by {acts.who(given, it.declared_by)}")),
        *_after(given, it),
        ("Decided", it.decision),
        *((role.capitalize(), given.name(user)) for role, user in sorted(it.roles.items())),
        ("Summary", it.summary),
        ("Post-mortem", _postmortem(given, it)),
    ]
    return facts(rows)


def _after(given: Gathered, it: Incident) -> Iterator[tuple[str, Child]]:
    """The moments by which an incident is measured, each so long after it was declared."""
    marks = (
        ("Acknowledged", it.first_acknowledged_at, it.acknowledged_by), ("Mitigated", it.mitigated_at, None),
        ("Resolved", it.resolved_at, it.resolved_by),
    )  # fmt: skip
    for name, at, by in marks:
        if at is None:
            yield name, "not yet"
            continue
        whose = f", {given.name(by)}" if by else ""
        yield name, (moment(at, given.zone), f" (after {took(it.declared_at, at)}{whose})")


def _postmortem(given: Gathered, it: Incident) -> Child:
    if it.postmortem_due_at is None:
        return None
    owner = given.name(it.postmortem_owner or "nobody")
    reviewed = (", reviewed ", moment(it.reviewed_at, given.zone)) if it.reviewed_at else ", not reviewed yet"
    return (f"{owner}, due ", moment(it.postmortem_due_at, given.zone), reviewed)


def _pages(given: Gathered, pages: Sequence[Page]) -> Html:
    if not pages:
        return el("p", "Nobody was paged.")
    columns = ("Paged", "As", "Due", "Accepted by Slack", "Late by", "Acknowledged")
    return el("div", el("h4", "Pages"), table(columns, [_page(given, page) for page in pages]))


def _page(given: Gathered, page: Page) -> Sequence[Child]:
    zone = given.zone
    not_accepted = f"no: {page.problem or page.state}"
    return (
        given.name(page.user_id),
        f"{page.role} ({page.reason})",
        moment(page.due_at, zone),
        moment(page.accepted_at, zone) if page.accepted_at else not_accepted,
        late(page.due_at, page.accepted_at) if page.accepted_at else "–",
        moment(page.acknowledged_at, zone) if page.acknowledged_at else f"no ({page.state})",
    )


def _timeline(given: Gathered, moments: Sequence[Moment]) -> Html:
    rows = [(moment(each.at, given.zone), _text(each), acts.who(given, each.by)) for each in moments]
    return el("div", el("h4", "What happened"), table(("When", "What", "Who"), rows, "course"))


def _text(each: Moment) -> Html:
    kind = next((said for known, said in _BADGES.items() if each.kind == known), None)
    return el("span", (badge(kind, "plain"), " ") if kind else None, each.text)
