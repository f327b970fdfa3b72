"""Story time moved on: faster, or straight to what is due next."""

from sandbox.acts.deed import Deed, outcome
from sandbox.errors import BadAct
from sandbox.receipts import Receipt
from sandbox.snapshot import iso
from sandbox.wire import Json

FASTEST = 100_000


async def turn(deed: Deed) -> Json:
    if "speed" in deed.given:
        return at_speed(deed)
    if deed.given.get("jump"):
        return await jump(deed)
    raise BadAct('say "speed": 60 or "jump": true')


def at_speed(deed: Deed) -> Json:
    speed = deed.given["speed"]
    if isinstance(speed, bool) or not isinstance(speed, int | float) or not 0 < speed <= FASTEST:
        raise BadAct(f"`speed` must be a number over 0 and at most {FASTEST}")
    deed.workspace.clock.set_speed(float(speed))
    deed.world.touch()
    return outcome(None, speed=float(speed))


async def jump(deed: Deed) -> Json:
    clock = deed.workspace.clock
    due = await clock.next_due()
    if due is None:
        return outcome(Receipt(acknowledged=False, error="nothing_due"), jumped_to=None)
    clock.jump_to(due)
    deed.world.touch()
    return outcome(None, jumped_to=iso(due))
