"""bookmarks.add: a link in the header of a channel."""

from sandbox.errors import SlackError
from sandbox.methods.call import Call
from sandbox.wire import Json

MOST = 100


def add(call: Call) -> Json:
    args, channel = call.args, call.writable("channel_id")
    if args.text("type") != "link" or not args.text("link"):
        raise SlackError("invalid_link")
    if len(channel.bookmarks) >= MOST:
        raise SlackError("too_many_bookmarks")
    bookmark: Json = {
        "id": call.workspace.mint("Bk"),
        "channel_id": channel.id,
        "title": args.required("title"),
        "link": args.text("link"),
        "emoji": args.text("emoji"),
        "type": "link",
    }
    channel.bookmarks.append(bookmark)
    call.world.touch()
    return {"bookmark": bookmark}
