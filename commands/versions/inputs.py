"""What people press where a newer version is offered, with typed values."""

from typing import ClassVar

from commands.feature import Button, Id, Right


class OnOffer(Button):
    offer: Id


class ShowDifference(OnOffer):
    action: ClassVar[str] = "versions.difference"
    right: ClassVar[Right] = Right.READ


class Take(OnOffer):
    action: ClassVar[str] = "versions.take"


class KeepOurs(OnOffer):
    action: ClassVar[str] = "versions.keep"
