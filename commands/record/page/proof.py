"""Who took part, every entry of the journal, and how anybody can check that the record is whole. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence

from commands.record import acts
from commands.record.gathered import Gathered
from commands.record.page.html import Child, Html, el
from commands.record.page.pieces import hash_of, many, moment, table
from store.journal import Entry

_WHY = (
    "Every entry carries the SHA-256 of what it says and of the entry before it. Whoever changes, removes or "
    "moves one entry would have to change every hash after it, and with them the head: the hash of the last "
    "entry. The head was posted in the run's channel while the run went on, so more people know it than this "
    "page."
)
_HOW = "Compare these heads with those in the thread of the run's card. Then have the chain computed anew:"
_COMMANDS = (
    "runsheet record {number} --format json --out run-{number}.jsonl\n"
    "runsheet record verify run-{number}.jsonl --head HEAD"
)
_WHAT = (
    "The first writes every entry from the database. The second needs nothing but the file: it names the "
    "first entry that was changed, removed or moved, and says whether the end is missing."
)


def people(given: Gathered) -> Sequence[Child]:
    """Whoever acted, the busiest first."""
    counted = Counter(entry.who for chain in given.chains.values() for entry in chain)
    rows = [_person(given, who, count) for who, count in counted.most_common()]
    return [table(("Name", "Id", "In this run", "Entries"), rows)]


def _person(given: Gathered, who: str, count: int) -> Sequence[Child]:
    return (
        acts.who(given, who).capitalize() if who == acts.CLOCK else given.name(who),
        el("code", who),
        (", ".join(_roles(given, who))),
        str(count),
    )


def _roles(given: Gathered, who: str) -> Iterator[str]:
    if who == given.run.lead:
        yield "lead"
    signs = acts.to_sign(given)
    signed = [row.name for row in given.signoffs if row.by == who and row.state == "go"]
    signed += [signs[item.key] for item in given.all_items if item.key in signs and item.doer == who]
    if signed:
        yield f"signed {', '.join(signed)}"
    for it in (trouble.incident for trouble in given.troubles):
        for role in sorted(role for role, user in it.roles.items() if user == who):
            yield f"{role} of incident {it.number}"
        if who == it.acknowledged_by:
            yield f"had incident {it.number}"


def journal(given: Gathered) -> Sequence[Child]:
    return [_chain(given, subject, chain) for subject, chain in given.chains.items() if chain]


def _chain(given: Gathered, subject: str, chain: Sequence[Entry]) -> Html:
    rows = [
        (
            str(act.entry.seq),
            moment(act.at, given.zone),
            el("span", el("b", act.what), f" {act.about}" if act.about else None),
            act.who,
            el("code", act.entry.hash[:12], title=act.entry.hash),
        )
        for act in acts.acts(given, chain)
    ]
    columns = ("No.", "When", "What", "Who", "Hash")
    return el("div", el("h3", named(given, subject)), table(columns, rows, "journal"))


def named(given: Gathered, subject: str) -> str:
    for it in (trouble.incident for trouble in given.troubles):
        if subject == f"incident:{it.id}":
            return f"Incident {it.number} ({subject})"
    return f"Run {given.run.number} ({subject})"


def proof(given: Gathered) -> Sequence[Child]:
    rows = [
        (
            named(given, subject),
            many(len(chain), "entry").replace("entrys", "entries"),
            hash_of(chain[-1].hash),
        )
        for subject, chain in given.chains.items()
        if chain
    ]
    number = given.run.number
    return [
        el("p", _WHY),
        table(("Chain", "Length", "Head"), rows, "heads"),
        el("p", _HOW),
        el("pre", _COMMANDS.format(number=number)),
        el("p", _WHAT),
    ]
