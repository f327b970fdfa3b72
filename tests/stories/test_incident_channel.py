"""The channel of an incident: named, made once, only ours, filled; and what happens where Slack says no."""

import pytest

from sandbox.conversations import Channel
from tests.bot.faults import breaking, refusing
from tests.stories.incidents import (
    declared,
    incident,
    page_rows,
    pages_to,
    record,
    room,
    room_card,
    rooms,
    said,
    staff,
    told_operations,
    written,
)
from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, OPERATIONS, Scene, words

CREATE, INVITE = "conversations.create", "conversations.invite"


def taken(scene: Scene, name: str, creator: str, private: bool = False) -> None:  # noqa: FBT001, FBT002
    """Somebody's channel has that name."""
    world = scene.stage.sandbox.world
    world.channels["CTAKEN"] = Channel("CTAKEN", name, creator, 1_700_000_000, [creator], is_private=private)


async def test_it_is_made_described_pinned_and_filled(scene: Scene) -> None:
    await staff(scene)
    await scene.starts(BEN)
    await scene.types(CHI, "/incident open sev1 payment errors", DEPLOYMENTS)
    (made,) = rooms(scene)
    assert made["name"] == "inc-1-payment-errors"
    assert made["topic"] == "Severity 1 · incident 1 · payment errors"
    assert made["pins"] == [room_card(scene)["ts"]]
    assert sorted(made["members"]) == ["UBEN", "UBOT", "UCHI"]
    assert [mark["title"] for mark in made["bookmarks"]] == ["Run 1: Parcel Tracking"]
    assert "run 1, Parcel Tracking v2.4.0" in words(room_card(scene))


async def test_a_name_that_somebody_else_has_gets_a_number(scene: Scene) -> None:
    await staff(scene)
    taken(scene, "inc-1-payment-errors", "UANA")
    await scene.types(CHI, "/incident open sev1 payment errors")
    assert [made["name"] for made in rooms(scene)] == ["inc-1-payment-errors", "inc-1-payment-errors-2"]
    assert (await incident(scene)).channel != "CTAKEN"


async def test_a_channel_of_another_incident_is_not_taken_over(scene: Scene) -> None:
    await declared(scene)
    async with scene.bot.database.transaction(scene.stage.clock.now()) as tx:
        own = await tx.session.merge(await incident(scene))
        own.channel_name = "inc-2-payment-errors"
    scene.stage.sandbox.world.channels[room(scene)].name = "inc-2-payment-errors"
    async with scene.bot.database.transaction(scene.stage.clock.now()) as tx:
        own = await tx.session.merge(await incident(scene))
        own.channel_name = "elsewhere"
    await scene.types(CHI, "/incident open sev1 payment errors")
    assert sorted(made["name"] for made in rooms(scene)) == [
        "inc-2-payment-errors", "inc-2-payment-errors-2",
    ]  # fmt: skip
    assert (await incident(scene, 2)).channel_name == "inc-2-payment-errors-2"


@pytest.mark.parametrize(
    "title", ["ระบบชำระเงินล่ม", "Lỗi thanh toán", "🔥🔥", "payment " * 40, "<!here> help"]
)
async def test_whatever_it_is_called_it_has_a_channel_and_pings_nobody(scene: Scene, title: str) -> None:
    await staff(scene)
    await declared(scene, f"sev1 {title}")
    assert rooms(scene)[0]["name"].startswith("inc-1")
    everything = " ".join(said(scene) + told_operations(scene) + written(scene, BEN))
    assert "<!here>" not in everything
    assert "@here" not in everything


async def test_an_answer_that_is_lost_makes_no_second_channel(scene: Scene) -> None:
    await staff(scene)
    scene.stage.sandbox.after_call = breaking(CREATE)
    await declared(scene)
    assert [made["name"] for made in rooms(scene)] == ["inc-1-payment-errors"]
    assert "Severity 1: payment errors" in words(room_card(scene))


async def test_without_leave_to_make_channels_it_goes_on_in_operations(scene: Scene) -> None:
    await staff(scene)
    scene.stage.sandbox.before_call = refusing(CREATE, "restricted_action")
    await scene.types(CHI, "/incident open sev1 payment errors")
    card = scene.card("Severity 1", OPERATIONS)
    assert "Escalate now" in str(card["blocks"])
    assert scene.thread(card)[-1] == (
        "⚠️ Slack did not let me make a channel: `restricted_action`. We go on here."
    )
    assert any("<@UBEN>, you are paged" in text for text in told_operations(scene))
    assert len(pages_to(scene, BEN)) == 1


async def test_a_private_one_is_never_made_public(scene: Scene) -> None:
    await staff(scene)
    await scene.types(CHI, "/incident")
    await scene.submits(CHI, title="data leak", severity="1", private=["private"])
    assert rooms(scene)[0]["is_private"]
    assert "data leak" not in " ".join(told_operations(scene))
    await scene.types(ANA, "/incident list")
    assert "data leak" not in scene.told(ANA)


async def test_a_private_one_that_cannot_be_made_stays_out_of_public_channels(scene: Scene) -> None:
    await staff(scene)
    scene.stage.sandbox.before_call = refusing(CREATE, "restricted_action")
    await scene.types(CHI, "/incident")
    await scene.submits(CHI, title="data leak", severity="1", private=["private"])
    await scene.passes(minutes=20)
    assert rooms(scene) == []
    assert "data leak" not in " ".join(told_operations(scene))
    assert any("As it is private" in text for text in written(scene, CHI))
    assert len(pages_to(scene, BEN)) == 1


async def test_who_cannot_be_added_is_named(scene: Scene) -> None:
    await staff(scene, l1="UJAN")
    await declared(scene)
    assert "⚠️ Could not be added to this channel: Jan Novak (`" in "\n".join(said(scene))


async def test_somebody_slack_does_not_deliver_to_is_followed_by_the_next(scene: Scene) -> None:
    await staff(scene, l1="UJAN")
    await declared(scene)
    assert len(pages_to(scene, ANA)) == 1, "at once"
    assert [(row.user_id, row.state) for row in await page_rows(scene)] == [
        ("UJAN", "undeliverable"), (ANA, "accepted"),
    ]  # fmt: skip
    told = told_operations(scene) + said(scene) + scene.thread(scene.card("Severity 1", OPERATIONS))
    assert "Slack does not deliver the page to Jan Novak" in "\n".join(told)
    assert [each for each in await record(scene) if each.startswith("page.")] == [
        "page.planned", "page.undeliverable", "page.planned", "page.accepted",
    ]  # fmt: skip
