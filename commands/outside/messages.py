"""What may be done with messages."""

from typing import ClassVar

from pydantic import BaseModel

from commands.outside.channels import InChannel


class OnMessage(InChannel):
    ts: str


class Pin(OnMessage):
    kind: ClassVar[str] = "pin"
    does: ClassVar[str] = "pin messages"


class Unpin(OnMessage):
    kind: ClassVar[str] = "unpin"
    does: ClassVar[str] = "unpin messages"


class React(OnMessage):
    """`emoji` without colons, such as `pushpin`."""

    kind: ClassVar[str] = "react"
    does: ClassVar[str] = "add reactions"
    emoji: str


class MessageFound(BaseModel):
    """`author` wrote it, or the bot's user where an app did; it stands in the thread of `thread_ts`."""

    text: str
    author: str | None = None
    thread_ts: str | None = None


class AskMessage(OnMessage):
    """Ask Slack for a message, in a thread or not."""

    kind: ClassVar[str] = "ask_message"
    does: ClassVar[str] = "read messages"
    answers: ClassVar[type[BaseModel]] = MessageFound
