"""bookmarks.*: links in the header of a channel."""

import re

from sandbox.errors import SlackError
from sandbox.methods.call import Call
from sandbox.wire import Json

MOST = 100
LINK = re.compile(r"https?://\S+")
EMOJI = re.compile(r":[a-z0-9_+'-]+:")


def add(call: Call) -> Json:
    args, channel = call.args, call.writable("channel_id")
    if args.text("type") != "link":
        raise SlackError("invalid_bookmark_type")
    if len(channel.bookmarks) >= MOST:
        raise SlackError("too_many_bookmarks")
    now = int(call.workspace.now().timestamp())
    bookmark: Json = {
        "id": call.workspace.mint("Bk"),
        "channel_id": channel.id,
        "title": args.required("title"),
        "link": link(call),
        "emoji": emoji(call),
        "type": "link",
        "date_created": now,
        "date_updated": now,
    }
    channel.bookmarks.append(bookmark)
    call.world.touch()
    return {"bookmark": bookmark}


def edit(call: Call) -> Json:
    """Changes what is named and leaves the rest."""
    bookmark = held(call)
    given = {"title": call.args.text("title")} if call.args.text("title") else {}
    if "link" in call.args:
        given["link"] = link(call)
    if "emoji" in call.args:
        given["emoji"] = emoji(call)
    bookmark |= {**given, "date_updated": int(call.workspace.now().timestamp())}
    call.world.touch()
    return {"bookmark": bookmark}


def listed(call: Call) -> Json:
    return {"bookmarks": [*call.joined("channel_id").bookmarks]}


def remove(call: Call) -> Json:
    gone = held(call)
    call.channel("channel_id").bookmarks.remove(gone)
    call.world.touch()
    return {}


def held(call: Call) -> Json:
    channel, wanted = call.writable("channel_id"), call.args.text("bookmark_id")
    for bookmark in channel.bookmarks:
        if bookmark["id"] == wanted:
            return bookmark
    raise SlackError("not_found")


def link(call: Call) -> str:
    given = call.args.text("link")
    if not LINK.fullmatch(given):
        raise SlackError("invalid_link")
    return given


def emoji(call: Call) -> str:
    given = call.args.text("emoji")
    if given and not EMOJI.fullmatch(given):
        raise SlackError("invalid_emoji")
    return given
