"""Whether the record is whole: the file, the schema, the journal's triggers and its chains."""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text
from sqlmodel import Session, col, select

from store import migrations
from store.journal import START, Entry, Head, digest


def problems(connection: Connection) -> Iterator[str]:
    """A sentence each; none where all is well."""
    problem = schema_problem(connection)
    if problem is not None:
        yield problem
        return
    yield from _file(connection)
    yield from _triggers(connection)
    yield from _chains(connection)


def schema_problem(connection: Connection) -> str | None:
    """Why nothing can be read, in a sentence."""
    revision = migrations.revision(connection)
    if revision is None or not inspect(connection).has_table("journal"):
        return "The database is empty: `runsheet db upgrade` makes its tables."
    if revision != migrations.newest():
        return (
            f"The schema is at {revision}, this Runsheet's is {migrations.newest()}: `runsheet db upgrade`."
        )
    return None


def _file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.execute(text("PRAGMA integrity_check")):
        if said != "ok":
            yield f"SQLite says: {said}. Restore a backup."
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"A row of {row[0]} refers to one that is not there ({row[2]})."


_LISTED = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'journal'::regclass AND NOT tgisinternal "
    "AND tgenabled <> 'D'",
}


def _triggers(connection: Connection) -> Iterator[str]:
    found = connection.execute(text(_LISTED[connection.dialect.name])).scalar_one()
    if found < 2:
        yield "The triggers that keep the journal from being changed are gone."


def _chains(connection: Connection) -> Iterator[str]:
    with Session(connection) as session:
        heads = {(head.team_id, head.subject): head for head in session.exec(select(Head))}
        ordered = col(Entry.team_id), col(Entry.subject), col(Entry.seq)
        last: dict[tuple[str, str], Entry] = {}
        for entry in session.exec(select(Entry).order_by(*ordered)):
            subject = entry.team_id, entry.subject
            yield from _link(last.get(subject), entry)
            last[subject] = entry
    for subject, head in heads.items():
        if subject not in last or last[subject].hash != head.hash:
            yield f"The journal of {head.subject} does not end where it should (entry {head.seq})."


def _link(before: Entry | None, entry: Entry) -> Iterator[str]:
    follows = before.hash if before else START
    if entry.seq != (before.seq if before else 0) + 1 or entry.previous != follows:
        yield f"The journal of {entry.subject} has a gap before entry {entry.seq}."
    elif entry.hash != digest(entry):
        yield f"Entry {entry.seq} of the journal of {entry.subject} was changed."
