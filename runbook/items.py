"""Items from entries: every recogniser says what it sees in one."""

from collections.abc import Iterator, Mapping

from runbook.details import Details
from runbook.ids import Ids
from runbook.model import Item
from runbook.recognise import (
    comparisons,
    hints,
    recurrence,
    signoffs,
    tags,
    traffic,
    verbs,
)
from runbook.recognise.boxes import Box
from runbook.recognise.evidence import evidence, without


def items(
    ids: Ids,
    section: str,
    boxes: Mapping[Box, Details],
    noted: Mapping[int, Mapping[str, str]],
    *,
    repeats: bool,
) -> Iterator[Item]:
    """The items of a section.

    `noted` are the hints after a line; `repeats` says that what it asks for can come back or go on.
    """
    names: dict[Box, str] = {}
    for box, seen in boxes.items():
        around = [box, *box.around()]
        names[box] = ids.item(section, (without(each.said) for each in reversed(around)))
        yield Item(
            id=names[box],
            line=box.line,
            raw=box.raw,
            text=box.text,
            claimed=box.ticked,
            depth=len(around) - 1,
            parent=names[box.parent] if box.parent else None,
            evidence=evidence(box.own),
            verb=verbs.verb(box.own),
            traffic=traffic.traffic(box.own),
            tag=tags.tag(box.own),
            recurring=recurrence.recurring(box.own) if repeats else None,
            standing=repeats and recurrence.standing(box.own),
            condition=comparisons.comparison(box.own),
            signoff=signoffs.signoff(box.own),
            made=box.made,
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
            hints=_hints(box, noted),
        )


def _hints(box: Box, noted: Mapping[int, Mapping[str, str]]) -> Mapping[str, str]:
    own = hints.hints(box.source)
    after = noted.get(box.line + box.raw.count("\n"), hints.NONE)
    return {**own, **after} if own and after else own or after
