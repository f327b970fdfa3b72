"""The two refusals: Slack's to the app, and ours to whoever drives the sandbox."""

from typing import Any

from sandbox.wire import Json


class SlackError(Exception):
    """A Web API call refused by one of Slack's error names; details join the answer."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def answer(self) -> Json:
        return {"ok": False, "error": self.code, **self.details}


class BadAct(ValueError):
    """An act nobody could do in Slack; the text says what to do instead."""
