"""What became of the plan: each of its actions beside what the record says, and what nobody answered."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.rehearsal.running import Rehearsed
from runbook.model import Runbook
from runbook.plan import Action, Kind
from store import items, journal, sections
from store.db import Transaction
from store.items import Item
from store.journal import Entry
from store.sections import Section


@dataclass(frozen=True)
class Record:
    """What a run has left behind: `sections` by the line of their heading, `items` by their id."""

    runbook: Runbook
    entries: Sequence[Entry]
    sections: Mapping[int, Section]
    items: Mapping[str, Item]

    def has(self, what: str, at: datetime | None, **detail: str) -> bool:
        """Whether this was recorded, at this moment where one is given."""
        return any(
            entry.what == what
            and (at is None or entry.at == at)
            and detail.items() <= {key: str(value) for key, value in entry.detail.items()}.items()
            for entry in self.entries
        )


@dataclass(frozen=True)
class Outcome:
    """`planned` and `done` count the actions of each kind; `missing` are those without a trace.

    `untimed` are communications to which the checklist gives no time: theirs is Runsheet's.
    """

    planned: Counter[Kind]
    done: Counter[Kind]
    missing: Sequence[Action]
    unanswered: Sequence[str]
    untimed: int

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.unanswered


async def of(over: Rehearsed) -> Outcome:
    async with over.bot.database.reading(over.bot.clock.now()) as tx:
        record = await _record(tx, over)
    counted = over.plan.actions
    missing = [action for action in counted if not EVIDENCE[action.kind](record, action)]
    planned, gone = Counter(each.kind for each in counted), Counter(each.kind for each in missing)
    return Outcome(
        planned=planned,
        done=planned - gone,
        missing=missing,
        unanswered=[item.text for item in record.items.values() if item.closed_at is None],
        untimed=planned[Kind.UNTIMED],
    )


async def _record(tx: Transaction, over: Rehearsed) -> Record:
    run, rows = over.run, await sections.of_run(tx, over.run.id)
    held = [item for section in rows for item in await items.of_section(tx, section.id)]
    return Record(
        runbook=over.rehearsal.runbook,
        entries=await journal.read(tx, run.team_id, f"run:{run.id}"),
        sections={section.line: section for section in rows},
        items={item.key: item for item in held},
    )


# What shows that an action was done. ------------------------------------------------------------------------


def _stage(record: Record, action: Action) -> bool:
    section = record.sections.get(action.line)
    return section is not None and section.begun_at == action.at


def _phase_opens(record: Record, action: Action) -> bool:
    return all(section.opened_at is not None for section in _within(record, action.line))


def _closed_by_then(record: Record, action: Action) -> bool:
    """A phase, a list of tasks: nothing of it is open when it is over."""
    rows = {section.id for section in _within(record, action.line)}
    held = [item for item in record.items.values() if item.section_id in rows]
    return all(_closed_in_time(item, action) for item in held)


def _within(record: Record, line: int) -> list[Section]:
    """The section of that line and those below it."""
    path = next((s.path for s in record.runbook.sections if s.line == line), ())
    inside = {s.line for s in record.runbook.sections if path and s.path[: len(path)] == path}
    return [section for at, section in record.sections.items() if at in inside]


def _item_done(record: Record, action: Action) -> bool:
    item = _item(record, action)
    return item is not None and _closed_in_time(item, action)


def _closed_in_time(item: Item, action: Action) -> bool:
    return item.closed_at is not None and action.at is not None and item.closed_at <= action.at


def _item(record: Record, action: Action) -> Item | None:
    return next((record.items.get(i.id) for i in record.runbook.items if i.line == action.line), None)


def _gate(record: Record, _action: Action) -> bool:
    return record.has("gate.passed", None)


def _check_in(record: Record, action: Action) -> bool:
    return record.has("checkin.done", action.at)


def _recurring(record: Record, action: Action) -> bool:
    return record.has("item.recurred", action.at)


def _verdict(record: Record, action: Action) -> bool:
    section = record.sections.get(action.line)
    return section is not None and record.has("verdict.given", None, section=section.key)


def _confirmation(record: Record, action: Action) -> bool:
    return record.has("gate.opened", action.at)


def _told(record: Record, action: Action) -> bool:
    """Asked for at its moment, and sent then."""
    own = {"line": str(action.line), "planned": _iso(action.at)}
    asked, sent = "communication.due", "communication.sent"
    return record.has(asked, action.at, **own) and record.has(sent, action.at, **own)


def _told_by_then(record: Record, action: Action) -> bool:
    own = {"line": str(action.line), "planned": _iso(action.at)}
    sent = [entry for entry in record.entries if entry.what == "communication.sent"]
    in_time = [entry for entry in sent if action.at and entry.at <= action.at]
    return replace(record, entries=in_time).has("communication.sent", None, **own)


def _iso(at: datetime | None) -> str:
    """As the journal has a moment."""
    return at.astimezone(UTC).isoformat() if at else ""


EVIDENCE: Mapping[Kind, Callable[[Record, Action], bool]] = {
    Kind.PHASE_OPENS: _phase_opens,
    Kind.PHASE_ENDS: _closed_by_then,
    Kind.STAGE: _stage,
    Kind.GO_NO_GO: _gate,
    Kind.CHECK_IN: _check_in,
    Kind.RECURRING: _recurring,
    Kind.ITEM_DUE: _item_done,
    Kind.VERDICT: _verdict,
    Kind.TASKS_DUE: _closed_by_then,
    Kind.CONFIRMATION: _confirmation,
    Kind.COMMUNICATION: _told,
    Kind.COMMUNICATION_DUE: _told_by_then,
    Kind.UNTIMED: _told,
}
