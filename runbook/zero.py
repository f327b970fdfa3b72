"""The stage titled T0: what is counted up from T0, `T+15 min`, hangs on when that stage really begins."""

from collections.abc import Iterable
from dataclasses import replace

from runbook.model import Item, Section
from runbook.recognise import offsets
from runbook.terms import Anchor, At


def stage(sections: Iterable[Section]) -> Section | None:
    """The first section whose title says T0; what is merely due then is none."""
    at_zero = (section for section in sections if section.timing == At(Anchor.T0))
    return next((section for section in at_zero if offsets.is_zero(section.title)), None)


def counted(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections with what hangs on the start of the run hung on that stage, where there is one."""
    if stage(sections) is None:
        return sections
    return tuple(
        replace(section, timing=_hung(section.timing), items=tuple(map(_item, section.items)))
        for section in sections
    )


def _item(item: Item) -> Item:
    return replace(item, timing=_hung(item.timing)) if item.timing else item


def _hung(timing: At | None) -> At | None:
    return replace(timing, anchor=Anchor.ZERO) if timing and timing.anchor is Anchor.START else timing
