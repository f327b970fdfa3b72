"""Who may do what, before any rule of a feature's own."""

from collections.abc import Sequence
from enum import StrEnum

from commands.feature import Refused, Right


class Standing(StrEnum):
    """What a person is in the workspace."""

    MEMBER = "member"
    GUEST = "guest"
    FOREIGN = "foreign"
    DEACTIVATED = "deactivated"
    BOT = "bot"
    SYSTEM = "system"
    """Nobody in Slack: another system, through a webhook with the workspace's own token."""


_WHY_NOT = {
    Standing.GUEST: "Guests can read this, not act on it. Ask a full member of the workspace to do it.",
    Standing.FOREIGN: "People of another workspace can read this, not act on it. Ask somebody of this one.",
    Standing.DEACTIVATED: "This account is deactivated, so it cannot act.",
    Standing.BOT: "Bots cannot act on a run.",
}


def check(standing: str, right: Right) -> None:
    """Raises Refused where a person of this standing does not have the right."""
    if right is Right.ACT and standing not in {Standing.MEMBER, Standing.SYSTEM}:
        raise Refused(_WHY_NOT[Standing(standing)])


def operator(user_id: str, operators: Sequence[str], *, is_admin: bool) -> None:
    """Raises Refused where somebody does not operate Runsheet; without operators, the admins do."""
    if operators and user_id not in operators:
        who = " or ".join(f"<@{each}>" for each in operators)
        raise Refused(f"This is for the operators of Runsheet (`RUNSHEET_OPERATORS`). Ask {who}.")
    if not operators and not is_admin:
        raise Refused(
            "This is for the admins of the workspace, as no operators are named. Ask one of them, or have "
            "`RUNSHEET_OPERATORS` set."
        )
