"""files.*: announced, uploaded elsewhere, then shared."""

import secrets
from typing import Any

from sandbox import files, limits
from sandbox.conversations import Channel
from sandbox.elements import identified
from sandbox.errors import SlackError
from sandbox.files import File
from sandbox.methods.call import Call
from sandbox.methods.chat import reachable
from sandbox.wire import Json

ALT_TEXT = 1000
CHANNELS = 100


def announce(call: Call) -> Json:
    """Where to send the bytes: an address that serves once."""
    name, length = call.args.required("filename"), call.args.number("length", 0)
    if not length:
        raise SlackError("invalid_arguments", response_metadata={"messages": ["[ERROR] invalid length"]})
    alt_text = call.args.text("alt_txt")
    if len(alt_text) > ALT_TEXT:
        raise SlackError("alt_txt_too_large")
    created = int(call.workspace.now().timestamp())
    file = File(call.workspace.mint("F"), name, call.app.user_id, created, length, alt_text=alt_text)
    ticket = secrets.token_urlsafe(16)
    call.world.files[file.id] = call.world.uploads[ticket] = file
    return {"upload_url": f"{call.workspace.url}/upload/{ticket}", "file_id": file.id}


def complete(call: Call) -> Json:
    """Makes the uploaded files real, and shares them where asked to, as one message in each conversation."""
    done = [uploaded(call, one) for one in entries(call)]
    channels = destinations(call)
    said = {"blocks": call.args.structure("blocks", "invalid_blocks_format") or []}
    limits.check(limits.MESSAGE, said)
    for file, given in done:
        file.title, file.is_complete = str(given.get("title") or file.name), True
        file.channels = [channel.id for channel in channels]
    shapes = [files.shape(file, call.workspace.url) for file, _ in done]
    for channel in channels:
        call.workspace.say_as_app(
            channel,
            text=call.args.text("initial_comment"),
            blocks=identified(said["blocks"]),
            thread_ts=call.args.text("thread_ts") or None,
            files=shapes,
        )
    call.world.touch()
    return {"files": shapes}


def info(call: Call) -> Json:
    file = call.world.files.get(call.args.text("file"))
    if file is None or not file.is_complete or not is_visible(call, file):
        raise SlackError("file_not_found")
    return {"file": files.shape(file, call.workspace.url), "comments": []}


def entries(call: Call) -> list[Json]:
    given: Any = call.args.structure("files")
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        raise SlackError("invalid_arguments")
    return given


def uploaded(call: Call, given: Json) -> tuple[File, Json]:
    file = call.world.files.get(str(given.get("id")))
    if file is None or file.content is None or file.user != call.app.user_id:
        raise SlackError("file_not_found")
    return file, given


def destinations(call: Call) -> list[Channel]:
    wanted = call.args.names("channels") or call.args.names("channel_id")
    if len(wanted) > CHANNELS:
        raise SlackError("invalid_arguments")
    return [reachable(call, one) for one in dict.fromkeys(wanted)]


def is_visible(call: Call, file: File) -> bool:
    """The app sees its own, those in its conversations, and those a person gave it in a form."""
    inside = [call.app.user_id in call.world.channels[one].members for one in file.channels]
    return file.user == call.app.user_id or not inside or any(inside)
