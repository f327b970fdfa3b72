"""What people can do in this Slack: every act, by its verb."""

from collections.abc import Awaitable, Callable, Mapping

from sandbox.acts import (
    channels,
    clicks,
    clock,
    commands,
    files,
    forms,
    marks,
    people,
    redelivery,
    shortcuts,
    talk,
    visits,
)
from sandbox.acts.deed import Deed
from sandbox.errors import BadAct
from sandbox.wire import Json

__all__ = ["VERBS", "Deed", "perform"]

VERBS: Mapping[str, Callable[[Deed], Awaitable[Json]]] = {
    "archive": channels.archive,
    "click": clicks.click,
    "clock": clock.turn,
    "close": forms.close,
    "command": commands.command,
    "deactivate": people.deactivate,
    "delete": marks.delete,
    "group": people.group,
    "home": visits.home,
    "invite": channels.invite,
    "join": channels.join,
    "leave": channels.leave,
    "open_dm": visits.open_dm,
    "pin": marks.pin,
    "react": marks.react,
    "reactivate": people.reactivate,
    "redeliver": redelivery.redeliver,
    "remove": channels.remove,
    "rename": channels.rename,
    "say": talk.say,
    "shortcut": shortcuts.shortcut,
    "submit": forms.submit,
    "unarchive": channels.unarchive,
    "upload": files.upload,
}


async def perform(deed: Deed) -> Json:
    """Does the act and answers with what the app made of it; raises BadAct where nobody could do it."""
    verb = VERBS.get(str(deed.given.get("do")))
    if verb is None:
        raise BadAct(f"`do` must be one of {', '.join(VERBS)}")
    return await verb(deed)
