"""Who may act and who may only read."""

import pytest

from commands import access
from commands.access import Standing
from commands.feature import Right
from tests.commands.refusals import refused


@pytest.mark.parametrize("standing", Standing)
def test_everybody_reads(standing: Standing) -> None:
    access.check(standing, Right.READ)


def test_members_act() -> None:
    access.check("member", Right.ACT)


@pytest.mark.parametrize("standing", set(Standing) - {Standing.MEMBER})
def test_others_are_told_why_not(standing: Standing) -> None:
    words = {
        Standing.GUEST: "Ask a full member",
        Standing.FOREIGN: "Ask somebody of this one",
        Standing.DEACTIVATED: "deactivated",
        Standing.BOT: "Bots cannot act",
    }
    with refused(words[standing]):
        access.check(standing.value, Right.ACT)
