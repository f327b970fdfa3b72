"""How far the communications of a run are, in words."""

from collections.abc import Iterator

from store.communications import Tally


def words(tally: Tally) -> str:
    """`21 of 28 sent, 2 not needed, 1 open, 4 to come`; empty where nothing was planned to be told."""
    if not tally.total:
        return ""
    return ", ".join([f"{tally.sent} of {tally.total} sent", *_others(tally)])


def untimed(count: int) -> str:
    """Of what the checklist gives no time; empty where there is none."""
    have = "1 communication has" if count == 1 else f"{count} communications have"
    return f"{have} no time in the checklist: a day before, at the start, or live." if count else ""


def _others(tally: Tally) -> Iterator[str]:
    counted = (
        (tally.not_needed, "not needed"),
        (tally.replaced, "overtaken by the next"),
        (tally.cancelled, "called off"),
        (tally.open, "open"),
        (tally.to_come, "to come"),
    )
    yield from (f"{count} {word}" for count, word in counted if count)
    if tally.corrections:
        yield f"{tally.corrections} to be corrected"
