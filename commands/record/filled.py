"""The run's own checklist with its outcome written in. Pure."""

from datetime import tzinfo

from commands.record.gathered import Gathered
from runbook import writer
from runbook.model import Item as Entry
from runbook.model import Made
from runbook.model import Runbook as Document
from runbook.writer import Done, Open, Outcome, Skipped
from store.items import Item
from store.signoffs import SignOff


def markdown(given: Gathered, document: Document) -> bytes:
    """Boxes ticked, blanks filled, what was skipped struck with its reason; what nobody attested is open."""
    written = {entry.id: entry for entry in document.items}
    outcomes = {
        item.key: _outcome(given, item, written[item.key]) for item in given.all_items if item.key in written
    }
    return writer.export(document, outcomes | _signed(given))


def _signed(given: Gathered) -> dict[str, Outcome]:
    """What stands at the gates: signed, not asked for, or still open."""
    return {each.key: _signature(given, each) for each in given.signoffs}


def _signature(given: Gathered, row: SignOff) -> Outcome:
    if row.state == "go" and row.by and row.at:
        return writer.signed(given.name(row.by), row.at.astimezone(given.zone))
    return Skipped("relaxed by policy") if row.waived else Open()


def _outcome(given: Gathered, item: Item, entry: Entry) -> Outcome:
    match item.state:
        case "done":
            return _done(item, entry, given.name(item.doer or ""), given.zone)
        case "skipped":
            return Skipped(item.reason or "")
        case "not applicable":
            return Skipped(f"not applicable, {item.reason}")
        case _:
            return Open()


def _done(item: Item, entry: Entry, name: str, zone: tzinfo) -> Done:
    if entry.made is Made.CHOICE:
        return Done((item.outcome,) if item.outcome else ())
    if entry.signoff is None or item.closed_at is None:
        return Done()
    return writer.signed(name, item.closed_at.astimezone(zone))
