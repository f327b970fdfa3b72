"""The windows of what items can do: the command before it is run, and all of its output after."""

from commands import kit
from commands.execution.inputs import RunForm
from commands.feature import Modal
from commands.offers import Offer, Way
from store.executions import Execution
from store.items import Item

A_BLOCK = 2800
MOST_BLOCKS = 40

_WHERE = {
    Way.PROGRAM: "It runs on the host of the bot, without a shell",
    Way.WEBHOOK: "It is sent to another system, once",
    Way.WORKFLOW: "GitHub Actions runs it; I watch it until it is over",
}


def run_form(item: Item, offered: Offer, part: int) -> Modal:
    facts = [f"{_WHERE[offered.way]}, for at most {kit.span(offered.timeout)}."]
    if offered.env:
        facts.append(
            f"It is given {', '.join(f'`{kit.safe(name)}`' for name in offered.env)} of the environment."
        )
    facts.append("A good end ticks the item in your name.")
    return Modal(
        title="Run this command?",
        blocks=[
            kit.words(f"For “{kit.safe(kit.cut(item.text, 300))}”:", "item"),
            *(kit.words(kit.code(piece), f"command-{at}") for at, piece in enumerate(_cut(offered.shown))),
            kit.small(" ".join(facts), "facts"),
        ],
        form=RunForm,
        submit="Run",
        close="Cancel",
        hidden={"item": item.id, "name": offered.name, "part": part, "digest": offered.digest},
    )


def output(of: Execution) -> Modal:
    """All that was kept of it."""
    said = f"*{kit.safe(of.command)}* · {kit.safe(of.said or 'running')}"
    head = [kit.words(kit.code(piece), f"head-{at}") for at, piece in enumerate(_cut(of.head))]
    tail = [kit.words(kit.code(piece), f"tail-{at}") for at, piece in enumerate(_cut(of.tail))]
    if of.left_out:
        tail = [kit.small(f"… about {of.left_out:,} bytes were left out here …", "left-out"), *tail]
    nothing = [] if head or tail else [kit.small("It has written nothing.", "nothing")]
    return Modal(title="Output", blocks=[kit.words(said, "said"), *head, *tail, *nothing])


def _cut(text: str) -> list[str]:
    """Pieces that fit into a block each, by lines where that is possible."""
    pieces: list[str] = []
    for line in text.splitlines(keepends=True):
        for at in range(0, len(line), A_BLOCK // 2):
            part = line[at : at + A_BLOCK // 2]
            if pieces and len(kit.safe(pieces[-1] + part)) <= A_BLOCK:
                pieces[-1] += part
            else:
                pieces.append(part)
    return pieces[:MOST_BLOCKS]
