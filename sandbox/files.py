"""Files: what was announced, uploaded and shared."""

import mimetypes
from dataclasses import dataclass, field

from sandbox.conversations import Channel
from sandbox.wire import Json


@dataclass
class File:
    id: str
    name: str
    user: str
    created: int
    announced: int = 0
    title: str = ""
    alt_text: str = ""
    content: bytes | None = None
    is_complete: bool = False
    channels: list[str] = field(default_factory=list)

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


def shared(file: File, channel: Channel, url: str) -> Json:
    """The file, now in this conversation too."""
    if channel.id not in file.channels:
        file.channels.append(channel.id)
    return shape(file, url)


def shape(file: File, url: str) -> Json:
    """A file as Slack shows it; its content only with the app's token."""
    private = f"{url}/files-pri/{file.id}/{file.name}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "created": file.created,
        "timestamp": file.created,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2] if "." in file.name else "binary",
        "user": file.user,
        "size": len(file.content or b""),
        "mode": "hosted",
        "alt_txt": file.alt_text,
        "is_external": False,
        "is_public": False,
        "url_private": private,
        "url_private_download": private,
        "permalink": f"{url}/sandbox/files/{file.id}",
        "channels": [*file.channels],
    }
