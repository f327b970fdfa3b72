"""The only caller of Slack's Web API: its error codes become four kinds of error."""

import asyncio
import io
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.clock import Clock

TIMEOUT = 15
"""Seconds a call may take where nobody waits for it."""

METHODS: dict[str, str | None] = {
    "auth.test": None,
    "apps.connections.open": None,
    "bookmarks.add": "bookmarks:write",
    "bookmarks.list": "bookmarks:read",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.archive": "channels:manage groups:write",
    "conversations.create": "channels:manage groups:write",
    "conversations.history": "channels:history groups:history im:history",
    "conversations.info": "channels:read groups:read",
    "conversations.invite": "channels:manage groups:write",
    "conversations.list": "channels:read groups:read",
    "conversations.replies": "channels:history groups:history im:history",
    "conversations.open": "im:write",
    "conversations.setTopic": "channels:manage groups:write",
    "dnd.info": "dnd:read",
    "files.completeUploadExternal": "files:write",
    "files.info": "files:read",
    "files.getUploadURLExternal": "files:write",
    "pins.add": "pins:write",
    "pins.remove": "pins:write",
    "reactions.add": "reactions:write",
    "usergroups.users.list": "usergroups:read",
    "users.info": "users:read",
    "views.open": None,
    "views.push": None,
    "views.update": None,
    "views.publish": None,
}
"""Every method the bot uses, and the bot scopes it takes: what the manifest must ask for."""

READS = {
    "conversations.history", "conversations.info", "conversations.list", "conversations.replies", "dnd.info",
    "files.getUploadURLExternal", "files.info", "usergroups.users.list", "users.info",
}  # fmt: skip
"""Methods that take no JSON body."""


