"""What may be done with channels."""

from typing import ClassVar

from pydantic import BaseModel

from commands.outside.wanted import Wanted


class InChannel(Wanted):
    channel: str

    @property
    def place(self) -> str:
        return self.channel


class ChannelCreated(BaseModel):
    """`fresh`: made for this. Else one of that name which our bot had made before was there already."""

    channel: str
    name: str
    fresh: bool = True


class CreateChannel(Wanted):
    """Refused with `name_taken` where somebody else's channel has the name. A private one stays private."""

    kind: ClassVar[str] = "create_channel"
    does: ClassVar[str] = "create channels"
    answers: ClassVar[type[BaseModel]] = ChannelCreated
    name: str
    private: bool = False


class ChannelFound(BaseModel):
    topic: str


class AskChannel(InChannel):
    """Ask Slack about a channel (conversations.info)."""

    kind: ClassVar[str] = "ask_channel"
    does: ClassVar[str] = "look at channels"
    answers: ClassVar[type[BaseModel]] = ChannelFound


class SetTopic(InChannel):
    """At most 250 characters."""

    kind: ClassVar[str] = "set_topic"
    does: ClassVar[str] = "set the topic of channels"
    topic: str


class Invited(BaseModel):
    """Who could not be invited, with Slack's word for why; whoever was there already is not among them."""

    refused: dict[str, str] = {}


class Invite(InChannel):
    kind: ClassVar[str] = "invite"
    does: ClassVar[str] = "invite people"
    answers: ClassVar[type[BaseModel]] = Invited
    users: tuple[str, ...]


class Bookmark(InChannel):
    """A link in the header of a channel."""

    kind: ClassVar[str] = "bookmark"
    does: ClassVar[str] = "add bookmarks"
    title: str
    link: str


class Archive(InChannel):
    kind: ClassVar[str] = "archive"
    does: ClassVar[str] = "archive channels"


class Uploaded(BaseModel):
    file: str


class Upload(InChannel):
    """A text file, posted with a `comment`."""

    kind: ClassVar[str] = "upload"
    does: ClassVar[str] = "upload files"
    answers: ClassVar[type[BaseModel]] = Uploaded
    name: str
    title: str
    text: str
    comment: str | None = None
    thread_ts: str | None = None


class Downloaded(BaseModel):
    """`content` in base64: it waits in the database for its turn."""

    name: str
    content: str


class Download(Wanted):
    """A file that somebody gave in Slack. Refused with `too_large` above `most` bytes."""

    kind: ClassVar[str] = "download"
    does: ClassVar[str] = "read the files that people give me"
    answers: ClassVar[type[BaseModel]] = Downloaded
    file: str
    most: int
