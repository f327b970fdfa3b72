"""views.*: forms opened, laid on top, redrawn; and the Home tab."""

from typing import Any

from sandbox import limits
from sandbox.errors import SlackError
from sandbox.methods.call import Call
from sandbox.wire import Json


def open_view(call: Call) -> Json:
    """Opens a form for whoever the trigger id belongs to; it takes the place of one already open."""
    view = given_view(call)
    limits.check(limits.MODAL, view)
    call.workspace.refuse_twin(view)
    user = call.workspace.exchange(call.args.required("trigger_id"))
    call.world.views[user] = []
    return {"view": dict(call.workspace.push_view(user, view))}


def push(call: Call) -> Json:
    view = given_view(call)
    limits.check(limits.MODAL, view)
    user = call.workspace.exchange(call.args.required("trigger_id"))
    if not call.world.views.get(user):
        raise SlackError("invalid_trigger_id")
    return {"view": dict(call.workspace.push_view(user, view))}


def update(call: Call) -> Json:
    held = held_view(call)
    stale_hash(call, held)
    given = given_view(call)
    if held["type"] == "home":
        limits.check(limits.HOME, given)
        call.workspace.refuse_twin(given, held["id"])
        held.update(call.workspace.drawn(given, held, held["state"]["values"]))
        call.world.touch()
    else:
        call.workspace.redraw_view(held, given)
    return {"view": dict(held)}


def publish(call: Call) -> Json:
    if not call.app.home_tab:
        raise SlackError("not_enabled")
    user = call.world.person(call.args.required("user_id")).id
    given = given_view(call)
    limits.check(limits.HOME, given)
    held = call.world.homes.get(user)
    call.workspace.refuse_twin(given, held["id"] if held else "")
    if held is None:
        call.world.homes[user] = call.workspace.new_view(given, [])
    else:
        stale_hash(call, held)
        call.world.homes[user] = call.workspace.drawn(given, held, held["state"]["values"])
    call.world.touch()
    return {"view": dict(call.world.homes[user])}


def given_view(call: Call) -> Json:
    view: Any = call.args.structure("view")
    if not isinstance(view, dict):
        messages = ["[ERROR] missing required field: view"]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages})
    return view


def held_view(call: Call) -> Json:
    wanted, external = call.args.text("view_id"), call.args.text("external_id")
    for view in call.world.open_views():
        if wanted == view["id"] or (external and external == view["external_id"]):
            return view
    raise SlackError("not_found")


def stale_hash(call: Call, held: Json) -> None:
    if "hash" in call.args and call.args.text("hash") != held["hash"]:
        raise SlackError("hash_conflict")
