"""One Web API call, and the conversations and messages it may name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sandbox import scopes
from sandbox.app import App
from sandbox.arguments import Arguments
from sandbox.conversations import Channel, Message
from sandbox.errors import SlackError
from sandbox.wire import Json
from sandbox.workspace import Workspace
from sandbox.world import World


@dataclass(frozen=True)
class Call:
    method: str
    workspace: Workspace
    args: Arguments

    @property
    def world(self) -> World:
        return self.workspace.world

    @property
    def app(self) -> App:
        return self.workspace.app

    def channel(self, argument: str = "channel") -> Channel:
        """The conversation an argument names, as far as the app may know of it."""
        channel = self.world.channel(self.args.text(argument))
        if channel.is_private and self.app.user_id not in channel.members:
            raise SlackError("channel_not_found")
        scopes.check_kind(self.method, channel.kind, self.app.scopes)
        return channel

    def joined(self, argument: str = "channel") -> Channel:
        channel = self.channel(argument)
        if self.app.user_id not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def writable(self, argument: str = "channel") -> Channel:
        channel = self.joined(argument)
        if channel.is_archived:
            raise SlackError("is_archived")
        return channel

    def message(self, channel: Channel, argument: str = "timestamp") -> Message:
        """A message everybody there can see."""
        message = self.world.message(channel, self.args.text(argument))
        if message.ephemeral_to is not None:
            raise SlackError("message_not_found")
        return message


Method: TypeAlias = Callable[[Call], Json]
