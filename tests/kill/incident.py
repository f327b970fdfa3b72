"""An incident: declared, given a channel, paged, escalated, answered; and what is true in the end."""

from collections.abc import Mapping

from bot.points import Point
from store.incidents import Incident
from store.pages import Page as Paged
from tests.kill.cells import sample
from tests.kill.plot import Plot
from tests.kill.story import Deed, Refused, Story, stands_once
from tests.kill.world import World
from tests.page import Json, everything_said
from tests.stories.incidents import GIA, on_call
from tests.stories.scene import ANA, BEN, CHI, words

TIMES = {
    Point.TURN_BEGUN: 4,
    Point.TURN_HANDLED: 4,
    Point.TURN_COMMITTED: 4,
    Point.ANSWER_READY: 4,
    Point.ANSWER_SHOWN: 1,
    Point.ANSWER_SENT: 4,
    Point.MESSAGE_CLAIMED: 12,
    Point.MESSAGE_POSTING: 10,
    Point.MESSAGE_POSTED: 10,
    Point.MESSAGE_LOOKED_FOR: 1,
    Point.MESSAGE_REDRAWING: 4,
    Point.MESSAGE_REDRAWN: 4,
    Point.MESSAGE_SETTLING: 12,
    Point.MESSAGE_SETTLED: 12,
    Point.EFFECT_CLAIMED: 6,
    Point.EFFECT_DONE: 6,
    Point.EFFECT_ENDING: 6,
    Point.EFFECT_ENDED: 6,
    Point.TIMER_TAKEN: 4,
    Point.TIMER_HANDLED: 4,
    Point.TIMER_COMMITTED: 4,
}

CALLS = (
    "chat.postMessage", "chat.update", "conversations.create", "conversations.history",
    "conversations.invite", "conversations.open", "conversations.setTopic", "pins.add",
)  # fmt: skip

PAGES = (
    (1, BEN, "level", "superseded"),
    (2, ANA, "level", "acknowledged"),
    (3, GIA, "escalated", "superseded"),
)
"""The pages: the level, who, why, and what became of it."""


ONCE = (
    "incident.declared", "channel.made", "incident.escalated", "incident.acknowledged",
    *(f"page.{what}:{who}" for _, who, *_ in PAGES for what in ("planned", "accepted")),
)  # fmt: skip
"""What the journal holds once."""


class Outage(Story):
    """Chi declares it, Ben does not answer, Ana is paged by the clock, Gia by hand, Ana has it."""

    @property
    def deeds(self) -> Mapping[str, Deed]:
        return {
            "incident.declared": self._declares,
            f"page.planned:{ANA}": self._waits,
            "incident.escalated": self._escalates,
            "incident.acknowledged": self._acknowledges,
        }

    async def ends(self) -> None:
        await self.bot.unless_over(self.page.message("Ana Ruiz has it"))

    async def _declares(self) -> None:
        await self.page.types(CHI, "/incident")
        said = await self.page.submits(CHI, severity="1", title="payment errors")
        if "declared" not in str(said):
            raise Refused(said)

    async def _waits(self) -> None:
        await self._sees_paged(BEN)
        await self.until(lambda state: page_to(state, ANA))

    async def _escalates(self) -> None:
        card = await self.bot.unless_over(self.page.card("🔴 Severity 1", showing="Escalate now"))
        await self.page.presses(CHI, "Escalate now", card)

    async def _acknowledges(self) -> None:
        """Once everybody was paged, so that what was said is always the same."""
        await self._sees_paged(GIA)
        await self.page.presses(ANA, "Acknowledge", await self._sees_paged(ANA))

    async def _sees_paged(self, user: str) -> Json:
        """The page that they got, once they are mentioned in the channel too."""

        def page(state: Json) -> Json:
            return page_to(state, user)

        def mention(state: Json) -> None:
            mentions = [each for each in said_as(state, "incident.mention:") if f"<@{user}>" in words(each)]
            assert mentions, f"{user} is not mentioned"

        await self.bot.unless_over(self.page.sees(mention))
        return await self.bot.unless_over(self.page.sees(page))


def said_as(state: Json, kind: str) -> list[Json]:
    """What has a key that begins like this; the numbers of pages may have gaps, where a turn died."""
    said = [message for message in everything_said(state) if message["metadata"]]
    return [each for each in said if each["metadata"]["event_payload"]["key"].startswith(kind)]


def page_to(state: Json, user: str) -> Json:
    direct = {each["id"] for each in state["channels"] if each.get("is_im") and user in each["members"]}
    pages = [each for each in said_as(state, "incident.page:") if each["channel"] in direct]
    assert len(pages) == 1, f"{user} has {len(pages)} pages"
    return pages[0]


async def before(world: World) -> None:
    """Four people are on call, one a level."""
    await world.database.open()
    async with world.database.transaction(world.slack.clock.now()) as tx:
        await on_call(tx, world.slack.world.people.values())


async def is_true(world: World) -> None:
    recorded = await world.recorded()
    for once in ONCE:
        assert recorded.count(once) == 1, once
    assert recorded.count("bot.was_away") == world.stored.count("incident.declared"), "said where it matters"
    pages: list[Paged] = await world.rows(Paged)
    assert tuple((each.level, each.user_id, each.reason, each.state) for each in pages) == PAGES
    for page in pages:
        assert page.claimed_at, "each is on record"
        assert page.accepted_at
        assert page.due_at <= page.claimed_at <= page.accepted_at
    (incident,) = await world.rows(Incident)
    assert incident.acknowledged_by == ANA
    assert await world.effects() == ["create_channel", "invite", "invite", "invite", "pin", "set_topic"]
    posted = await stands_once(world.page, await world.keys())
    away = [message for message in posted.values() if "I was away from" in words(message)]
    assert len(away) == recorded.count("bot.was_away")
    await is_seen(world, incident, posted)


async def is_seen(world: World, incident: Incident, posted: Mapping[str, Json]) -> None:
    state = await world.page.state()
    (room,) = [channel for channel in state["channels"] if channel["name"].startswith("inc-")]
    assert len(world.took("conversations.create")) == 1, "one channel"
    assert room["name"] == "inc-1-payment-errors"
    assert {ANA, BEN, CHI, GIA} <= set(room["members"])
    assert room["topic"] == "Severity 1 · incident 1 · payment errors"
    card, in_operations = (posted[f"{kind}:{incident.id}"] for kind in ("incident", "incident.ops"))
    assert room["pins"] == [card["ts"]]
    assert len(world.took("pins.add")) == 1
    for shown in (card, in_operations, page_to(state, BEN), page_to(state, GIA)):
        assert "Ana Ruiz has it" in words(shown)
    assert "Acknowledged* by Ana Ruiz" in words(page_to(state, ANA))
    assert len(said_as(state, "incident.mention:")) == len(PAGES)
    assert not [each for each in posted.values() if "Possibly repeated" in words(each)]


INCIDENT = Plot(Outage, TIMES, sample(TIMES, every=4), CALLS, is_true, before)
