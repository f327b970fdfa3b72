"""A delivery made twice, as Slack does where it did not hear the acknowledgement."""

from sandbox.acts.deed import Deed, outcome
from sandbox.errors import BadAct
from sandbox.wire import Json


async def redeliver(deed: Deed) -> Json:
    """The last payload once more, in a new envelope; what the app answers to it is only reported."""
    receipts = await deed.workspace.deliveries.redeliver(1)
    if not receipts:
        raise BadAct("nothing has been delivered yet")
    return outcome(receipts[0])
