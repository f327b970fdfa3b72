"""What people press to move traffic."""

from typing import ClassVar

from commands.feature import Button, Id


class AcceptShare(Button):
    """What is read differs, and the lead says that what was routed is right."""

    action: ClassVar[str] = "traffic.accept"
    run: Id


class Route(Button):
    """`digest` is that of the command as it was shown; without one, a person says that it is done."""

    action: ClassVar[str] = "traffic.route"
    item: Id
    digest: str | None = None
