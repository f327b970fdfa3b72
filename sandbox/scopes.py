"""Which bot scopes each method takes: one for most, one a kind of conversation for some."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sandbox.errors import SlackError

ByKind: TypeAlias = Mapping[str, tuple[str, ...]]
PUBLIC, PRIVATE, DIRECT = "public_channel", "private_channel", "im"

READ: ByKind = {PUBLIC: ("channels:read",), PRIVATE: ("groups:read",), DIRECT: ("im:read",)}
HISTORY: ByKind = {PUBLIC: ("channels:history",), PRIVATE: ("groups:history",), DIRECT: ("im:history",)}
MANAGE: ByKind = {PUBLIC: ("channels:manage",), PRIVATE: ("groups:write",), DIRECT: ("im:write",)}
INVITE: ByKind = {
    PUBLIC: ("channels:manage", "channels:write.invites"),
    PRIVATE: ("groups:write", "groups:write.invites"),
}
TOPIC: ByKind = {
    PUBLIC: ("channels:manage", "channels:write.topic"),
    PRIVATE: ("groups:write", "groups:write.topic"),
    DIRECT: ("im:write", "im:write.topic"),
}

VERBS = ("archive", "create", "kick", "leave", "open", "rename", "unarchive")
KINDED: Mapping[str, ByKind] = {
    **dict.fromkeys(("conversations.info", "conversations.list", "conversations.members"), READ),
    "users.conversations": READ,
    **dict.fromkeys(("conversations.history", "conversations.replies"), HISTORY),
    **{f"conversations.{verb}": MANAGE for verb in VERBS},
    "conversations.invite": INVITE,
    **dict.fromkeys(("conversations.setTopic", "conversations.setPurpose"), TOPIC),
}  # fmt: skip
"""Methods whose scope depends on the kind of conversation they are used on."""

FIXED: Mapping[str, str] = {
    **dict.fromkeys(("chat.delete", "chat.postEphemeral", "chat.postMessage", "chat.update"), "chat:write"),
    "bookmarks.add": "bookmarks:write",
    "bookmarks.edit": "bookmarks:write",
    "bookmarks.list": "bookmarks:read",
    "bookmarks.remove": "bookmarks:write",
    "conversations.join": "channels:join",
    "dnd.info": "dnd:read",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "pins.add": "pins:write",
    "pins.list": "pins:read",
    "pins.remove": "pins:write",
    "reactions.add": "reactions:write",
    "reactions.get": "reactions:read",
    "reactions.remove": "reactions:write",
    "team.info": "team:read",
    "usergroups.create": "usergroups:write",
    "usergroups.list": "usergroups:read",
    "usergroups.update": "usergroups:write",
    "usergroups.users.list": "usergroups:read",
    "usergroups.users.update": "usergroups:write",
    "users.info": "users:read",
    "users.list": "users:read",
    "users.lookupByEmail": "users:read.email",
}
"""Methods that always take the same scope; those in neither table take none."""


def check(method: str, granted: frozenset[str]) -> None:
    """Raises `missing_scope` where no scope would let this method do anything."""
    if method in FIXED:
        demand([FIXED[method]], granted)
    elif method in KINDED:
        demand([scope for scopes in KINDED[method].values() for scope in scopes], granted)


def check_kind(method: str, kind: str, granted: frozenset[str]) -> None:
    """Raises `missing_scope` where the method may not touch this kind of conversation."""
    if kind in KINDED.get(method, {}):
        demand(KINDED[method][kind], granted)


def demand(needed: Iterable[str], granted: frozenset[str]) -> None:
    if granted.isdisjoint(needed):
        raise SlackError("missing_scope", needed=",".join(needed), provided=",".join(sorted(granted)))
