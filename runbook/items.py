"""Items from entries: every recogniser says what it sees in one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runbook.details import Details
from runbook.ids import Ids
from runbook.model import Item, Made, SignOff
from runbook.recognise import (
    comparisons,
    frames,
    hints,
    parts,
    recurrence,
    signoffs,
    tags,
    traffic,
    verbs,
)
from runbook.recognise.boxes import Box
from runbook.recognise.evidence import evidence, without
from runbook.terms import Part

_WAY_BACK = {Part.RECOVER, Part.PROCEDURE}
_SIGNED = {Part.APPROVAL, Part.CONFIRMATION}


@dataclass(frozen=True, slots=True)
class Under:
    """What the items of a section have from it.

    `repeats` says that what it asks for can come back or go on, `hard` that each of them is a gate.
    """

    part: Part | None
    repeats: bool
    hard: bool


def items(
    ids: Ids,
    section: str,
    boxes: Mapping[Box, Details],
    noted: Mapping[int, Mapping[str, str]],
    under: Under,
) -> Iterator[Item]:
    """The items of a section; `noted` are the hints after a line."""
    names: dict[Box, str] = {}
    for box, seen in boxes.items():
        around = [box, *box.around()]
        names[box] = ids.item(section, (without(each.said) for each in reversed(around)))
        yield _item(box, names, seen, _hints(box, noted), under)


def _item(box: Box, names: Mapping[Box, str], seen: Details, said: Mapping[str, str], under: Under) -> Item:
    part, own = under.part or seen.phase, box.own
    repeats = under.repeats or part in parts.AFTERWARDS
    polarity = seen.polarity or (frames.OF_PART.get(part) if part else None)
    return Item(
        id=names[box],
        line=box.line,
        raw=box.raw,
        text=box.text,
        claimed=box.ticked,
        depth=sum(1 for _ in box.around()),
        parent=names[box.parent] if box.parent else None,
        evidence=evidence(own),
        part=part,
        made=box.made,
        verb=verbs.verb(own),
        traffic=traffic.traffic(own) if part not in _WAY_BACK else None,
        tag=tags.tag(own),
        recurring=recurrence.recurring(own) if repeats else None,
        standing=repeats and recurrence.standing(own),
        condition=comparisons.comparison(own, polarity),
        signoff=_signoff(box, part),
        timing=seen.timing,
        hold=seen.hold,
        owner=seen.owner,
        force=seen.force,
        only_if=seen.only_if,
        unsure=seen.unsure,
        choices=seen.choices,
        commands=seen.commands,
        fields=seen.fields,
        blanks=seen.blanks,
        hard=hints.is_hard(said, otherwise=under.hard),
        hints=said,
    )


def _signoff(box: Box, part: Part | None) -> SignOff | None:
    """Where approvals are given, a row is one whatever it says."""
    if part in _SIGNED and box.made is Made.ROW:
        return SignOff(box.own)
    return signoffs.signoff(box.own, asked=part in _SIGNED)


def _hints(box: Box, noted: Mapping[int, Mapping[str, str]]) -> Mapping[str, str]:
    own = hints.hints(box.source) or hints.hints(box.raw)  # another cell of its row may have it
    after = noted.get(box.line + box.raw.count("\n"), hints.NONE)
    return {**own, **after} if own and after else own or after
