"""Fault points: the named places between two steps at which a process may die, and nothing may be lost.

Coming to one raises an audit event of Python's (PEP 578). Nobody listens in production, so it does nothing;
the kill tests run the same program under an audit hook that ends it there.
"""

import sys
from enum import StrEnum

EVENT = "runsheet.reached"


class Point(StrEnum):
    """In the order in which a click comes to them."""

    TURN_BEGUN = "turn.begun"  # a delivery is known, nothing is done
    TURN_HANDLED = "turn.handled"  # all is written, nothing is committed
    TURN_COMMITTED = "turn.committed"  # nobody has been woken
    ANSWER_READY = "answer.ready"  # nothing of it has been sent
    ANSWER_SHOWN = "answer.shown"  # the form is on the screen, Slack waits for the acknowledgement
    ANSWER_SENT = "answer.sent"

    MESSAGE_CLAIMED = "message.claimed"
    MESSAGE_POSTING = "message.posting"  # drawn, about to be sent
    MESSAGE_POSTED = "message.posted"  # Slack took it, we have not written so
    MESSAGE_LOOKED_FOR = "message.looked_for"  # Slack said whether it has it, we have not written so
    MESSAGE_REDRAWING = "message.redrawing"
    MESSAGE_REDRAWN = "message.redrawn"
    MESSAGE_SETTLING = "message.settling"  # written, not committed
    MESSAGE_SETTLED = "message.settled"

    EFFECT_CLAIMED = "effect.claimed"
    EFFECT_DONE = "effect.done"  # Slack did it, we have not written so
    EFFECT_ENDING = "effect.ending"  # written, and whoever waits for it is told, not committed
    EFFECT_ENDED = "effect.ended"

    TIMER_TAKEN = "timer.taken"  # removed, not committed
    TIMER_HANDLED = "timer.handled"  # all is written, nothing is committed
    TIMER_COMMITTED = "timer.committed"

    def reached(self) -> None:
        """The process has come to this point, and goes on unless somebody who listens ends it."""
        sys.audit(EVENT, self.value)
