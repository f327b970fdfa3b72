"""A look at the app: its Home tab or its direct message."""

from sandbox.acts.deed import Deed, outcome
from sandbox.errors import BadAct
from sandbox.wire import Json


async def home(deed: Deed) -> Json:
    return await opened(deed, "home")


async def open_dm(deed: Deed) -> Json:
    return await opened(deed, "messages")


async def opened(deed: Deed, tab: str) -> Json:
    workspace, person = deed.workspace, deed.insider()
    if tab == "messages" and not workspace.app.messages_tab:
        raise BadAct("this app has no messages tab: the manifest switches it off")
    channel = workspace.direct(person.id)
    event: Json = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": channel.id,
        "tab": tab,
        "event_ts": workspace.ts(),
    }
    if tab == "home" and person.id in deed.world.homes:
        event["view"] = deed.world.homes[person.id]
    return outcome(await workspace.emit(event), channel=channel.id)
