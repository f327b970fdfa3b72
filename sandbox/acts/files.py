"""A file a person uploads: into a conversation, or to be given in a form."""

import base64
import binascii

from sandbox import files
from sandbox.acts.deed import Deed, outcome
from sandbox.acts.markup import Markup
from sandbox.elements import placed
from sandbox.errors import BadAct
from sandbox.files import File
from sandbox.wire import Json

FILES = 10


async def upload(deed: Deed) -> Json:
    """The answer carries the id of the file; with `channel` it is shared there at once."""
    person, name = deed.person(), deed.text("name", '"runbook.md"')
    content = given_content(deed)
    created = int(deed.workspace.now().timestamp())
    file = File(deed.workspace.mint("F"), name, person.id, created, len(content), content=content)
    file.is_complete = True
    deed.world.files[file.id] = file
    if "channel" in deed.given:
        share(deed, file)
    deed.world.touch()
    return outcome(None, file=file.id)


def given_content(deed: Deed) -> bytes:
    encoded = deed.optional("base64")
    if encoded is None:
        return deed.text("text", '"# Runbook"').encode()
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise BadAct("`base64` is not base64") from None


def share(deed: Deed, file: File) -> None:
    channel = deed.channel()
    if channel.is_archived:
        raise BadAct(f"#{channel.name} is archived; nobody can write there")
    text = Markup(deed.world).message(deed.optional("comment") or "")
    shape = files.shared(file, channel, deed.workspace.url)
    deed.workspace.post(channel, deed.person().id, text=text, files=[shape])


def attached(deed: Deed, blocks: list[Json], values: Json) -> Json:
    """The state of a form in which the ids of files have become files."""
    for one in placed(blocks):
        if one.element["type"] == "file_input":
            state = values[one.block_id][one.action_id]
            state["files"] = [known(deed, one.element, given) for given in state["files"]]
            if len(state["files"]) > one.element.get("max_files", FILES):
                raise BadAct(f"{one.action_id!r} takes at most {one.element.get('max_files', FILES)} files")
    return values


def own_file(deed: Deed, given: object) -> File:
    file = deed.world.files.get(str(given))
    if file is None or file.user != deed.person().id:
        raise BadAct(f"there is no file {given!r} of {deed.person().name}; upload it first")
    return file


def known(deed: Deed, element: Json, given: object) -> Json:
    """A file this person has uploaded, of a type the form takes."""
    file = own_file(deed, given["id"] if isinstance(given, dict) else given)
    kinds = element.get("filetypes")
    if kinds and file.name.rpartition(".")[2] not in kinds:
        raise BadAct(f"{element['action_id']!r} takes {', '.join(kinds)}, not {file.name}")
    return files.shape(file, deed.workspace.url)
