"""Files over HTTP: where the app uploads, and where it downloads with its token."""

import mimetypes
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.files import File

if TYPE_CHECKING:
    from sandbox.sandbox import Sandbox

SIGN_IN = "<html><body>Sign in to see this file.</body></html>"


class FileServer:
    def __init__(self, sandbox: "Sandbox") -> None:
        self._sandbox = sandbox

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes of a file that was announced, once, raw or as a form."""
        file = self._sandbox.world.uploads.pop(request.match_info["ticket"], None)
        if file is None:
            raise web.HTTPNotFound(text="this upload has been done or was never announced")
        file.content = await content(request)
        return web.Response(text=f"OK - {len(file.content)}")

    async def private(self, request: web.Request) -> web.StreamResponse:
        """Without the token Slack shows the sign-in page instead, which is no error of HTTP."""
        if not self._sandbox.web_api.may_download(request.headers.get("Authorization", "")):
            raise web.HTTPFound("/signin")
        return self._body(request)

    async def shown(self, request: web.Request) -> web.Response:
        """The same for the page, where people are signed in."""
        return self._body(request)

    async def signin(self, request: web.Request) -> web.Response:
        return web.Response(text=SIGN_IN, content_type="text/html")

    def _body(self, request: web.Request) -> web.Response:
        file = self._sandbox.world.files.get(request.match_info["file"])
        if file is None or file.content is None:
            raise web.HTTPNotFound(text="no such file")
        return web.Response(
            body=file.content, content_type=inert(file), headers={"X-Content-Type-Options": "nosniff"}
        )


def inert(file: File) -> str:
    """Pictures and words as what they are, all else as bytes: an uploaded page must not run here."""
    kind = mimetypes.guess_type(file.name)[0] or ""
    if kind in ("image/png", "image/jpeg", "image/gif", "image/webp"):
        return kind
    return "text/plain" if kind.startswith("text/") else "application/octet-stream"


async def content(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    for field in (await request.post()).values():
        if isinstance(field, web.FileField):
            return field.file.read()
    return b""
