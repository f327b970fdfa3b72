"""The one place every Web API call passes through: hooks, faults, budgets, rights, the method itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeAlias

from sandbox import replies, scopes
from sandbox.arguments import Arguments
from sandbox.deliveries import Wait
from sandbox.errors import SlackError
from sandbox.faults import AFTER, CallFault, Faults
from sandbox.methods import APP_LEVEL, METHODS, Call
from sandbox.rates import Rates
from sandbox.replies import Reply
from sandbox.wire import Json
from sandbox.workspace import Workspace

Hook: TypeAlias = Callable[[str, Json], Awaitable[None]]


class Recorded(NamedTuple):
    """One Web API call as it was received and answered, at a moment of story time.

    `fault` is the failure put in its way, if any: before the effect there was no answer at all.
    """

    method: str
    args: Json
    answer: Json
    at: datetime
    fault: str | None = None


@dataclass
class Tokens:
    bot: str
    app: str


@dataclass
class WebApi:
    """`before` and `after` are awaited around the effect of each call."""

    workspace: Workspace
    faults: Faults
    rates: Rates
    wait: Wait
    tokens: Tokens
    calls: list[Recorded] = field(default_factory=list)
    before: Hook | None = None
    after: Hook | None = None

    async def call(self, method: str, args: Json, token: str) -> Reply:
        if self.before is not None:
            await self.before(method, args)
        seconds, fault = self.faults.of_call(method)
        if seconds or fault is not None:
            self.workspace.world.touch()
        if seconds:
            await self.wait(seconds)
        reply = self._reply(method, args, token, fault)
        if self.after is not None:
            await self.after(method, args)
        return reply

    def _reply(self, method: str, args: Json, token: str, fault: CallFault | None) -> Reply:
        if fault is not None and fault.kind not in AFTER:
            self._record(method, args, {}, fault.kind)
            return replies.failed(fault)
        wait = self._over_budget(method, args)
        if wait is not None:
            self._record(method, args, replies.LIMITED, None)
            return replies.limited(wait)
        answer = self._answer(method, args, token)
        self._record(method, args, answer, fault.kind if fault else None)
        return replies.failed(fault) if fault else replies.answered(answer, self._headers())

    def _over_budget(self, method: str, args: Json) -> int | None:
        if not self.faults.rate_limits:
            return None
        return self.rates.take(method, str(args.get("channel", "")))

    def _answer(self, method: str, args: Json, token: str) -> Json:
        try:
            self._authenticate(method, token)
            if method not in METHODS:
                raise SlackError("unknown_method", req_method=method)
            scopes.check(method, self.workspace.app.scopes)
            return {"ok": True, **METHODS[method](Call(method, self.workspace, Arguments(args)))}
        except SlackError as refused:
            return refused.answer()

    def _authenticate(self, method: str, token: str) -> None:
        if not token:
            raise SlackError("not_authed")
        if token not in (self.tokens.bot, self.tokens.app):
            raise SlackError("invalid_auth")
        if self.workspace.world.policy.token_revoked:
            raise SlackError("token_revoked")
        if (token == self.tokens.app) != (method in APP_LEVEL):
            raise SlackError("not_allowed_token_type")

    def may_download(self, authorization: str) -> bool:
        """Whether this header carries the app's token, with the right to read files."""
        return authorization == f"Bearer {self.tokens.bot}" and "files:read" in self.workspace.app.scopes

    def _record(self, method: str, args: Json, answer: Json, fault: str | None) -> None:
        self.calls.append(Recorded(method, args, answer, self.workspace.now(), fault))

    def _headers(self) -> dict[str, str]:
        return {"X-OAuth-Scopes": ",".join(sorted(self.workspace.app.scopes))}
