"""A runbook looked at: read, checked, planned."""

from datetime import UTC, datetime, tzinfo

from commands import access, documents, zones
from commands.feature import Modal, Refused
from commands.reading import rules, views
from commands.reading.inputs import Look, Tab
from commands.reading.views import Looked, Planned
from runbook import bindings
from runbook.bindings import Bindings, Invalid
from runbook.lint import lint
from runbook.overrule import overruled
from runbook.plan import plan
from store import people, readings, runbooks, workspaces
from store.db import Transaction
from store.people import Person
from store.runbooks import Runbook


async def kept(tx: Transaction, team_id: str, runbook_id: int) -> Runbook:
    found = await runbooks.find(tx, team_id, runbook_id)
    if found is None:
        raise Refused("This runbook is not known here. `/deploy read` shows those that are.")
    return found


async def at(tx: Transaction, of: Runbook, by: Person) -> Looked:
    """Raises Refused where its file cannot be run."""
    written = documents.as_written(of)
    against = await readings.of(tx, of.team_id, of.name)
    document = overruled(written, {key: each.what for key, each in against.items()})
    bound, wrong = _bound(of)
    return Looked(
        kept=of,
        written=written,
        document=document,
        problems=lint(document, tx.now, bound),
        overruled=against,
        names=await people.names(tx, of.team_id, [each.by for each in against.values()]),
        side=wrong,
        may_overrule=await _operates(tx, by),
    )


async def window(tx: Transaction, look: Look, by: Person) -> Modal:
    """The page of the window that is asked for."""
    looked = await at(tx, await kept(tx, by.team_id, look.runbook), by)
    if look.tab is Tab.LINES:
        return views.lines(looked, look.page)
    if look.tab is Tab.PROBLEMS:
        return views.problems(looked, look.page)
    if look.tab is Tab.PLAN:
        return views.plan(looked, planned(looked, look.start, tx.now), look.page)
    return views.summary(looked)


def planned(looked: Looked, start: int | None, now: datetime) -> Planned:
    """Days are those of the zone that is bound, else of the document."""
    asked = datetime.fromtimestamp(start, UTC) if start is not None else None
    begins = rules.begins(asked, looked.document.start, now)
    try:
        return Planned(plan(looked.document, begins.at, zone=_zone(looked.kept)), begins)
    except ValueError:
        raise Refused("No run can be planned for that year. Pick another start.") from None


async def _operates(tx: Transaction, by: Person) -> bool:
    try:
        await operator(tx, by)
    except Refused:
        return False
    return True


async def operator(tx: Transaction, by: Person) -> None:
    operators = (await workspaces.get(tx, by.team_id)).operators
    access.operator(by.user_id, operators, is_admin=by.is_admin)


def _bound(of: Runbook) -> tuple[Bindings, str | None]:
    if of.side is None:
        return Bindings(), None
    try:
        return bindings.read(of.side, f"{of.name}.bindings.yaml"), None
    except Invalid as invalid:
        return Bindings(), str(invalid)


def _zone(of: Runbook) -> tzinfo | None:
    zone = _bound(of)[0].zone
    return zones.parse(zone) if zone else None
