"""Twenty people on forty items while Slack is slow and says "too many": nothing lost, nothing done twice."""

import asyncio
from datetime import timedelta
from itertools import pairwise
from typing import Any

from bot.pace import BETWEEN, BUDGETS, UPDATE, Pace
from sandbox.people import Person
from tests.conftest import LONG
from tests.stories.scene import DEPLOYMENTS, Json, Scene, Stage, find, words

ITEMS, PEOPLE = 40, 20
EACH = ITEMS if LONG else 8
"""How many items each of them presses; all of them are pressed by several."""

FORTY = "# Forty Items\n\n## Parcel Tracking v2.4.0\n\n### Before\n\n" + "".join(
    f"- [ ] Item {number:02}\n" for number in range(ITEMS)
)
TROUBLE = [
    {"method": UPDATE, "kind": "latency", "seconds": 0.3, "share": 0.5, "seed": 1},
    {"method": UPDATE, "kind": "ratelimited", "retry_after": 1, "share": 0.2, "seed": 2},
]


class Reached:
    """When each redraw reached Slack, whatever came of it; in real seconds."""

    def __init__(self) -> None:
        self.at: list[tuple[str, float]] = []

    async def __call__(self, method: str, args: dict[str, Any]) -> None:
        if method == UPDATE:
            self.at.append((args["ts"], asyncio.get_running_loop().time()))

    def apart(self) -> float:
        """The shortest time between two of one card."""
        by_card: dict[str, list[float]] = {}
        for ts, at in self.at:
            by_card.setdefault(ts, []).append(at)
        times = by_card.values()
        return min(later - before for each in times for before, later in pairwise(each))

    def most_a_minute(self) -> int:
        times = [at for _, at in self.at]
        return max(sum(first <= at < first + 60 for at in times) for first in times)


def crowd(stage: Stage) -> list[str]:
    """People of the channel, new to everybody."""
    world = stage.sandbox.world
    for number in range(PEOPLE):
        person = Person(f"UCROWD{number:02}", f"crowd{number}", f"Person {number:02}")
        world.people[person.id] = person
        world.channels[DEPLOYMENTS].members.append(person.id)
    return [f"UCROWD{number:02}" for number in range(PEOPLE)]


def cards(scene: Scene) -> list[Json]:
    """Those with items on them."""
    return [message for message in scene.messages() if "Item " in words(message) and message["metadata"]]


def buttons(scene: Scene) -> dict[str, Json]:
    """Where each item is ticked, as the cards were first shown: clients are slow too."""
    found: dict[str, Json] = {}
    for card in cards(scene):
        for number in range(ITEMS):
            item = f"Item {number:02}"
            if item in words(card):
                at = find(card["blocks"], "Done", item)
                found[item] = {"channel": card["channel"], "ts": card["ts"], "stale": True, **at}
    return found


async def test_a_crowd_in_a_storm(stage: Stage) -> None:
    stage.pace = Pace()
    (stage.runbooks / "forty.md").write_text(FORTY)
    people, reached = crowd(stage), Reached()
    async with stage.running() as scene:
        await scene.starts(what="forty v2.4.0")
        where = buttons(scene)
        assert len(where) == ITEMS
        stage.sandbox.before_call = reached
        await stage.sandbox.trouble({"calls": TROUBLE})
        await asyncio.gather(*(presses(scene, user, where) for user in people))
        await scene.settled()
        await ends_true(scene, people)
    assert reached.apart() >= BETWEEN
    assert reached.most_a_minute() <= 50
    allowed = BUDGETS[UPDATE].burst + (reached.at[-1][1] - reached.at[0][1]) * BUDGETS[UPDATE].a_minute / 60
    assert len(reached.at) <= allowed + 1


async def presses(scene: Scene, user: str, where: dict[str, Json]) -> None:
    """One after the other, each beginning elsewhere; every click is acknowledged."""
    items, first = list(where), int(user[-2:]) * 2
    for step in range(EACH):
        item = items[(first + step) % ITEMS]
        scene.stage.clock.jump_to(scene.stage.clock.now() + timedelta(seconds=0.1))
        answer = await scene.stage.sandbox.act({"user": user, "do": "click", **where[item]})
        assert answer["acknowledged"], answer


async def ends_true(scene: Scene, people: list[str]) -> None:
    """Each item was done by one person, the journal knows, and the cards say the same."""
    done = [entry for entry in await scene.journal() if entry.what == "item.done"]
    assert len(done) == len({entry.detail["item"] for entry in done}) == ITEMS
    names = {user: f"Person {user[-2:]}" for user in people}
    shown = "\n".join(words(card) for card in cards(scene))
    for entry in done:
        assert f"Done · {names[entry.who]}" in shown
    assert shown.count("Done · Person") == ITEMS
    assert f"{ITEMS} of {ITEMS} done" in words(scene.card("→"))
    told = [message for message in scene.messages() if message["ephemeral_to"]]
    assert {message["text"].partition(":")[0] for message in told} == {"Already done"}
    assert len(done) + len(told) == PEOPLE * EACH, "whoever did not do it was told"
