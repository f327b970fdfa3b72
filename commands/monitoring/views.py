"""What people are asked while a run is watched: check-ins, and recurring items as they come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from commands import kit
from commands.feature import Card
from commands.monitoring.inputs import AllWell, AskDone, AskWrong, Done
from store.checkins import Answer, CheckIn
from store.items import Item
from store.occasions import Occasion
from store.runs import Run
from store.sections import Section

CHECK_IN, PROMPT = "checkin", "prompt"
"""Kinds of cards; the subject is an id, or `id/person` of the one in a direct message."""

METRICS = "metrics unknown (none bound)"
DECLARE = (
    "If users are hit, declare an incident: `/incident open` in the channel, or the button on the run's card."
)
MOST = 10
"""Things a question lists."""


def release(run: Run) -> str:
    return f"{kit.safe(run.service)} {kit.safe(run.version)}"


# Check-ins. -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """A check-in at which somebody was asked; `alone`: in a direct message."""

    run: Run
    section: Section
    checkin: CheckIn
    of: int
    looked_at: Sequence[str]
    names: Mapping[str, str]
    is_over: bool
    alone: bool


def line(checkin: CheckIn, of: int, open_incidents: Sequence[int]) -> str:
    """Of one at which nobody was asked."""
    numbers = ", ".join(map(str, open_incidents))
    incident = [f"incident {numbers} open"] if open_incidents else []
    return " · ".join([_when(checkin, of), *incident, METRICS, "nobody asked"])


def _when(checkin: CheckIn, of: int) -> str:
    late = _late(checkin)
    return f"{kit.clock(checkin.due_at)} · check-in {checkin.number} of {of}" + (f", {late}" if late else "")


def _late(checkin: CheckIn) -> str | None:
    """In words; nothing below a minute."""
    seconds = (checkin.done_at - checkin.due_at).total_seconds() if checkin.done_at else 0
    hours, minutes = divmod(int(seconds // 60), 60)
    if hours:
        return f"{hours} h {minutes} min late"
    return f"{minutes} min late" if minutes else None


def missed(passed: Sequence[CheckIn]) -> str:
    first, last = kit.clock(passed[0].due_at), kit.clock(passed[-1].due_at)
    when = first if len(passed) == 1 else f"{first}-{last}"
    was = "was" if len(passed) == 1 else "were"
    return f"⚠️ {kit.many(len(passed), 'check-in')} {was} missed while I was away: {when}"


def question(shown: Question) -> Card:
    checkin = shown.checkin
    head = f"🩺 *{_when(checkin, shown.of)}* · {METRICS}"
    asked = f"Asked: {_people(shown.names, checkin.asked)} · why: {checkin.why}"
    blocks = [kit.small(_place(shown.run, shown.section, alone=shown.alone), "where")]
    blocks += [kit.words("\n".join([head, *_look_at(shown)]), "question"), kit.small(asked, "asked")]
    said = _said(checkin, shown.names)
    if said:
        blocks.append(kit.words(said, "answer"))
    elif shown.is_over:
        blocks.append(kit.small("Nobody answered before the watch ended.", "answer"))
    return Card(text=_question_aloud(shown, said), blocks=blocks, footer=_answers(shown))


def _people(names: Mapping[str, str], user_ids: Sequence[str]) -> str:
    return ", ".join(kit.person(names, user) for user in user_ids)


def _place(run: Run, section: Section, *, alone: bool) -> str:
    where = f"Run {run.number} · {release(run)} · {kit.safe(section.title)}"
    return f"{where} · <#{run.channel}>" if alone else where


def _look_at(shown: Question) -> list[str]:
    """What the window asks to be looked at; gone with the answer."""
    if shown.checkin.answer or shown.is_over:
        return []
    listed = [f"• {kit.safe(kit.cut(text, 200))}" for text in shown.looked_at[:MOST]]
    return ["Is all well?", *listed]


def _said(checkin: CheckIn, names: Mapping[str, str]) -> str | None:
    if checkin.answer is None:
        return None
    if checkin.answer == Answer.WELL:
        return f"✅ *All well* · {answered(checkin, names)}"
    words = f"\n{kit.safe(checkin.words)}" if checkin.words else ""
    return f"⚠️ *Something is wrong* · {answered(checkin, names)}{words}"


def answered(checkin: CheckIn, names: Mapping[str, str]) -> str:
    """Who, and when."""
    if checkin.answered_by is None or checkin.answered_at is None:
        return "nobody yet"
    return f"{kit.person(names, checkin.answered_by)}, {kit.clock(checkin.answered_at)}"


def _question_aloud(shown: Question, said: str | None) -> str:
    at = f"Check-in {shown.checkin.number} of {shown.of}"
    head = f"{at}, {kit.safe(shown.section.title)} of {release(shown.run)}"
    if said:
        return f"{head}: {said.replace('*', '')}"
    return f"{head}: is all well? {METRICS}." if not shown.is_over else f"{head}: nobody answered."


def _answers(shown: Question) -> list[Block]:
    checkin = shown.checkin
    if shown.is_over or checkin.answer == Answer.WELL:
        return []
    of = f"check-in {checkin.number} of {shown.section.title}"
    well = AllWell(checkin=checkin.id)
    if checkin.answer == Answer.WRONG:
        return [kit.actions([kit.button("All well again", well, f"All well again: {of}")], "answers")]
    buttons = [
        kit.button("All well", well, f"All well: {of}", style="primary"),
        kit.button("Something is wrong…", AskWrong(checkin=checkin.id), f"Something is wrong: {of}"),
    ]
    return [kit.actions(buttons, "answers")]


def wrong(run: Run, section: Section, by: str, words: str) -> str:
    said = f"⚠️ *Something is wrong* with {release(run)}, says {kit.safe(by)} ({kit.safe(section.title)})"
    return f"{said}: {kit.safe(words)}\n{DECLARE}"


# Prompts. ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prompt:
    """A recurring item as it comes; `passed` are the times before that nobody was asked for."""

    run: Run
    section: Section
    occasion: Occasion
    number: int
    of: int
    items: Sequence[Item]
    passed: int
    names: Mapping[str, str]
    is_over: bool
    alone: bool


def prompt(shown: Prompt) -> Card:
    occasion = shown.occasion
    text = kit.safe(kit.cut(shown.items[0].text, 2000)) if shown.items else "?"
    mark = "✅" if occasion.done_at else "🔁"
    facts = [f"{mark}  *{text}*", _fate(shown)]
    if occasion.note and occasion.done_by:
        facts.append(f"💬 {kit.safe(occasion.note)} — {kit.person(shown.names, occasion.done_by)}")
    blocks = [
        kit.small(_place(shown.run, shown.section, alone=shown.alone), "where"),
        kit.words("\n".join(facts), "what"),
        *([kit.small(about, "about")] if (about := " · ".join(_about(shown))) else []),
    ]
    aloud = f"{text}: {_fate(shown).replace('*', '')} {_place(shown.run, shown.section, alone=False)}"
    return Card(text=aloud, blocks=blocks, footer=_to_do(shown))


def _fate(shown: Prompt) -> str:
    occasion = shown.occasion
    head = f"{shown.number} of {shown.of} · {kit.when(occasion.due_at)}"
    if occasion.done_at and occasion.done_by:
        done = f"Done · {kit.person(shown.names, occasion.done_by)} · {kit.clock(occasion.done_at)}"
        return f"{head} · {done}"
    return f"{head} · not done" if shown.is_over else head


def _about(shown: Prompt) -> list[str]:
    said = [f"For {kit.person(shown.names, item.assignee)}" for item in shown.items[:1] if item.assignee]
    said += [f"Also for “{kit.safe(kit.cut(item.text, 200))}”" for item in shown.items[1:]]
    if shown.passed:
        said.append(f"It came {kit.many(shown.passed, 'time')} before while I was away")
    return said


def _to_do(shown: Prompt) -> list[Block]:
    occasion = shown.occasion
    if occasion.done_at or shown.is_over or not shown.items:
        return []
    text = shown.items[0].text
    buttons = [
        kit.button("Done", Done(occasion=occasion.id), f"Done: {text}"),
        kit.button("Done, with a note…", AskDone(occasion=occasion.id), f"Done, with a note: {text}"),
    ]
    return [kit.actions(buttons, "to-do")]
