"""What a person types, as Slack passes it on: escaped, with names turned into ids."""

import re

from sandbox.world import World

TOKEN = re.compile(r"<[@#!][^<>]*>")
HANDLE = re.compile(r"(?<![\w<@])@([a-z0-9._-]*[a-z0-9_-])")
CHANNEL = re.compile(r"(?<![\w<#&])#([a-z0-9_-]+)")


class Markup:
    """Reads names against the people and channels of a world."""

    def __init__(self, world: World) -> None:
        self._people = {person.name: person.id for person in world.people.values()}
        self._handles = {person.id: person.name for person in world.people.values()}
        self._groups = {group.handle: group.id for group in world.groups.values()}
        self._channels = {
            channel.name: channel.id for channel in world.channels.values() if not channel.is_im
        }
        self._names = {channel.id: channel.name for channel in world.channels.values()}

    def message(self, typed: str) -> str:
        """The text of a message: `@ana` becomes `<@UANA>`, `@oncall` becomes `<!subteam^SONCALL>`."""
        return HANDLE.sub(lambda found: self._mention(found, ""), quoted(typed))

    def escaped(self, typed: str) -> str:
        """The text of a command that wants ids: `<@UANA|ana>` and `<#CDEPLOY|deployments>`."""
        return self._labelled(
            CHANNEL.sub(self._link, HANDLE.sub(lambda one: self._mention(one, "|"), quoted(typed)))
        )

    def plain(self, typed: str) -> str:
        """The text of a command that wants it as typed: mentions are read back into names."""
        named = re.sub(
            r"<@([A-Z0-9]+)(?:\|[^>]*)?>", lambda one: "@" + self._handles.get(one[1], one[1]), typed
        )
        named = re.sub(
            r"<#([A-Z0-9]+)(?:\|[^>]*)?>", lambda one: "#" + self._names.get(one[1], one[1]), named
        )
        return quoted(named)

    def _mention(self, found: re.Match[str], label: str) -> str:
        user, group = self._people.get(found[1]), self._groups.get(found[1])
        if user is None:
            return f"<!subteam^{group}{label and f'|@{found[1]}'}>" if group else found[0]
        return f"<@{user}|{found[1]}>" if label else f"<@{user}>"

    def _link(self, found: re.Match[str]) -> str:
        channel = self._channels.get(found[1])
        return f"<#{channel}|{found[1]}>" if channel else found[0]

    def _labelled(self, text: str) -> str:
        text = re.sub(r"<@([A-Z0-9]+)>", lambda one: f"<@{one[1]}|{self._handles.get(one[1], '')}>", text)
        return re.sub(r"<#([A-Z0-9]+)>", lambda one: f"<#{one[1]}|{self._names.get(one[1], '')}>", text)


def quoted(typed: str) -> str:
    """`&`, `<` and `>` escaped, except where they already spell a mention."""
    words, end = [], 0
    for token in TOKEN.finditer(typed):
        words += [escape(typed[end : token.start()]), token[0]]
        end = token.end()
    return "".join([*words, escape(typed[end:])])


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
