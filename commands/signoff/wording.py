"""The words of a gate's card: what it waits for, what stands under each signature and beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commands import kit
from commands.signoff.beside import About, Facts, about
from commands.signoff.left import Left
from commands.signoff.rules import Hashes, State
from runbook.recognise.headings import lasting
from store.gates import Before, Gate
from store.runs import Run
from store.signoffs import SignOff

MARKS = {
    State.OPEN: "⬜",
    State.DELEGATED: "👉",
    State.GO: "✅",
    State.NO_GO: "⛔",
    State.STALE: "♻️",
    State.WITHDRAWN: "↩️",
}

WORDS = {
    State.OPEN: "Not signed",
    State.DELEGATED: "Delegated",
    State.GO: "Go",
    State.NO_GO: "No-go",
    State.STALE: "To be renewed",
    State.WITHDRAWN: "Withdrawn",
}

_OF_STATEMENTS = {State.GO: "Confirmed", State.NO_GO: "Not confirmed", State.OPEN: "Not confirmed yet"}


@dataclass(frozen=True)
class Shown:
    """A signature as it counts now; `whose` may give it, `changed` is what it was not signed for."""

    row: SignOff
    state: State
    whose: str
    bound: bool
    changed: str = ""
    lead_alone: bool = False

    @property
    def word(self) -> str:
        return (_OF_STATEMENTS if self.row.statement else {}).get(self.state, WORDS[self.state])


@dataclass(frozen=True)
class Drawn:
    """`behind` is the stage that waits for the gate; `alone`: one person may sign several times.

    `problem` is what is wrong with the side file, `facts` what stands beside the statements.
    """

    run: Run
    gate: Gate
    rows: Sequence[Shown]
    names: Mapping[str, str]
    now: Hashes
    left: Left
    behind: str | None = None
    alone: bool = False
    problem: str | None = None
    facts: Facts | None = None

    @property
    def asked(self) -> list[Shown]:
        return [each for each in self.rows if not each.row.waived]

    @property
    def unsigned(self) -> list[Shown]:
        return [each for each in self.asked if each.state is not State.GO]

    @property
    def closing(self) -> bool:
        return self.gate.before == Before.CLOSING

    @property
    def passed(self) -> bool:
        """Not where what it was passed for has changed."""
        stale = any(each.state is State.STALE for each in self.asked)
        return self.gate.passed_at is not None and not stale

    @property
    def fixed(self) -> bool:
        """The deployment has begun: signatures stand as they are."""
        return not self.closing and self.run.started_at is not None

    @property
    def ended(self) -> bool:
        return self.run.ended_at is not None


def where(drawn: Drawn) -> str:
    run = drawn.run
    release = f"{kit.safe(run.service)} {kit.safe(run.version)} → {kit.safe(run.environment)}"
    if drawn.closing:
        return f"Run {run.number} · {release} · before the run is closed"
    stage = f"before *{kit.safe(lasting(drawn.behind))}*" if drawn.behind else "before the first stage"
    return f"Run {run.number} · {release} · {stage}"


def status(drawn: Drawn) -> str:
    gate = drawn.gate
    if gate.broken_by:
        who = " and ".join(
            kit.person(drawn.names, each or "") for each in (gate.break_asked_by, gate.broken_by)
        )
        when = kit.when(gate.passed_at) if gate.passed_at else ""
        return f"🔨 *Glass broken* by {who} {when}: {kit.safe(gate.break_reason or '')}"
    if drawn.passed and gate.passed_at:
        return f"✅ *Passed* {kit.when(gate.passed_at)}: everybody asked has signed."
    signed = len(drawn.asked) - len(drawn.unsigned)
    word = "confirmed" if drawn.closing else "signed"
    return " ".join([f"⏳ *{signed} of {len(drawn.asked)} {word}.*", *_missing(drawn)])


def _missing(drawn: Drawn) -> Iterator[str]:
    """Who has said no is not simply missing."""
    no = _OF_STATEMENTS[State.NO_GO] if drawn.closing else WORDS[State.NO_GO]
    apart = {State.NO_GO: no, State.STALE: WORDS[State.STALE]}
    told: dict[str, list[str]] = {"Missing": []}
    for each in drawn.unsigned:
        told.setdefault(apart.get(each.state, "Missing"), []).append(kit.safe(each.row.name))
    for word, names in told.items():
        more = f" and {len(names) - 10} more" if len(names) > 10 else ""
        if names:
            yield f"{word}: {', '.join(names[:10])}{more}."


def beneath(drawn: Drawn, each: Shown) -> list[str]:
    """State in words, who and when; of what is not signed, whose it is."""
    row = each.row
    if row.waived:
        return ["Not asked for: relaxed by policy."]
    if each.state in {State.GO, State.NO_GO} and row.by and row.at:
        return [_given(drawn, each), *([kit.safe(kit.cut(row.reason, 300))] if row.reason else [])]
    return [_whose(drawn, each), *(["⚠️ The lead signs nothing: “Delegate…” it."] if each.lead_alone else [])]


def _given(drawn: Drawn, each: Shown) -> str:
    row, names = each.row, drawn.names
    when = kit.clock(row.at) if row.at else ""
    said = f"{each.word} · {kit.person(names, row.by or '')} · {when}"
    in_place_of = row.delegated_by if row.by == row.delegate else None
    return f"{said}, for {kit.person(names, in_place_of)}" if in_place_of else said


def _whose(drawn: Drawn, each: Shown) -> str:
    row, names = each.row, drawn.names
    if each.state is State.STALE and row.by and row.at:
        by = f"{kit.person(names, row.by)} signed {kit.clock(row.at)}"
        return f"{each.word} · {by}, and {each.changed} has changed since."
    if each.state is State.WITHDRAWN and row.reason and row.by:
        return f"{each.word} · {kit.person(names, row.by)} {row.reason} · waits for {each.whose}"
    said = f"Waits for {each.whose}" if each.state is State.OPEN else f"{each.word} · waits for {each.whose}"
    if row.delegate and row.delegated_until and each.state is State.DELEGATED:
        said += f", or for {kit.person(names, row.delegate)} until {kit.when(row.delegated_until)}"
    return said


def beside(statement: str, facts: Facts) -> str:
    """What is known that a statement is about."""
    match about(statement):
        case About.MONITORING:
            missed = f", {facts.check_ins_missed} missed" if facts.check_ins_missed else ""
            made = f"{facts.check_ins} of {kit.many(facts.check_ins_planned, 'check-in')} made{missed}."
            return made if facts.check_ins_planned else "No check-ins are planned."
        case About.INCIDENTS:
            told = [f"{count} of Severity {severity}" for severity, count in sorted(facts.incidents.items())]
            still = f", {facts.open_incidents} not resolved" if facts.open_incidents else ""
            return f"Incidents of this run: {', '.join(told)}{still}." if told else "No incident in this run."
        case About.COMMUNICATIONS:
            return "Communications: not tracked yet."
        case About.OUTCOME:
            return _outcome(facts)


def _outcome(facts: Facts) -> str:
    """A checklist that moves no traffic has no share of it."""
    said = [f"Live since {facts.live}." if facts.live else "Not live."]
    if facts.percent:
        said.append(f"{facts.percent} % of the traffic is on the new version.")
    return " ".join(said)


def bound(drawn: Drawn) -> str:
    """What a signature is bound to, and what is relaxed."""
    now = drawn.now
    side = f"bindings `{now.side[:8]}`" if now.side else "no bindings"
    release = f"release {kit.safe(drawn.run.version)} `{now.release[:8]}`"
    said = [f"What is signed: checklist `{now.document[:8]}` · {side} · {release}"]
    if drawn.alone:
        said.append("⚠️ Relaxed by policy: one person may sign several times.")
    if waived := [kit.safe(each.row.name) for each in drawn.rows if each.row.waived]:
        said.append(f"⚠️ Relaxed by policy: not asked for: {', '.join(waived[:10])}.")
    if drawn.problem:
        said.append(f"⚠️ {drawn.problem} Nobody is bound to a role.")
    return "\n".join(said)
