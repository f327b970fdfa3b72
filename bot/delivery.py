"""Slack out: messages to post or redraw, drawn from the state as it is when they are sent."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from bot import log
from bot.cards import Cards, Drawn
from bot.clock import Clock
from bot.loops import Loop
from bot.notices import Notices
from bot.pace import Pace
from bot.slack import Slack, SlackBug, SlackForbidden, SlackGone, SlackLater
from commands import kit
from store import effects, messages, sending
from store.db import Database, Transaction, Wake
from store.messages import NOTE, Message, Surface

logger = log.get(__name__)

LEASE = timedelta(seconds=60)
AT_ONCE = 8
"""Messages under way at the same time, at most one a place, so that each place keeps its order."""

LOOKS = 2
LOOK_AGAIN = timedelta(seconds=3)
"""An unknown outcome is looked for twice: Slack's history may lag behind its own answer."""

SKEW = 5.0
"""Seconds that Slack's clock may be behind ours."""

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
        self._busy: set[str] = set()
        self.loop = Loop("delivery", self._step)

    async def _step(self) -> float | None:
        async with self._database.reading(self._clock.now()) as tx:
            ready = await sending.ready(tx, self._clock.real())
            retry_at = await sending.next_retry(tx)
        waits = {message.id: self._pace.wait(message, self._clock.monotonic()) for message in ready}
        for message in self._chosen([message for message in ready if waits[message.id] == 0]):
            self._busy.add(message.place)
            self.loop.beside(self._send(message))
        pauses = [wait for wait in waits.values() if wait]
        if retry_at is not None:
            pauses.append(max(0.05, (retry_at - self._clock.real()).total_seconds()))
        return min(pauses, default=None)

    def _chosen(self, ready: Sequence[Message]) -> list[Message]:
        first: dict[str, Message] = {}
        for message in ready:
            if message.place not in self._busy:
                first.setdefault(message.place, message)
        return list(first.values())[: AT_ONCE - len(self._busy)]

    async def _send(self, message: Message) -> None:
        try:
            await self._sent(message)
        finally:
            self._busy.discard(message.place)

    async def _sent(self, message: Message) -> None:
        lease = self._clock.real() + LEASE
        async with self._database.transaction(self._clock.now()) as tx:
            if not await sending.claim(tx, message, lease):
                return
        try:
            await self._delivered(message)
        except SlackLater as error:
            await self._later(message, error)
        except SlackGone as error:
            await self._gone(message, error)
        except (SlackForbidden, SlackBug) as error:
            await self._give_up(message, str(error))

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
        answer = await self._slack.call(
            "chat.postMessage", channel=channel, text=drawn.text, blocks=drawn.blocks,
            metadata=_metadata(message), unfurl_links=False, unfurl_media=False,
            thread_ts=thread_ts,
        )  # fmt: skip
        await self._accepted(message, revision, answer["channel"], answer["ts"])

    async def _redraw(self, message: Message) -> None:
        revision, drawn, _ = await self._drawn(message)
        self._pace.redrawn(message, self._clock.monotonic())
        await self._slack.call(
            "chat.update", channel=message.channel, ts=message.ts, text=drawn.text, blocks=drawn.blocks,
            parse="none",
        )  # fmt: skip
        await self._accepted(message, revision, str(message.channel), str(message.ts))

    async def _publish(self, message: Message) -> None:
        revision, drawn, _ = await self._drawn(message)
        self._pace.redrawn(message, self._clock.monotonic())
        home = {"type": "home", "blocks": drawn.blocks}
        await self._slack.call("views.publish", user_id=message.place, view=home)
        await self._accepted(message, revision, message.place, Surface.HOME)

    async def _drawn(self, message: Message) -> tuple[int, Drawn, str | None]:
        """What it should show now, the revision that this is, and the thread it belongs to."""
        async with self._database.reading(self._clock.now()) as tx:
            now = await messages.get(tx, message.id)
            parent = await messages.get(tx, now.parent_id) if now.parent_id else None
            thread_ts = parent.ts if parent else now.thread_ts
            if now.kind == NOTE and now.body is not None:
                return now.wanted, Drawn(now.body["text"], now.body["blocks"]), thread_ts
            return now.wanted, await self._cards.draw(tx, now.kind, now.team_id, now.subject), thread_ts

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
        for wake in tx.wakes:
            self._wake(wake)

    # When the outcome is not known. -------------------------------------------------------------------------

    async def _look_for(self, message: Message) -> None:
        """An earlier attempt is taken as it is found; where none is, twice, the next step posts afresh."""
        channel = await self._channel(message)
        found = await self._found(message, channel)
        if found is not None:
            await self._accepted(message, 0, channel, found)
            return
        again_at = None if message.looked + 1 >= LOOKS else self._clock.real() + LOOK_AGAIN
        async with self._database.transaction(self._clock.now()) as tx:
            await sending.looked(tx, message, again_at)

    async def _found(self, message: Message, channel: str) -> str | None:
        if message.attempted_at is None:
            return None
        _, _, thread_ts = await self._drawn(message)
        answer = await self._slack.call(
            "conversations.replies" if thread_ts else "conversations.history",
            channel=channel,
            ts=thread_ts,
            oldest=f"{message.attempted_at.timestamp() - SKEW:.6f}",
            include_all_metadata=True,
            limit=200,
        )
        for said in answer.get("messages", []):
            if said.get("metadata", {}).get("event_payload", {}).get("key") == message.key:
                return str(said["ts"])
        return None

    # When Slack did not take it. ----------------------------------------------------------------------------

    async def _later(self, message: Message, error: SlackLater) -> None:
        wait = error.retry_after or min(LONGEST_BACKOFF, 2.0**message.tries)
        logger.warning("slack later", key=message.key, error=error.code, seconds=wait)
        retry_at = self._clock.real() + timedelta(seconds=wait)
        async with self._database.transaction(self._clock.now()) as tx:
            await sending.later(tx, message, retry_at, error.code, maybe_done=error.maybe_done)

    async def _gone(self, message: Message, error: SlackGone) -> None:
        if _lost(message, error):
            logger.info("message is not there any more, posting it afresh", key=message.key)
            async with self._database.transaction(self._clock.now()) as tx:
                await sending.lost(tx, message)
        else:
            await self._give_up(message, str(error))

    async def _give_up(self, message: Message, problem: str) -> None:
        logger.error("slack refused a message", key=message.key, place=message.place, problem=problem)
        async with self._database.transaction(self._clock.now()) as tx:
            await sending.give_up(tx, message, problem)
            if message.place != self._notices.channel:
                await self._complain(tx, message, problem)

    async def _complain(self, tx: Transaction, message: Message, problem: str) -> None:
        where = f"<@{message.place}>" if message.surface != Surface.CHANNEL else f"<#{message.place}>"
        text = (
            f"⚠️ I could not post in {where}: `{kit.safe(problem)}`. If it is private, invite me there with "
            "`/invite @runsheet`; then `/deploy status` posts it again."
        )
        await self._notices.add(tx, f"undeliverable:{message.key}:{message.wanted}", text)


def _lost(message: Message, error: SlackGone) -> bool:
    """Somebody deleted it, or a DM has another channel by now: asked for again, it is found."""
    posted_dm = message.surface == Surface.DM and message.ts is not None
    return error.code == "message_not_found" or (posted_dm and error.code == "channel_not_found")


def _metadata(message: Message) -> dict[str, Any]:
    return {"event_type": EVENT_TYPE, "event_payload": {"key": message.key}}
