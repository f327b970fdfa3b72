"""What whoever asked for a rehearsal reads of it."""

from collections.abc import Sequence

from commands import kit, told
from commands.feature import Say
from commands.outside import Missed, Rehearsed

_SHOWN = 10


def watch(name: str, address: str) -> str:
    return (
        f"👀 The rehearsal of `{kit.safe(name)}` begins: <{address}|watch it>. Its page stays for a "
        "quarter of an hour after the end, or until the next rehearsal."
    )


def failed(name: str, problem: str) -> str:
    return (
        f"⛔ The rehearsal of `{kit.safe(name)}` did not come to its end: {kit.safe(problem)}. "
        "`runsheet rehearse` on the command line shows more."
    )


def outcome(name: str, went: Rehearsed) -> Say:
    text = "\n".join([f"🎭 *Rehearsal of {kit.safe(name)}*", _lived(went), _in_short(went)])
    blocks = [kit.words(text, "rehearsed"), kit.words(_kinds(went), "kinds")]
    if went.missing:
        blocks.append(kit.words(_missing(went.missing), "missing"))
    if went.unanswered:
        blocks.append(kit.words(_unanswered(went.unanswered), "unanswered"))
    return Say(text, [*blocks, kit.small(_rest(went), "rest")])


def _lived(went: Rehearsed) -> str:
    begins, ends = (f"{each:%a %-d %b %Y %H:%M}" for each in (went.begins, went.ends))
    days = (went.ends - went.begins).days
    long = f", {kit.many(days, 'day')}" if days else ""
    return (
        f"From {begins} to {ends} (UTC){long}, lived through in {went.seconds:.0f} s. "
        "Nothing outside was touched."
    )


def _in_short(went: Rehearsed) -> str:
    planned, missing = sum(each.planned for each in went.kinds), len(went.missing)
    if missing:
        said = f"⚠️ *{missing} of {kit.many(planned, 'action')} of the plan* not done at their moment."
    else:
        said = f"✅ Each of {kit.many(planned, 'action')} of the plan was done at its moment."
    unanswered = len(went.unanswered)
    return f"{said}\n⚠️ *{kit.many(unanswered, 'item')}* never answered." if unanswered else said


def _kinds(went: Rehearsed) -> str:
    return "\n".join(
        f"{'✅' if each.done == each.planned else '⚠️'} {each.what}: {each.done} of {each.planned}"
        for each in went.kinds
    )


def _missing(missing: Sequence[Missed]) -> str:
    rows = [
        f"• {_when(each)} · line {each.line} · {each.what}: {_cut(each.text)}" for each in missing[:_SHOWN]
    ]
    return "\n".join(["*Not done at their moment* (UTC)", *rows, *_more(len(missing))])


def _when(missed: Missed) -> str:
    return f"{missed.at:%a %-d %b %H:%M}" if missed.at else "no moment"


def _unanswered(texts: Sequence[str]) -> str:
    rows = [f"• {_cut(each)}" for each in texts[:_SHOWN]]
    return "\n".join(["*Never answered*", *rows, *_more(len(texts))])


def _cut(text: str) -> str:
    return kit.safe(kit.cut(text, 150))


def _more(count: int) -> list[str]:
    return [f"… and {count - _SHOWN} more"] if count > _SHOWN else []


def _rest(went: Rehearsed) -> str:
    said = "The record is in the thread: a page to read, and the checklist filled in."
    return f"{told.untimed(went.untimed)} {said}".lstrip()
