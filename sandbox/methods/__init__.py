"""The Web API: every method this Slack knows, by name."""

from collections.abc import Mapping

from sandbox.methods import (
    bookmarks,
    chat,
    connections,
    conversations,
    dnd,
    files,
    history,
    membership,
    pins,
    reactions,
    team,
    usergroups,
    users,
    views,
)
from sandbox.methods.call import Call, Method

__all__ = ["APP_LEVEL", "FORMS_ONLY", "METHODS", "Call", "Method"]

METHODS: Mapping[str, Method] = {
    "apps.connections.open": connections.open_link,
    "auth.test": team.auth_test,
    "bookmarks.add": bookmarks.add,
    "bookmarks.edit": bookmarks.edit,
    "bookmarks.list": bookmarks.listed,
    "bookmarks.remove": bookmarks.remove,
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
    "conversations.kick": membership.kick,
    "conversations.leave": membership.leave,
    "conversations.list": conversations.listed,
    "conversations.members": membership.members,
    "conversations.open": conversations.open_direct,
    "conversations.rename": conversations.rename,
    "conversations.replies": history.replies,
    "conversations.setPurpose": conversations.set_purpose,
    "conversations.setTopic": conversations.set_topic,
    "conversations.unarchive": conversations.unarchive,
    "dnd.info": dnd.info,
    "files.completeUploadExternal": files.complete,
    "files.getUploadURLExternal": files.announce,
    "files.info": files.info,
    "pins.add": pins.add,
    "pins.list": pins.listed,
    "pins.remove": pins.remove,
    "reactions.add": reactions.add,
    "reactions.get": reactions.get,
    "reactions.remove": reactions.remove,
    "team.info": team.info,
    "usergroups.create": usergroups.create,
    "usergroups.list": usergroups.listed,
    "usergroups.update": usergroups.update,
    "usergroups.users.list": usergroups.users,
    "usergroups.users.update": usergroups.set_users,
    "users.conversations": users.conversations,
    "users.info": users.info,
    "users.list": users.listed,
    "users.lookupByEmail": users.by_email,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}

APP_LEVEL = frozenset({"apps.connections.open"})
"""What takes the app-level token; everything else takes the bot's."""

FORMS_ONLY = frozenset(
    {
        *(f"conversations.{verb}" for verb in ("history", "info", "list", "members", "replies")),
        *(f"users.{verb}" for verb in ("conversations", "info", "list", "lookupByEmail")),
        *("chat.getPermalink", "dnd.info", "files.getUploadURLExternal", "files.info", "pins.list"),
        *("reactions.get", "team.info", "usergroups.list", "usergroups.users.list"),
    }
)
"""Reading methods: they take a query or a form, and do not see arguments that come as JSON."""
