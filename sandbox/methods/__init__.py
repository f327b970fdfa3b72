"""The Web API: every method this Slack knows, by name."""

from collections.abc import Mapping

from sandbox.methods import (
    bookmarks,
    chat,
    connections,
    conversations,
    history,
    membership,
    pins,
    reactions,
    team,
    users,
    views,
)
from sandbox.methods.call import Call, Method

__all__ = ["APP_LEVEL", "METHODS", "Call", "Method"]

METHODS: Mapping[str, Method] = {
    "apps.connections.open": connections.open_link,
    "auth.test": team.auth_test,
    "bookmarks.add": bookmarks.add,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.archive": conversations.archive,
    "conversations.create": conversations.create,
    "conversations.history": history.history,
    "conversations.info": conversations.info,
    "conversations.invite": membership.invite,
    "conversations.join": membership.join,
    "conversations.list": conversations.listed,
    "conversations.members": membership.members,
    "conversations.open": conversations.open_direct,
    "conversations.replies": history.replies,
    "conversations.setTopic": conversations.set_topic,
    "pins.add": pins.add,
    "pins.list": pins.listed,
    "pins.remove": pins.remove,
    "reactions.add": reactions.add,
    "team.info": team.info,
    "users.conversations": users.conversations,
    "users.info": users.info,
    "users.list": users.listed,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}

APP_LEVEL = frozenset({"apps.connections.open"})
"""What takes the app-level token; everything else takes the bot's."""
