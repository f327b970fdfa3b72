"""A delivery made twice, as Slack does where it did not hear the acknowledgement."""

from sandbox.acts.deed import Deed, outcome
from sandbox.errors import BadAct
from sandbox.wire import Json


async def redeliver(deed: Deed) -> Json:
    """The last payload once more, in a new envelope; what the app answers to it is only reported."""
    links = deed.workspace.links
    if links.last is None:
        raise BadAct("nothing has been delivered yet")
    return outcome(await links.deliver(*links.last))
