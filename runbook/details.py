"""What an item says beside its words: who, when, how long, on what condition, what to run and to fill in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from markdown_it.common.utils import normalizeReference

from runbook.blocks import Block, Shape
from runbook.markdown import Document
from runbook.model import Blank, Choice, Field, Force, Made
from runbook.recognise import choices, commands, fields, force, holds, offsets, owners, placeholders
from runbook.recognise.boxes import Box
from runbook.terms import At, Command, Part, Polarity, Span

LONGEST = 2_000
"""Characters of a text that is read for more than its words; what is longer is prose."""

_TIMES = {"time", "when", "deadline", "due", "date", "timing", "start", "t-minus", "offset"}
_TEXTS = {Shape.BULLET, Shape.ORDERED, Shape.PARAGRAPH}


@dataclass(frozen=True, slots=True)
class Around:
    """What an item shares: titles whose units it may borrow, its label, the roles and links of the file."""

    titles: str = ""
    label: str = ""
    force: Force | None = None
    polarity: Polarity | None = None
    phase: Part | None = None
    roles: frozenset[str] = frozenset()
    linked: Callable[[str], bool] = lambda label: False


@dataclass(frozen=True, slots=True)
class Details:
    timing: At | None = None
    unsure: str | None = None
    hold: Span | None = None
    owner: str | None = None
    force: Force | None = None
    only_if: str | None = None
    choices: tuple[Choice, ...] = ()
    commands: tuple[Command, ...] = ()
    fields: tuple[Field, ...] = ()
    blanks: tuple[Blank, ...] = ()
    polarity: Polarity | None = None
    phase: Part | None = None


def details(box: Box, below: Iterable[Block], around: Around) -> Details:
    """Everything that the recognisers see in an item and in what stands below it."""
    below = [block for block in below if block.shape is Shape.FENCE or len(block.content) <= LONGEST]
    said = box.source.strip() if len(box.source) <= LONGEST else ""
    pairs = (*_columns(box), *_pairs(below))
    timing = _timing(said, pairs, around)
    return Details(
        timing=timing if isinstance(timing, At) else None,
        unsure=timing.said if isinstance(timing, offsets.Unsure) else None,
        hold=holds.hold(said) or next(filter(None, map(holds.hold, _spoken(pairs))), None),
        owner=owners.owner(said, around.roles) or _owner(pairs),
        force=force.force(said) or _force(pairs) or around.force,
        only_if=force.only_if(said) or force.only_if(around.label),
        choices=tuple(_choices(box, said, below)),
        commands=_commands(box, said, below),
        fields=pairs,
        blanks=tuple(_blanks(box, below, around.linked)),
        polarity=around.polarity,
        phase=around.phase,
    )


def below(entries: Iterable[Box], blocks: Iterable[Block]) -> Mapping[Box, list[Block]]:
    """The blocks under each entry that are under none nested in it."""
    found: dict[Box, list[Block]] = {}
    waiting = sorted(entries, key=lambda box: box.line, reverse=True)
    around: list[Box] = []
    for block in blocks:
        while waiting and waiting[-1].line <= block.line:
            around.append(waiting.pop())
            found[around[-1]] = []
        while around and around[-1].end < block.line:
            around.pop()
        if around and around[-1].line < block.line:
            found[around[-1]].append(block)
    return found


# Fields. ----------------------------------------------------------------------------------------------------


def _columns(box: Box) -> Iterator[Field]:
    return (Field(box.line, name.lower(), value) for name, value in box.columns.items())


def _pairs(below: Iterable[Block]) -> Iterator[Field]:
    for block in below:
        if block.shape is Shape.BULLET and (pair := fields.field(block.line, block.content)):
            yield pair


def _spoken(pairs: Iterable[Field]) -> Iterator[str]:
    return (f"{pair.key}: {pair.value}" for pair in pairs)


def _owner(pairs: tuple[Field, ...]) -> str | None:
    """Whom a field names: `[DBA]` is a role, `[Name]` is still to be filled in."""
    named = fields.first(pairs, "owner")
    blank = next(placeholders.placeholders(0, named), None) if named else None
    return blank.name if blank else named


def _force(pairs: Iterable[Field]) -> Force | None:
    return next(filter(None, (force.force(pair.value) for pair in pairs)), None)


def _timing(text: str, pairs: Iterable[Field], around: Around) -> At | offsets.Unsure | None:
    """From the head of an item, from a field of time, or from the label over it."""
    head = text.lstrip("*_ ")[:40]
    said = [head] if head[:1] in {"T", "D"} else []
    said += [pair.value for pair in pairs if pair.key in _TIMES]
    return offsets.first([*said, around.label], around.titles)


# Decisions, commands, blanks. -------------------------------------------------------------------------------


def _choices(box: Box, said: str, below: Iterable[Block]) -> Iterator[Choice]:
    if box.made is Made.CHOICE:
        yield Choice(box.line, box.own, box.outcomes)
        return
    lines = [(box.line, said), *((box.line, f"{name}: {value}") for name, value in box.columns.items())]
    lines += [(block.line, block.content) for block in below if block.shape in _TEXTS]
    for line, text in lines:
        if choice := choices.choice(line, text):
            yield choice


def _commands(box: Box, said: str, below: Iterable[Block]) -> tuple[Command, ...]:
    """Those in the words, then those in fences, each with the answer that is said below it."""
    found = list(commands.in_words(box.line, said))
    for block in below:
        if block.shape is Shape.FENCE:
            found += commands.commands(block.line + 1, block.language, block.content)
        elif found and found[-1].expected is None and (answer := commands.expected(block.content)):
            found[-1] = replace(found[-1], expected=answer)
    return tuple(found)


def _blanks(box: Box, below: Iterable[Block], linked: Callable[[str], bool]) -> Iterator[Blank]:
    for at, line in enumerate(box.raw.split("\n")):
        yield from _places(box.line + at, line, linked)
    for block in below:
        yield from _in_block(block, linked)


def to_fill(document: Document, blocks: Iterable[Block]) -> Iterator[Blank]:
    """Every place to fill in of a document, in its order."""
    linked = links(document)
    for block in blocks:
        if block.shape is Shape.TABLE:
            for number in range(block.line, block.last + 1):
                yield from _places(number, document.lines[number - 1], linked)
        elif block.shape not in {Shape.CODE, Shape.RULE}:
            yield from _in_block(block, linked)


def links(document: Document) -> Callable[[str], bool]:
    """Whether a label in brackets is that of a link."""
    known = document.references.get("references", {})
    return lambda label: normalizeReference(label) in known


def _in_block(block: Block, linked: Callable[[str], bool]) -> Iterator[Blank]:
    fence = block.shape is Shape.FENCE
    for number, line in enumerate(block.content.split("\n"), start=block.line + fence):
        yield from _places(number, line, linked, fence=fence)


def _places(number: int, line: str, linked: Callable[[str], bool], *, fence: bool = False) -> Iterator[Blank]:
    if len(line) <= LONGEST:
        yield from placeholders.placeholders(number, line, fence=fence, linked=linked)
