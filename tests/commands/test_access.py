"""Who may act and who may only read."""

import pytest

from commands import access
from commands.access import Standing
from commands.feature import Right
from tests.commands.refusals import refused


@pytest.mark.parametrize("standing", Standing)
def test_everybody_reads(standing: Standing) -> None:
    access.check(standing, Right.READ)


def test_members_and_other_systems_act() -> None:
    access.check("member", Right.ACT)
    access.check("system", Right.ACT)


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.MEMBER, Standing.SYSTEM}))
def test_others_are_told_why_not(standing: Standing) -> None:
    words = {
        Standing.GUEST: "Ask a full member",
        Standing.FOREIGN: "Ask somebody of this one",
        Standing.DEACTIVATED: "deactivated",
        Standing.BOT: "Bots cannot act",
    }
    with refused(words[standing]):
        access.check(standing.value, Right.ACT)


def test_operators_operate_or_else_admins() -> None:
    access.operator("UANA", ["UANA"], is_admin=False)
    access.operator("UANA", [], is_admin=True)
    with refused("operators of Runsheet"):
        access.operator("UBEN", ["UANA"], is_admin=True)
    with refused("admins of the workspace"):
        access.operator("UBEN", [], is_admin=False)
