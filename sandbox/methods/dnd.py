"""dnd.info: when somebody does not want to be disturbed."""

from sandbox import quiet
from sandbox.methods.call import Call
from sandbox.wire import Json

NEVER: Json = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1, "snooze_enabled": False}


def info(call: Call) -> Json:
    person = call.world.person(call.args.text("user", call.app.user_id))
    found = quiet.window(person, call.workspace.now())
    if found is None:
        return NEVER
    start, end = (int(moment.timestamp()) for moment in found)
    return {**NEVER, "dnd_enabled": True, "next_dnd_start_ts": start, "next_dnd_end_ts": end}
