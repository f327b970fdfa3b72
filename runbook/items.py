"""Items from entries: every recogniser says what it sees in one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from runbook.details import Details
from runbook.ids import Ids
from runbook.model import Item, Made, SignOff
from runbook.recognise import (
    comparisons,
    frames,
    hints,
    recurrence,
    signoffs,
    tags,
    traffic,
    verbs,
)
from runbook.recognise.boxes import Box
from runbook.recognise.evidence import evidence, without
from runbook.terms import Part

_NOTHING = Details()
_WAY_BACK = {Part.RECOVER, Part.PROCEDURE}
_SIGNED = {Part.APPROVAL, Part.CONFIRMATION}


def items(
    ids: Ids,
    section: str,
    boxes: Mapping[Box, Details],
    noted: Mapping[int, Mapping[str, str]],
    part: Part | None,
    *,
    repeats: bool,
) -> Iterator[Item]:
    """The items of a section.

    `noted` are the hints after a line; `repeats` says that what it asks for can come back or go on.
    """
    names: dict[Box, str] = {}
    for box, seen in boxes.items():
        around = [box, *box.around()]
        polarity = seen.polarity or (frames.OF_PART.get(part) if part else None)
        names[box] = ids.item(section, (without(each.said) for each in reversed(around)))
        item = Item(
            id=names[box],
            line=box.line,
            raw=box.raw,
            text=box.text,
            claimed=box.ticked,
            depth=len(around) - 1,
            parent=names[box.parent] if box.parent else None,
            evidence=evidence(box.own),
            verb=verbs.verb(box.own),
            traffic=traffic.traffic(box.own) if part not in _WAY_BACK else None,
            tag=tags.tag(box.own),
            recurring=recurrence.recurring(box.own) if repeats else None,
            standing=repeats and recurrence.standing(box.own),
            condition=comparisons.comparison(box.own, polarity),
            signoff=_signoff(box, part),
            made=box.made,
            hints=_hints(box, noted),
        )
        yield item if seen == _NOTHING else _with(item, seen)


def _with(item: Item, seen: Details) -> Item:
    return replace(
        item,
        timing=seen.timing,
        unsure=seen.unsure,
        hold=seen.hold,
        owner=seen.owner,
        force=seen.force,
        only_if=seen.only_if,
        choices=seen.choices,
        commands=seen.commands,
        fields=seen.fields,
        blanks=seen.blanks,
    )


def _signoff(box: Box, part: Part | None) -> SignOff | None:
    """Where approvals are given, a row is one whatever it says."""
    if part in _SIGNED and box.made is Made.ROW:
        return SignOff(box.own)
    return signoffs.signoff(box.own, asked=part in _SIGNED)


def _hints(box: Box, noted: Mapping[int, Mapping[str, str]]) -> Mapping[str, str]:
    own = hints.hints(box.source)
    after = noted.get(box.line + box.raw.count("\n"), hints.NONE)
    return {**own, **after} if own and after else own or after
