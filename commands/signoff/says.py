"""The short posts about signatures: direct messages, replies to the gate's card, milestones."""

from collections.abc import Sequence
from datetime import datetime

from commands import kit
from commands.signoff.left import Left
from store.gates import Before, Gate
from store.runs import Run
from store.signoffs import SignOff


def _release(run: Run) -> str:
    return f"{kit.safe(run.service)} {kit.safe(run.version)} → {kit.safe(run.environment)}"


def _named(names: Sequence[str]) -> str:
    shown = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return f"*{kit.safe(shown)}*"


def asked(run: Run, names: Sequence[str], before: Before) -> str:
    when = f", planned for {kit.when(run.planned_at)}" if before is Before.STAGES else ""
    return (
        f"🖊️ Your signature is asked for: {_named(names)}, for {_release(run)}{when}. The card to sign is in "
        f"<#{run.channel}>."
    )


def reminded(run: Run, names: Sequence[str], begins: datetime) -> str:
    return (
        f"⏰ {_named(names)} is not signed yet, and {_release(run)} is to begin {kit.clock(begins)}. "
        f"The card to sign is in <#{run.channel}>."
    )


def delegated(run: Run, row: SignOff, by: str, until: datetime) -> str:
    return (
        f"🖊️ {kit.safe(by)} asks you to sign *{kit.safe(row.name)}* in their place, for {_release(run)}, "
        f"until {kit.when(until)}. The card to sign is in <#{run.channel}>."
    )


def fell_back(run: Run, row: SignOff, who: str) -> str:
    return (
        f"⏰ {who} has not signed *{kit.safe(row.name)}* for {_release(run)} in time: it is yours again. The "
        f"card to sign is in <#{run.channel}>."
    )


def stale(run: Run, row: SignOff, what: str, *, theirs: bool) -> str:
    """`theirs`: they are still who signs it."""
    then = "Look at the card there, and renew it." if theirs else "Somebody else signs it now."
    return (
        f"♻️ Your signature as *{kit.safe(row.name)}* for {_release(run)} in <#{run.channel}> does not count "
        f"any more: {what} has changed. {then}"
    )


def renewed(gate: Gate, added: Sequence[str], removed: Sequence[str]) -> str:
    said = [
        *([f"Asked for besides: {_named(added)}."] if added else []),
        *([f"Not asked for any more: {_named(removed)}."] if removed else []),
    ]
    return f"🖊️ *{kit.safe(gate.title)}* follows what the run has taken. {' '.join(said)}"


# A new lead. ------------------------------------------------------------------------------------------------


def instead(run: Run, names: Sequence[str], lead: str) -> str:
    return (
        f"🖊️ {lead} leads the run now, and the lead signs nothing. Your signature is asked for instead: "
        f"{_named(names)}, for {_release(run)}. The card to sign is in <#{run.channel}>."
    )


def fell(gate: Gate, names: Sequence[str], lead: str) -> str:
    return (
        f"↩️ *{kit.safe(gate.title)}*: {lead} leads the run now, and the lead signs nothing. "
        f"Somebody else signs {_named(names)}."
    )


def fell_to_lead(run: Run, names: Sequence[str], alone: Sequence[str]) -> str:
    """`alone` are those that are bound to the lead and to nobody else."""
    then = "The card there says who signs instead."
    if alone:
        then = f"Nobody else is bound to {_named(alone)}: press “Delegate…” on the card there."
    return (
        f"↩️ The lead signs nothing, so your signature as {_named(names)} for {_release(run)} in "
        f"<#{run.channel}> does not count any more. {then}"
    )


def reopened(gate: Gate, names: Sequence[str], what: str) -> str:
    to_renew = f" To be renewed: {_named(names)}." if names else ""
    return f"♻️ *{kit.safe(gate.title)}* waits again: {what} has changed since it was signed.{to_renew}"


def passed(run: Run, gate: Gate, signed: int, lies: Left) -> str:
    said = f"✅ *{kit.safe(gate.title)}*: passed, everybody asked has signed ({signed}). {_release(run)}."
    kept = [
        f"{kit.many(count, 'item')} {word}"
        for count, word in (
            (lies.open, "still open"),
            (lies.claimed, "claimed and not attested"),
            (lies.skipped, "skipped"),
        )
        if count
    ]
    return f"{said} Before it: {', '.join(kept)}." if kept else said


# Breaking the glass. ----------------------------------------------------------------------------------------


def broken(run: Run, gate: Gate, who: str, unsigned: Sequence[str]) -> str:
    return (
        f"🔨 *{kit.safe(gate.title)}: glass broken* by {who}. {kit.safe(gate.break_reason or '')}\n"
        f"{_release(run)} goes on without {_named(unsigned)}. It is reviewed within 24 hours."
    )


def review_late(run: Run, gate: Gate) -> str:
    return (
        f"⏰ Run {run.number}, {_release(run)}: that *{kit.safe(gate.title)}* was broken has not been "
        "reviewed in 24 hours. The lead's direct message has the button."
    )


def reviewed(run: Run, gate: Gate, who: str) -> str:
    return (
        f"🔎 Run {run.number}, {_release(run)}: that *{kit.safe(gate.title)}* was broken is reviewed by "
        f"{who}: {kit.safe(gate.review or '')}"
    )
