"""What is said of a window, a list and a verdict: panels on the card of a section, and short posts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from commands import kit
from commands.feature import Panel
from commands.monitoring.criteria import Known, Source
from commands.monitoring.rules import Verdict
from commands.monitoring.views import answered, release
from store.checkins import CheckIn
from store.items import Item
from store.occasions import Occasion
from store.runs import Run
from store.sections import Section

MOST = 10
"""Items a list names; how many more there are is said."""

# Panels on the card of a section. ---------------------------------------------------------------------------


def watched(lines: Sequence[str], run: Run, of: Section) -> Panel:
    if of.stopped_at and not run.ended_at:
        lines = [f"⏹️ *Called off* {kit.when(of.stopped_at)}: the run goes back.", *lines]
    said = "\n".join(lines)
    return Panel(said.replace("*", ""), [kit.words(said, "watched")])


def checked(
    of: int,
    last: CheckIn | None,
    following: CheckIn | None,
    asked: CheckIn | None,
    names: Mapping[str, str],
    *,
    is_over: bool = False,
) -> str:
    """`Check-in 3 of 16 · next 12:45 · last answer: all well (Ana, 12:31)`."""
    said = [f"🩺 *Check-in {last.number if last else 0} of {of}*"]
    if following is None:
        said.append("the last one was made")
    else:
        said.append("no more are made" if is_over else f"next {kit.clock(following.due_at)}")
    if asked and asked.answer:
        said.append(f"last answer: {asked.answer} ({answered(asked, names)})")
    elif asked and asked.asked_at:
        yet = "no answer" if is_over else "no answer yet"
        said.append(f"asked {kit.clock(asked.asked_at)}, {yet}: unknown")
    return " · ".join(said)


def series(text: str, its: Sequence[Occasion], now: datetime, *, is_over: bool = False) -> str:
    done = sum(each.done_at is not None for each in its)
    following = next((each for each in its if each.due_at > now), None)
    said = f"🔁 {kit.safe(kit.cut(text, 150))}: {done} of {len(its)} done"
    return f"{said} · next {kit.when(following.due_at)}" if following and not is_over else said


def due(left: Sequence[Item], now: datetime) -> str:
    times = sorted(item.due_at for item in left if item.due_at)
    over = [at for at in times if at <= now]
    if over:
        return f"⏰ *{kit.many(len(over), 'item')} overdue* since {kit.when(over[0])}"
    return f"⏳ {kit.many(len(times), 'item')} open, due {kit.when(times[0])}"


# Lists. -----------------------------------------------------------------------------------------------------

NEARS, OVERDUE = "⏳ Due soon", "⏰ Overdue"


def _named(texts: Sequence[str]) -> list[str]:
    listed = [f"• {kit.safe(kit.cut(text, 200))}" for text in texts[:MOST]]
    return [*listed, f"and {len(texts) - MOST} more"] if len(texts) > MOST else listed


def late(its: Sequence[Item]) -> str:
    """In the thread of the list's card."""
    head = f"⏰ *The time is over* with {kit.many(len(its), 'item')} open:"
    return "\n".join([head, *_named([item.text for item in its])])


def digest(run: Run, head: str, its: Sequence[Item], titles: Mapping[int, str]) -> str:
    """Of one person, over all lists of a run."""
    said = [f"*{head}* in {release(run)} (run {run.number}), <#{run.channel}>:"]
    for section_id in dict.fromkeys(item.section_id for item in its):
        of = [item for item in its if item.section_id == section_id]
        at = min(item.due_at for item in of if item.due_at)
        said.append(f"*{kit.safe(titles[section_id])}* · due {kit.when(at)}")
        said += _named([item.text for item in of])
    return "\n".join(said)


def phase_late(title: str, rows: Sequence[tuple[str, int]]) -> str:
    total = sum(count for _, count in rows)
    head = f"⏰ *{kit.safe(title)}* is over with {kit.many(total, 'item')} open:"
    return "\n".join([head, *(f"• {kit.safe(each)}: {count}" for each, count in rows)])


def called_off(left: int, prompts: int) -> str:
    what = [f"{kit.many(left, 'check-in')}"] if left else []
    what += [f"{kit.many(prompts, 'recurring prompt')}"] if prompts else []
    said = f": {' and '.join(what)} will not come" if what else ""
    return f"⏹️ The run goes back: what hung on `live` is called off{said}."


# Verdicts. --------------------------------------------------------------------------------------------------


def criteria(run: Run, of: Section, found: Verdict, said: Sequence[str]) -> Panel:
    head = _standing(run, of, found)
    shown = [*said[:20], *([f"and {len(said) - 20} more"] if len(said) > 20 else [])]
    return Panel(head.replace("*", ""), [kit.words("\n".join([head, *shown]), "verdict")])


def _standing(run: Run, of: Section, found: Verdict) -> str:
    if of.judged_at:
        return f"📋 *Verdict: {_count(found)}* · {kit.when(of.judged_at)}"
    if of.stopped_at or run.ended_at:
        return "📋 *Verdict: unknown.* None was given."
    left = len(found.unknown)
    return f"📋 *Verdict: unknown so far*, {left} of {found.of} criteria to be decided. Unknown is not met."


def _count(found: Verdict) -> str:
    unknown = f", {len(found.unknown)} unknown" if found.unknown else ""
    return f"{len(found.met)} of {found.of} met{unknown}"


def criterion(item: Item, known: Known, about: Sequence[int]) -> str:
    """What is known of one, whatever was decided."""
    return f"• {kit.safe(kit.cut(item.text, 100))}: {_known(known, about)}"


def _known(known: Known, about: Sequence[int]) -> str:
    if known.source is Source.MEASURED:
        return "_measured_, unknown: no metric bound"
    if known.source is Source.ATTESTED:
        return "_attested_ by whoever decides it"
    of = f" of severity {known.severity}" if known.severity else ""
    numbers = f" ({', '.join(map(str, about))})" if about else ""
    count = kit.many(len(about), "public incident") if about else "no public incident"
    return f"_derived_, {count}{of} in this time{numbers}"


def judged(section: Section, found: Verdict) -> str:
    said = [f"📋 *Verdict on {kit.safe(section.title)}: {_count(found)}.*"]
    if found.failed:
        said += ["Not met:", *_named(found.failed)]
    if found.unknown:
        said += ["Unknown, which is not met:", *_named(found.unknown)]
    return "\n".join(said)


def withdrawn(section: Section) -> str:
    return f"📋 The verdict on *{kit.safe(section.title)}* is open again: a criterion was reopened."


def unjudged(run: Run, section: Section, found: Verdict) -> str:
    left = f"{len(found.unknown)} of {found.of} criteria are not decided"
    head = (
        f"📋 *{kit.safe(section.title)}* of {release(run)} has no verdict: {left}, so it counts as unknown."
    )
    return f"{head} Press *Met* or *Not met* on its card in <#{run.channel}>."
