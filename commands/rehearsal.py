"""Rehearsing a runbook, for whichever feature is asked for it: what stands in the way, and the wish for one.

`begin` answers at once; the feature `rehearsing` takes its end, and tells whoever asked.
"""

import base64
from collections.abc import Iterable

from commands import documents, kit, outside
from commands.feature import Refused, Say
from commands.outside import Rehearse
from runbook.lint import Level, Problem, lint
from runbook.model import Runbook as Document
from store import effects, journal, people
from store.db import Transaction
from store.effects import Effect
from store.people import Person
from store.runbooks import Runbook

OVER = "rehearsing.over"
"""The outcome of a rehearsal, as the feature `rehearsing` takes it."""

ANSWERED = {"E1", "E2", "E3", "E6", "E7"}
"""Problems that invented people answer: who signs, who does what, a date that is past, numbers, signals."""

_SHOWN = 5


async def begin(tx: Transaction, by: Person, kept: Runbook, *, watched: bool = False) -> Say:
    """Raises Refused for what cannot be rehearsed, and while another rehearsal is under way."""
    document = await documents.read(tx, kept)
    clocked(kept.name, document)
    sound(kept.name, lint(document, tx.now, documents.bound(kept)))
    await _free(tx, by.team_id)
    said = {"sha256": kept.sha256}
    entry = await journal.record(
        tx, by.team_id, f"runbook:{kept.name}", by.user_id, "runbook.rehearsal_asked", **said
    )
    wanted = Rehearse(document=_packed(kept.raw), side=_packed(kept.side), watched=watched)
    key = f"rehearsal:{kept.name}:{entry.seq}"
    await outside.want(tx, by.team_id, key, wanted, then=OVER, subject=f"{kept.id}/{by.user_id}")
    what, takes = ("Where to watch it", "a few minutes") if watched else ("How it went", "about a minute")
    return Say(
        f"🎭 I am rehearsing `{kit.safe(kept.name)}` with invented people, in a Slack of its own. Nothing is "
        f"posted to your channels, and no command is run. {what} comes to you as a direct message; it takes "
        f"{takes}."
    )


def _packed(content: bytes | None) -> str | None:
    return base64.b64encode(content).decode() if content is not None else None


# What stands in the way. ------------------------------------------------------------------------------------


def can_be_rehearsed(document: Document) -> bool:
    """Without a clock there is nothing that comes by itself."""
    return bool(document.stages)


def clocked(name: str, document: Document) -> None:
    if not can_be_rehearsed(document):
        raise Refused(
            f"`{kit.safe(name)}` has no stages on the clock, so there is nothing to rehearse: its sections "
            "open one after another. Write times into its headings, such as `### 09:00 - First Traffic`.",
            "runbook",
        )


def sound(name: str, problems: Iterable[Problem]) -> None:
    """Errors that nobody in a rehearsal can answer."""
    errors = [each for each in problems if each.level is Level.ERROR and each.code not in ANSWERED]
    if not errors:
        return
    rows = [
        f"• *{each.code}* line {each.line}: {kit.safe(kit.cut(each.message, 200))} _{kit.safe(each.fix)}_"
        for each in errors[:_SHOWN]
    ]
    rest = len(errors) - _SHOWN
    rows += [f"… and {rest} more."] if rest > 0 else []
    stand = "stands" if len(errors) == 1 else "stand"
    raise Refused(
        f"{kit.many(len(errors), 'problem')} of `{kit.safe(name)}` {stand} in the way. Change the file, or "
        f"its side file, and rehearse again; `/deploy read {kit.safe(name)}` shows all.\n" + "\n".join(rows),
        "runbook",
    )


async def _free(tx: Transaction, team_id: str) -> None:
    busy = await effects.under_way(tx, team_id, Rehearse.kind)
    if busy is not None:
        name, asked_by = name_of(busy.key), who_asked(busy)
        who = kit.person(await people.names(tx, team_id, [asked_by]), asked_by)
        raise Refused(
            f"{who} is having `{kit.safe(name)}` rehearsed, and there is one rehearsal at a time. Ask again "
            "when it is over.",
            "runbook",
        )


def name_of(key: str) -> str:
    """The runbook that is rehearsed, by the key of the wish."""
    return key.partition(":")[2].rpartition(":")[0]


def who_asked(effect: Effect) -> str:
    return effect.subject.partition("/")[2]
