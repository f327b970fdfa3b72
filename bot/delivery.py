"""Slack out: messages to post or redraw, drawn from the state as it is when they are sent."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from bot import log, lookup, pace, undeliverable
from bot.cards import Cards, Drawn
from bot.clock import Clock
from bot.loops import Loop
from bot.notices import Notices
from bot.pace import Pace
from bot.points import Point
from bot.slack import (
    EDITED_AWAY,
    OF_THE_PLACE,
    Slack,
    SlackBug,
    SlackError,
    SlackForbidden,
    SlackGone,
    SlackLater,
)
from store import effects, messages, sending
from store.db import Database, Transaction, Unavailable, Wake
from store.messages import NOTE, Message, Surface, Urgency

logger = log.get(__name__)

LEASE = timedelta(seconds=60)
AT_ONCE = 8
"""Messages under way at the same time, at most one a place, so that each place keeps its order.

As many pages again, in places of their own: a slow Slack must not make them wait for redraws.
"""

LOOKS = 2
LOOK_AGAIN = timedelta(seconds=3)
"""An unknown outcome is looked for twice: Slack's history may lag behind its own answer."""

LONGEST_BACKOFF = 60.0
EVENT_TYPE = "runsheet_message"


class Delivery:
    def __init__(
        self,
        database: Database,
        slack: Slack,
        cards: Cards,
        clock: Clock,
        pace: Pace,
        notices: Notices,
        wake: Callable[[Wake], None],
    ) -> None:
        self._database = database
        self._slack = slack
        self._cards = cards
        self._clock = clock
        self._pace = pace
        self._notices = notices
        self._wake = wake
        self._busy: set[tuple[bool, str]] = set()
        self._unsettled: list[Message] = []
        self.loop = Loop("delivery", self._step)
        clock.on_change.append(self.loop.wake)

    async def _step(self) -> float | None:
        await self._let_go()
        async with self._database.reading(self._clock.now()) as tx:
            ready = await sending.ready(tx, self._clock.real())
            retry_at = await sending.next_retry(tx)
        pauses = self._begin(ready)
        if retry_at is not None:
            pauses.append(max(0.05, (retry_at - self._clock.real()).total_seconds()))
        return min(pauses, default=None)

    def _begin(self, ready: Sequence[Message]) -> list[float]:
        """Send what may be sent now, in order; how long the others have to wait."""
        pauses: list[float] = []
        waiting: set[tuple[bool, str]] = set()
        for message in ready:
            is_post = message.ts is None
            if not self._has_room(message) or (is_post and _lane(message) in waiting):
                continue
            wait = self._wait(message)
            if wait:
                pauses.append(wait)
                waiting |= {_lane(message)} if is_post else set()
                continue
            self._pace.take(message, self._clock.monotonic())
            self._busy.add(_lane(message))
            self.loop.beside(self._send(message), failed=partial(self._broken, message))
        return pauses

    def _has_room(self, message: Message) -> bool:
        """A lane that is taken, or no room: whoever takes it now wakes the loop at the end."""
        lane = _lane(message)
        return lane not in self._busy and sum(busy[0] == lane[0] for busy in self._busy) < AT_ONCE

    def _wait(self, message: Message) -> float:
        asked_not_to = max(self._slack.pause(method) for method in pace.methods(message))
        return max(asked_not_to, self._pace.wait(message, self._clock.monotonic()))

    async def _send(self, message: Message) -> None:
        try:
            await self._sent(message)
        except Unavailable as error:
            logger.warning("a message could not be settled", key=message.key, error=str(error))
            self._unsettled.append(message)
        finally:
            self._busy.discard(_lane(message))

    async def _let_go(self) -> None:
        """What the database did not take the outcome of: a post is looked for, a redraw is made again."""
        while self._unsettled:
            async with self._database.transaction(self._clock.now()) as tx:
                await sending.let_go(tx, self._unsettled[-1])
            self._unsettled.pop()

    async def _sent(self, message: Message) -> None:
        lease = self._clock.real() + LEASE
        async with self._database.transaction(self._clock.now()) as tx:
            if not await sending.claim(tx, message, lease):
                return
        Point.MESSAGE_CLAIMED.reached()
        message.lease_until = lease
        try:
            await self._delivered(message)
        except SlackLater as error:
            await self._later(message, error)
        except SlackGone as error:
            await self._gone(message, error)
        except (SlackForbidden, SlackBug) as error:
            await self._refused(message, error)

    async def _delivered(self, message: Message) -> None:
        if message.surface == Surface.HOME:
            await self._publish(message)
        elif message.ts is not None:
            await self._redraw(message)
        elif message.attempted_at is not None:
            await self._look_for(message)
        else:
            await self._post(message)

    # The three ways out. ------------------------------------------------------------------------------------

    async def _post(self, message: Message) -> None:
        revision, drawn, thread_ts = await self._drawn(message)
        channel = await self._channel(message)
        Point.MESSAGE_POSTING.reached()
        answer = await self._slack.call(
            "chat.postMessage", channel=channel, text=drawn.text, blocks=drawn.blocks,
            metadata=_metadata(message), unfurl_links=False, unfurl_media=False, thread_ts=thread_ts,
        )  # fmt: skip
        Point.MESSAGE_POSTED.reached()
        await self._accepted(message, revision, answer["channel"], answer["ts"])

    async def _redraw(self, message: Message) -> None:
        revision, drawn, _ = await self._drawn(message)
        Point.MESSAGE_REDRAWING.reached()
        await self._change(
            message, "chat.update", channel=message.channel, ts=message.ts, text=drawn.text,
            blocks=drawn.blocks, parse="none",
        )  # fmt: skip
        Point.MESSAGE_REDRAWN.reached()
        await self._accepted(message, revision, str(message.channel), str(message.ts))

    async def _publish(self, message: Message) -> None:
        revision, drawn, _ = await self._drawn(message)
        home = {"type": "home", "blocks": drawn.blocks}
        await self._change(message, "views.publish", user_id=message.place, view=home)
        await self._accepted(message, revision, message.place, Surface.HOME)

    async def _change(self, message: Message, method: str, **args: Any) -> None:
        try:
            await self._slack.call(method, **args)
        finally:
            if message.ts is not None:  # a Home tab's first showing is no redraw
                self._pace.sent(message, self._clock.monotonic())

    async def _drawn(self, message: Message) -> tuple[int, Drawn, str | None]:
        """What it should show now, the revision that this is, and the thread it belongs to."""
        async with self._database.reading(self._clock.now()) as tx:
            now = await messages.get(tx, message.id)
            parent = await messages.get(tx, now.parent_id) if now.parent_id else None
            thread_ts = parent.ts if parent else now.thread_ts
            if now.kind == NOTE and now.body is not None:
                return now.wanted, Drawn(now.body["text"], now.body["blocks"]), thread_ts
            drawn = await self._cards.draw(tx, now.kind, now.team_id, now.subject)
            return now.wanted, drawn.repeated() if now.repeated else drawn, thread_ts

    async def _channel(self, message: Message) -> str:
        if message.surface != Surface.DM:
            return message.place
        answer = await self._slack.call("conversations.open", users=message.place)
        return str(answer["channel"]["id"])

    async def _accepted(self, message: Message, revision: int, channel: str, ts: str) -> None:
        async with self._database.transaction(self._clock.now()) as tx:
            await sending.shown(tx, message, revision, channel=channel, ts=ts)
            if message.pinned and message.ts is None and not (await messages.get(tx, message.id)).retired:
                await effects.want(tx, message.team_id, "pin", f"pin:{channel}:{ts}", channel=channel, ts=ts)
            await sending.revive(tx, message, OF_THE_PLACE)
            Point.MESSAGE_SETTLING.reached()
        Point.MESSAGE_SETTLED.reached()
        self._woken(tx)

    def _woken(self, tx: Transaction) -> None:
        for wake in tx.wakes:
            self._wake(wake)

    # When the outcome is not known. -------------------------------------------------------------------------

    async def _look_for(self, message: Message) -> None:
        """An earlier attempt is taken as it is found; where none is, twice, the next step posts afresh."""
        channel = await self._channel(message)
        _, _, thread_ts = await self._drawn(message)
        try:
            found = await lookup.found(self._slack, message, channel, thread_ts)
        except SlackError as error:
            await self._not_looked_for(message, error)
            return
        Point.MESSAGE_LOOKED_FOR.reached()
        if found is not None:
            await self._accepted(message, 0, channel, found)
            return
        again_at = None if message.looked + 1 >= LOOKS else self._clock.real() + LOOK_AGAIN
        async with self._database.transaction(self._clock.now()) as tx:
            await sending.looked(tx, message, again_at)

    async def _not_looked_for(self, message: Message, error: SlackError) -> None:
        """A page twice does no harm, one that is lost does; anything else waits for the history."""
        waits = isinstance(error, SlackLater) and message.tries < LOOKS
        if message.urgency != Urgency.PAGE or waits:
            raise error
        logger.warning("a page is sent again, perhaps", key=message.key, error=str(error))
        async with self._database.transaction(self._clock.now()) as tx:
            await sending.unfindable(tx, message)

    # When Slack did not take it. ----------------------------------------------------------------------------

    async def _later(self, message: Message, error: SlackLater) -> None:
        wait = error.retry_after or min(LONGEST_BACKOFF, 2.0**message.tries)
        logger.warning("slack later", key=message.key, error=error.code, seconds=wait)
        retry_at = self._clock.real() + timedelta(seconds=wait)
        maybe_done = error.maybe_done or message.attempted_at is not None
        async with self._database.transaction(self._clock.now()) as tx:
            await sending.later(tx, message, retry_at, error.code, maybe_done=maybe_done)
        self._woken(tx)

    async def _gone(self, message: Message, error: SlackGone) -> None:
        if not _lost(message, error):
            await self._refused(message, error)
            return
        logger.info("a message cannot be kept true any more, posting it afresh", key=message.key)
        async with self._database.transaction(self._clock.now()) as tx:
            await sending.lost(tx, message, error.code)
            if message.pinned and error.code in EDITED_AWAY:
                channel, ts = str(message.channel), str(message.ts)
                await effects.want(
                    tx, message.team_id, "unpin", f"unpin:{channel}:{ts}", channel=channel, ts=ts
                )
        self._woken(tx)

    async def _refused(self, message: Message, error: SlackError) -> None:
        problem = error.code if error.code in OF_THE_PLACE else str(error)
        logger.error("slack refused a message", key=message.key, place=message.place, problem=problem)
        async with self._database.transaction(self._clock.now()) as tx:
            await undeliverable.say(self._notices, tx, message, problem)
            await sending.give_up(tx, message, problem, maybe_done=message.attempted_at is not None)
        self._woken(tx)

    async def _broken(self, message: Message, bug: str) -> None:
        """Something of ours failed, such as its drawing: tried again at its next change, not for ever."""
        async with self._database.transaction(self._clock.now()) as tx:
            await undeliverable.say_broken(self._notices, tx, message, bug)
            await sending.give_up(tx, message, f"error {bug}", maybe_done=True)
        self._woken(tx)


def _lane(message: Message) -> tuple[bool, str]:
    return message.urgency == Urgency.PAGE, message.place


def _lost(message: Message, error: SlackGone) -> bool:
    """Deleted, or not to be changed any more; or a DM has another channel by now: asked for, it is found."""
    posted_dm = message.surface == Surface.DM and message.ts is not None
    gone = error.code == "message_not_found" or error.code in EDITED_AWAY
    return gone or (posted_dm and error.code == "channel_not_found")


def _metadata(message: Message) -> dict[str, Any]:
    return {"event_type": EVENT_TYPE, "event_payload": {"key": message.key}}
