"""apps.connections.open: a ticket for one socket."""

from sandbox.methods.call import Call
from sandbox.wire import Json


def open_link(call: Call) -> Json:
    address = call.workspace.url.replace("http://", "ws://", 1)
    ticket = call.workspace.links.ticket()
    return {"url": f"{address}/link?ticket={ticket}&app_id={call.app.id}"}
