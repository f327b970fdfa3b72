"""One act of a person: what was asked for, by whom and where, and what came of it."""

from dataclasses import dataclass
from typing import Any

from sandbox import payloads
from sandbox.conversations import Channel, Message
from sandbox.errors import BadAct
from sandbox.people import Person
from sandbox.receipts import Receipt
from sandbox.responses import Responses
from sandbox.wire import Json
from sandbox.workspace import Workspace
from sandbox.world import World


@dataclass(frozen=True)
class Deed:
    workspace: Workspace
    responses: Responses
    given: Json

    @property
    def world(self) -> World:
        return self.workspace.world

    def text(self, name: str, example: str) -> str:
        """A required word of the request; the example goes into the refusal."""
        value = self.given.get(name)
        if not isinstance(value, str) or not value:
            raise BadAct(f"say `{name}`, for example {example}")
        return value

    def optional(self, name: str) -> str | None:
        value = self.given.get(name)
        return None if value is None else str(value)

    def values(self) -> Json:
        given: Any = self.given.get("values") or {}
        if not isinstance(given, dict):
            raise BadAct('`values` must be an object, for example {"BLOCK": {"ACTION": "value"}}')
        return given

    def person(self) -> Person:
        user = self.text("user", '"UANA"')
        person = self.world.people.get(user)
        if person is None:
            raise BadAct(f"there is no person {user}; there are {', '.join(self.world.people)}")
        if person.deleted or person.is_bot:
            raise BadAct(f"{person.name} cannot act: {'deactivated' if person.deleted else 'a bot'}")
        return person

    def insider(self) -> Person:
        """A person of this workspace; those of another one only read, write and press here."""
        person = self.person()
        if person.is_stranger:
            raise BadAct(f"{person.name} is of another workspace, where this app is not installed")
        return person

    def member(self) -> Person:
        """A full member of this workspace."""
        person = self.insider()
        if person.is_restricted:
            raise BadAct(f"{person.name} is a guest and cannot do that")
        return person

    def channel(self) -> Channel:
        """The conversation of the act, which its person has to be in."""
        person, wanted = self.person(), self.text("channel", '"CDEPLOY"')
        channel = self.world.channels.get(wanted)
        if channel is None or (channel.is_private and person.id not in channel.members):
            raise BadAct(f"there is no conversation {wanted} for {person.name}; use an id of `channels`")
        if person.id not in channel.members:
            raise BadAct(f"{person.name} is not in #{channel.name}")
        return channel

    def message(self) -> Message:
        """A message this person can see."""
        channel, ts = self.channel(), self.text("ts", '"1700000000.000100"')
        message = channel.messages.get(ts)
        if message is None or message.ephemeral_to not in (None, self.person().id):
            raise BadAct(f"there is no message {ts} in {channel.id} for {self.person().name}")
        return message

    def view(self) -> Json:
        """The form on top of those this person has open."""
        wanted = self.text("view", '"V0123456789"')
        stack = self.world.views.get(self.person().id, [])
        if not stack or stack[-1]["id"] != wanted:
            on_top = stack[-1]["id"] if stack else "none"
            raise BadAct(f"{wanted} is not the open form of {self.person().name}, which is {on_top}")
        return stack[-1]

    def interaction(self, kind: str) -> Json:
        """What every interaction tells the app: its type, its person, its origin."""
        world, app = self.world, self.workspace.app
        user = payloads.actor(self.person(), world.team)
        return {"type": kind, "user": user, **payloads.origin(app, world.team)}

    async def interact(self, payload: Json) -> Receipt:
        """Tells the app of a press or a submit."""
        return await self.workspace.deliveries.deliver("interactive", payload)

    def trigger(self) -> str:
        return self.workspace.trigger(self.person().id)

    def response_url(self, channel: Channel, origin: Message | None = None) -> str:
        return self.responses.url(self.workspace, channel, self.person().id, origin)


def outcome(receipt: Receipt | None, **more: Any) -> Json:
    """The answer to an act; without a receipt nothing had to be acknowledged."""
    if receipt is None:
        receipt = Receipt(acknowledged=False)
    return {
        "ok": True,
        "acknowledged": receipt.acknowledged,
        "within_ms": receipt.within_ms,
        "with": receipt.payload,
        "error": receipt.error,
        **more,
    }
