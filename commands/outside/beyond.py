"""What may be done beyond Slack."""

from typing import Any, ClassVar

from commands.outside.wanted import Wanted


class Ring(Wanted):
    """The pager's webhook: see bot/outside/pager.py. Refused with `not_set_up` where there is none."""

    kind: ClassVar[str] = "ring"
    does: ClassVar[str] = "ring the pager"
    body: dict[str, Any]