class SlackError(Exception):
    """`code` is Slack's own name of the error, or `http_503`, `timeout`, `connection`.

    `people`: what was wrong with each person, where Slack says so.
    """

    def __init__(self, code: str, detail: str = "", people: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.people = people or {}


class SlackLater(SlackError):
    """Not now. `maybe_done`: it may have been done all the same, so look before doing it again."""

    def __init__(self, code: str, retry_after: float | None = None, *, maybe_done: bool) -> None:
        super().__init__(code)
        self.retry_after = retry_after
        self.maybe_done = maybe_done


class SlackGone(SlackError):
    """What was meant is not there any more, or never was."""


class SlackForbidden(SlackError):
    """The workspace does not let the bot do this."""


class SlackBug(SlackError):
    """Slack does not understand us."""


GONE = {
    "channel_not_found", "is_archived", "is_inactive", "message_not_found", "user_not_found", "not_found",
    "user_disabled", "users_not_found", "user_not_visible", "cant_update_message", "edit_window_closed",
    "expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id",
}  # fmt: skip
FORBIDDEN = {
    "missing_scope", "not_allowed_token_type", "no_permission", "permission_denied", "restricted_action",
    "not_in_channel", "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive",
    "access_denied", "accesslimited", "ekm_access_denied", "messages_tab_disabled", "not_enabled",
    "too_many_pins", "org_login_required", "team_access_not_granted", "restricted_action_read_only_channel",
}  # fmt: skip
OF_THE_PLACE = {
    "channel_not_found", "is_archived", "is_inactive", "user_not_found", "user_disabled", "users_not_found",
    "user_not_visible", "not_in_channel", "restricted_action", "restricted_action_read_only_channel",
    "messages_tab_disabled",
}  # fmt: skip
"""What keeps everything out of a channel or away from a person, not only one message."""

EDITED_AWAY = {"cant_update_message", "edit_window_closed"}
"""A message stands, but Slack does not let us change it any more."""

MAYBE_DONE = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
NOT_DONE = {"ratelimited", "rate_limited", "hash_conflict", "update_failed", "streaming_state_conflict"}


class Slack:
    """Slack's Retry-After holds for a method, not for a call: until then it is not asked at all."""

    def __init__(self, client: AsyncWebClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._paused_until: dict[str, float] = {}

    def pause(self, method: str) -> float:
        """Real seconds until Slack may be asked this again."""
        return max(0.0, self._paused_until.get(method, 0.0) - self._clock.monotonic())

    async def call(self, method: str, *, timeout: float = TIMEOUT, **args: Any) -> dict[str, Any]:
        """Raises SlackLater, SlackGone, SlackForbidden or SlackBug. An argument that is None is left out."""
        answer = await self.answer(method, timeout=timeout, **args)
        return answer.data if isinstance(answer.data, dict) else {}

    async def answer(self, method: str, *, timeout: float = TIMEOUT, **args: Any) -> AsyncSlackResponse:
        """The whole answer, headers and all."""
        if method not in METHODS:
            raise SlackBug("undeclared_method", method)
        if self.pause(method):
            raise SlackLater("ratelimited", self.pause(method), maybe_done=False)
        try:
            async with asyncio.timeout(timeout):
                return await self._send(method, {key: each for key, each in args.items() if each is not None})
        except SlackApiError as error:
            raise self._remembered(method, _understood(error)) from error
        except TimeoutError:
            raise SlackLater("timeout", maybe_done=True) from None
        except aiohttp.ClientConnectorError as error:
            raise SlackLater("connection", maybe_done=False) from error
        except (aiohttp.ClientError, OSError) as error:
            raise SlackLater("connection", maybe_done=True) from error

    def _remembered(self, method: str, error: SlackError) -> SlackError:
        if isinstance(error, SlackLater) and error.retry_after:
            self._paused_until[method] = self._clock.monotonic() + error.retry_after
        return error

    async def send_file(self, url: str, content: bytes) -> None:
        """To where files.getUploadURLExternal says; nothing is seen of it before it is completed."""
        session = self._client.session
        if session is None:
            raise SlackBug("no_session")
        try:
            timeout = aiohttp.ClientTimeout(total=TIMEOUT)
            async with session.post(url, data=io.BytesIO(content), timeout=timeout) as response:
                if response.status != 200:
                    raise SlackLater(f"http_{response.status}", maybe_done=False)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SlackLater("connection", maybe_done=False) from error

    async def read_file(self, url: str, most: int) -> bytes | None:
        """From where files.info says; None for more than `most` bytes."""
        session = self._client.session
        if session is None:
            raise SlackBug("no_session")
        headers = {"Authorization": f"Bearer {self._client.token}"}
        try:
            timeout = aiohttp.ClientTimeout(total=TIMEOUT)
            async with session.get(url, headers=headers, timeout=timeout, allow_redirects=False) as response:
                if response.status >= 500:
                    raise SlackLater(f"http_{response.status}", maybe_done=False)
                if response.status != 200:
                    raise SlackForbidden("missing_scope", "files:read")
                content = await response.content.read(most + 1)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SlackLater("connection", maybe_done=False) from error
        return content if len(content) <= most else None

    async def _send(self, method: str, args: dict[str, Any]) -> AsyncSlackResponse:
        if method in READS:
            return await self._client.api_call(method, http_verb="GET", params=args)
        return await self._client.api_call(method, json=args)


def _understood(error: SlackApiError) -> SlackError:
    """A 5xx may carry a string for a body, or none; then its status is all there is."""
    response: Any = error.response
    data = getattr(response, "data", None)
    status = getattr(response, "status_code", None) or getattr(response, "status", 0)
    code = data.get("error") if isinstance(data, dict) else None
    if status == 429 or code in NOT_DONE:
        return SlackLater(code or "ratelimited", _retry_after(response), maybe_done=False)
    if code is None or code in MAYBE_DONE:
        return SlackLater(code or f"http_{status}", maybe_done=True)
    if code in GONE:
        return SlackGone(code, "", people(data))
    if code in FORBIDDEN:
        return SlackForbidden(code, str(data.get("needed", "")) if isinstance(data, dict) else "")
    detail = str(data.get("response_metadata", "")) if isinstance(data, dict) else ""
    return SlackBug(code, detail, people(data))


def people(answer: Any) -> dict[str, str]:
    """The error of each person in an answer of conversations.invite."""
    errors = answer.get("errors") if isinstance(answer, dict) else None
    return {each["user"]: each["error"] for each in errors or [] if isinstance(each, dict) and "user" in each}


def _retry_after(response: Any) -> float | None:
    said = (getattr(response, "headers", None) or {}).get("Retry-After")
    return float(said) if said and str(said).isdigit() else None
