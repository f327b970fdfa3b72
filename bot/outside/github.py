"""GitHub: workflows started by `workflow_dispatch` and asked how they are doing; where a tag is."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.outside import Attempt, Declined, Later, Undecided, Ways, secrets
from commands.outside import (
    AskWorkflow,
    FindTag,
    OnGitHub,
    StartWorkflow,
    TagFound,
    WorkflowSeen,
    WorkflowStarted,
)

TIMEOUT = aiohttp.ClientTimeout(total=20)
NO_TAG = "No commit found"
DETAILS = "return_run_details"
"""Asks GitHub to say which run it has started; older servers refuse it, and never say."""

_WHY = {
    401: "GitHub does not know the token",
    403: "GitHub does not let the token do that",
    404: "GitHub knows no such repository, workflow or run, or does not show it to the token",
}


class GitHub:
    def __init__(self, session: aiohttp.ClientSession, environment: Mapping[str, str]) -> None:
        self._session = session
        self._environment = environment

    def ways(self) -> Ways:
        return {StartWorkflow: self.start, AskWorkflow: self.ask, FindTag: self.find_tag}

    async def start(self, attempt: Attempt) -> WorkflowStarted:
        wanted: StartWorkflow = attempt.wanted
        path = f"actions/workflows/{wanted.workflow}/dispatches"
        given = {"ref": wanted.ref, "inputs": wanted.inputs}
        try:
            status, answer = await self._asked("POST", wanted, path, {**given, DETAILS: True})
            if status in {400, 422} and DETAILS in str(answer.get("message")):
                status, answer = await self._asked("POST", wanted, path, given)
        except aiohttp.ClientConnectorError:
            raise Declined("GitHub cannot be reached") from None
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise Undecided("GitHub did not answer") from None
        if status >= 500:
            raise Undecided(f"GitHub answered HTTP {status}")
        if status >= 300:
            raise Declined(_refused(status, answer))
        return WorkflowStarted(run=answer.get("workflow_run_id"), link=answer.get("html_url"))

    async def ask(self, attempt: Attempt) -> WorkflowSeen:
        wanted: AskWorkflow = attempt.wanted
        status, answer = await self._read(wanted, f"actions/runs/{wanted.run}")
        if status >= 300:
            raise Declined(_refused(status, answer))
        return WorkflowSeen(
            status=str(answer.get("status")), conclusion=answer.get("conclusion"), link=answer.get("html_url")
        )

    async def find_tag(self, attempt: Attempt) -> TagFound:
        """GitHub's "Get a commit": a tag is followed to its commit. 422 says many things, in words only."""
        wanted: FindTag = attempt.wanted
        status, answer = await self._read(wanted, f"commits/tags/{quote(wanted.tag, safe='')}")
        if status == 422 and NO_TAG in str(answer.get("message")):
            return TagFound()
        if status >= 300:
            raise Declined(_refused(status, answer))
        return TagFound(commit=str(answer.get("sha") or "") or None)

    async def _read(self, wanted: OnGitHub, path: str) -> tuple[int, dict[str, Any]]:
        """Once more later where GitHub does not answer, or not now."""
        try:
            status, answer = await self._asked("GET", wanted, path)
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise Later("GitHub did not answer") from None
        if status == 429 or status >= 500:
            raise Later(f"http_{status}")
        return status, answer

    async def _asked(
        self, method: str, wanted: OnGitHub, path: str, body: Any = None
    ) -> tuple[int, dict[str, Any]]:
        token = secrets.filled(wanted.token, self._environment)
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {token}",
            "User-Agent": "runsheet",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        url = f"{secrets.filled(wanted.api, self._environment).rstrip('/')}/repos/{wanted.repository}/{path}"
        async with self._session.request(
            method, url, json=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            try:
                answer = await response.json(content_type=None)
            except ValueError:
                answer = {}
            return response.status, answer if isinstance(answer, dict) else {}


def _refused(status: int, answer: Mapping[str, Any]) -> str:
    said = str(answer.get("message") or "")[:200]
    return ": ".join(filter(None, [_WHY.get(status, f"GitHub answered HTTP {status}"), said]))
