"""Invented people: they look at the channels, and press what the checklist asks of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.company import LEAD, Company
from sandbox import Sandbox

Json = dict[str, Any]
ENGINEER = "UENGINEER"


@dataclass(frozen=True)
class Press:
    """A button that somebody presses when it is there: `by`, else whoever holds the role it names."""

    label: re.Pattern[str]
    by: str | None


PRESSES = (
    Press(re.compile(r"Attest .+"), LEAD),
    Press(re.compile(r"Confirm plan"), LEAD),
    Press(re.compile(r"Go|Renew"), None),
    Press(re.compile(r"Start stage"), LEAD),
    Press(re.compile(r"Route \d+ %"), LEAD),
    Press(re.compile(r"It is live"), LEAD),
    Press(re.compile(r"Sent|Correction sent"), LEAD),
    Press(re.compile(r"Done|All well|Met|Confirm"), ENGINEER),
)
"""In this order: what somebody else waits for comes first."""


class People:
    """`settled` waits until the bot has nothing left to do."""

    def __init__(self, sandbox: Sandbox, company: Company) -> None:
        self._sandbox = sandbox
        self._company = company
        self._pressed: set[tuple[str, str, str]] = set()

    async def act(self) -> bool:
        """Fill in the form that is open, else press one button; whether there was anything to do."""
        state = self._sandbox.state()
        for user, stack in state["views"].items():
            if stack:
                return await self._fill_in(user, stack[-1])
        for press in PRESSES:
            for message, found in _buttons(state):
                if press.label.fullmatch(found["text"]["text"]) and self._is_new(message, found):
                    await self._click(press.by or self._holder(found), message, found)
                    return True
        return False

    def _is_new(self, message: Json, found: Json) -> bool:
        seen = (message["ts"], found["action_id"], found.get("value", ""))
        if seen in self._pressed:
            return False
        self._pressed.add(seen)
        return True

    def _holder(self, found: Json) -> str:
        aloud = found["accessibility_label"]
        return next((who for role, who in self._company.holders.items() if role in aloud), ENGINEER)

    async def _click(self, by: str, message: Json, found: Json) -> None:
        at = {"channel": message["channel"], "ts": message["ts"]}
        button = {"action_id": found["action_id"], "block_id": found["block_id"]}
        await self._sandbox.act({"do": "click", "user": by, **at, **button})

    async def _fill_in(self, user: str, view: Json) -> bool:
        """What is asked for and empty gets something plausible; a form that is refused is put away."""
        values = {block["block_id"]: filled for block in view["blocks"] if (filled := self._filled(block))}
        if view["errors"]:
            await self._sandbox.act({"do": "close", "user": user, "view": view["id"]})
        else:
            await self._sandbox.act({"do": "submit", "user": user, "view": view["id"], "values": values})
        return True

    def _filled(self, block: Json) -> Json | None:
        element = block.get("element") or {}
        if (
            block["type"] != "input"
            or block.get("optional")
            or any(key.startswith("initial") for key in element)
        ):
            return None
        given = self._plausible(element, block["label"]["text"])
        return {element["action_id"]: given} if given else None

    def _plausible(self, element: Json, label: str) -> Any:
        if element["type"] == "users_select":
            return next((who for role, who in self._company.holders.items() if role in label), LEAD)
        if element["type"] in {"static_select", "radio_buttons"}:
            return element["options"][0]["value"]
        if element["type"] == "number_input":
            return "100"
        return "Rehearsed." if element["type"] == "plain_text_input" else None


def _buttons(state: Json) -> Iterator[tuple[Json, Json]]:
    """Every button that everybody sees, the oldest message first."""
    for channel, messages in state["messages"].items():
        for message in messages:
            if message.get("ephemeral_to") or not message["blocks"]:
                continue
            for block in message["blocks"]:
                for element in [*block.get("elements", []), block.get("accessory") or {}]:
                    if element.get("type") == "button":
                        yield {**message, "channel": channel}, {**element, "block_id": block["block_id"]}
