"""Slack in: a delivery is parsed, becomes one turn, and its answer goes back inside Slack's 3 seconds."""

import re
from asyncio import Timeout
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot import log, payloads
from bot.clock import Clock
from bot.courier import Courier
from bot.directory import Directory
from bot.points import Point
from bot.routes import Routes
from bot.slack import Slack, SlackError
from bot.turn import Reply, Turns, guarded
from commands import kit
from commands.feature import Button, Click, Event, Refused, Right, Submitted, Typed

logger = log.get(__name__)

FORM_TIMEOUT = 1.5
"""Real seconds for opening a form: it is done inside Slack's 3-second answer."""
FORM_AFTER = 0.8
"""Real seconds left for it where the turn has used up all of its budget."""

EVERYTHING = re.compile(".*")
Body = dict[str, Any]


class Again(Button):
    """Under a command whose form did not open: a press brings a fresh trigger."""

    action: ClassVar[str] = "again"
    slash: str
    text: str


class Edge:
    def __init__(
        self,
        team_id: str,
        turns: Turns,
        routes: Routes,
        directory: Directory,
        slack: Slack,
        courier: Courier,
        clock: Clock,
        budget: float,
    ) -> None:
        self._team_id = team_id
        self._turns = turns
        self._routes = routes
        self._directory = directory
        self._slack = slack
        self._courier = courier
        self._clock = clock
        self._budget = budget

    def listen(self, app: AsyncApp) -> None:
        """Everything Slack sends has a listener: what has none is delivered again and again."""
        app.command(EVERYTHING)(self._command)
        app.action(Again.action)(self._again)
        app.action(EVERYTHING)(self._click)
        app.view(EVERYTHING)(self._form)
        app.view_closed(EVERYTHING)(_acknowledge)
        app.shortcut(EVERYTHING)(self._shortcut)
        app.event(EVERYTHING)(self._event)

    # One listener a kind of delivery. -----------------------------------------------------------------------

    async def _command(self, ack: AsyncAck, body: Body) -> None:
        late = self._late()
        reply = await self._guarded(
            body, lambda limit: self._typed(body, body["command"], body.get("text") or "", limit)
        )
        if isinstance(reply, Refused):
            await ack(text=reply.text)
        elif not reply.said:
            await ack()
        elif "say" in reply.said:
            await ack(**reply.said["say"])
        elif reply.again or await self._opened(body, reply.said["open"], late):
            await ack()
        else:
            again = Again(slash=body["command"], text=body.get("text") or "")
            await ack(**_open_form(again))

    async def _again(self, ack: AsyncAck, body: Body) -> None:
        async def take(limit: Timeout) -> Reply:
            again = Again.unpack(body["actions"][0]["value"])
            return await self._typed(_of_click(body), again.slash, again.text, limit)

        late = self._late()
        await self._after_click(body, await self._guarded(body, take), late)
        await ack()

    async def _click(self, ack: AsyncAck, body: Body) -> None:
        late = self._late()
        reply = await self._guarded(body, lambda limit: self._clicked(body, limit))
        await self._after_click(body, reply, late)
        await ack()

    async def _form(self, ack: AsyncAck, body: Body) -> None:
        reply = await self._guarded(body, lambda limit: self._submitted(body, limit))
        if isinstance(reply, Refused):
            errors = payloads.errors(payloads.part(body, "view"), reply)
            if errors:
                await ack(response_action="errors", errors=errors)
            else:
                await ack(response_action="update", view=kit.notice("Not done", reply.text).view())
        elif reply.said and "open" in reply.said:
            await ack(response_action="update", view=reply.said["open"])
        elif reply.said:
            await ack(response_action="update", view=_notice(reply.said["say"]["text"]))
        else:
            await ack()

    async def _shortcut(self, ack: AsyncAck, body: Body) -> None:
        late = self._late()
        reply = await self._guarded(body, lambda limit: self._called(body, limit))
        await self._show(body, reply, late)
        await ack()

    async def _event(self, body: Body) -> None:
        reply = await guarded(lambda limit: self._happened(body, limit), self._budget)
        if isinstance(reply, Refused):
            logger.info("event refused", type=payloads.part(body, "event").get("type"), why=reply.text)

    def _late(self) -> float:
        """When all that is done for a delivery that has come now must be over."""
        return self._clock.monotonic() + self._budget + FORM_AFTER

    async def _guarded(self, body: Body, work: Callable[[Timeout], Awaitable[Reply]]) -> Reply | Refused:
        async def ours(limit: Timeout) -> Reply:
            payloads.check_team(body, self._team_id)
            return await work(limit)

        return await guarded(ours, self._budget)

    # Parse, then one turn. ----------------------------------------------------------------------------------

    async def _typed(self, body: Body, slash: str, text: str, limit: Timeout) -> Reply:
        command, rest = self._routes.command(slash, payloads.typed(text))
        by = await self._directory.person(self._team_id, body["user_id"])
        mentions = payloads.mentions(text)
        await self._directory.meet(self._team_id, [each.id for each in mentions if not each.is_group])
        typed = Typed(by, rest, body["channel_id"], mentions)
        return await self._turns.take(
            f"trigger:{body['trigger_id']}", by, command.right, command.handler, typed, limit
        )

    async def _clicked(self, body: Body, limit: Timeout) -> Reply:
        button = payloads.button(body["actions"][0], self._routes.buttons)
        by = await self._directory.person(self._team_id, body["user"]["id"])
        channel = payloads.part(body, "channel").get("id")
        click = Click(by, button, channel, payloads.entered(body.get("view") or {}))
        key = f"trigger:{body['trigger_id']}:{body['actions'][0].get('action_ts', '')}"
        return await self._turns.take(key, by, button.right, self._routes.clicks[type(button)], click, limit)

    async def _submitted(self, body: Body, limit: Timeout) -> Reply:
        view = body["view"]
        kind = self._routes.form(view["callback_id"])
        form = payloads.form(view, kind)
        by = await self._directory.person(self._team_id, body["user"]["id"])
        await self._directory.meet(self._team_id, payloads.people(view))
        sent = Submitted(by, form)
        return await self._turns.take(
            payloads.submission_key(view), by, kind.right, self._routes.forms[kind], sent, limit
        )

    async def _called(self, body: Body, limit: Timeout) -> Reply:
        handler = self._routes.shortcuts.get(body["callback_id"])
        if handler is None:
            raise Refused("This shortcut belongs to another version of Runsheet.")
        by = await self._directory.person(self._team_id, body["user"]["id"])
        shortcut = payloads.shortcut(body, by)
        await self._directory.meet(self._team_id, [shortcut.author] if shortcut.author else [])
        return await self._turns.take(
            f"trigger:{body['trigger_id']}", by, Right.ACT, handler, shortcut, limit
        )

    async def _happened(self, body: Body, limit: Timeout) -> Reply:
        event = body["event"]
        if event["type"] == "user_change":
            await self._directory.learn(self._team_id, event["user"])
        handler = self._routes.events.get(event["type"])
        if handler is None or not isinstance(event.get("user"), str):
            return Reply(None)
        by = await self._directory.person(self._team_id, event["user"])
        given = Event(by, event)
        return await self._turns.take(f"event:{body['event_id']}", by, Right.READ, handler, given, limit)

    # Answers. -----------------------------------------------------------------------------------------------

    async def _after_click(self, body: Body, reply: Reply | Refused, late: float) -> None:
        said = {"say": {"text": reply.text}} if isinstance(reply, Refused) else reply.said
        if said and "say" in said and _has_url(body):
            self._courier.send(body["response_url"], said["say"])
        elif said and "replace" in said:
            await self._replaced(body, said["replace"], late)
        else:
            await self._show(body, reply, late)

    async def _show(self, body: Body, reply: Reply | Refused, late: float) -> None:
        """In a window: the form asked for, or words where no message can be shown to one person alone."""
        if isinstance(reply, Refused):
            await self._opened(body, _notice(reply.text), late)
        elif reply.said and not reply.again:
            view = reply.said.get("open") or _notice(reply.said["say"]["text"])
            if not await self._opened(body, view, late) and _has_url(body):
                text = "Slack did not open the form in time. Press again."
                self._courier.send(body["response_url"], {"text": text})

    async def _opened(self, body: Body, view: Body, late: float) -> bool:
        in_modal = payloads.part(body, "view").get("type") == "modal"
        method = "views.push" if in_modal else "views.open"
        return await self._tried(method, late, trigger_id=body.get("trigger_id"), view=view)

    async def _replaced(self, body: Body, view: Body, late: float) -> None:
        shown = body["view"]
        await self._tried("views.update", late, view_id=shown["id"], hash=shown.get("hash"), view=view)

    async def _tried(self, method: str, late: float, **args: Any) -> bool:
        left = min(FORM_TIMEOUT, late - self._clock.monotonic())
        try:
            await self._slack.call(method, timeout=left, **args)
        except SlackError as error:
            logger.warning("a form was not shown", method=method, error=str(error))
            return False
        Point.ANSWER_SHOWN.reached()
        return True


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


def _notice(text: str) -> Body:
    return kit.notice("Runsheet", text).view()


def _open_form(again: Again) -> Body:
    text = "Slack did not open the form in time."
    button = kit.button("Open form", again, "Open the form")
    return {"text": text, "blocks": [kit.words(text, "late", button).to_dict()]}


def _has_url(body: Body) -> bool:
    return isinstance(body.get("response_url"), str)


def _of_click(body: Body) -> Body:
    """What a command's body would say, from that of a click."""
    return {
        "user_id": body["user"]["id"],
        "channel_id": payloads.part(body, "channel").get("id", ""),
        "trigger_id": body["trigger_id"],
    }
