"""A whole card: what the feature that owns it draws, and the panels the others add."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commands import kit
from commands.feature import Card, Feature, Panel
from store.db import Transaction

MOST_TEXT = 4000
"""Slack's limit for the text of chat.update."""


REPEATED = "Possibly repeated: whether this reached you before could not be found out."


@dataclass(frozen=True)
class Drawn:
    text: str
    blocks: list[dict[str, Any]]

    def repeated(self) -> "Drawn":
        """The same, where it may stand in Slack already."""
        mark = kit.small(f"🔁 _{REPEATED}_", "repeated").to_dict()
        return Drawn(f"{REPEATED} {self.text}"[:MOST_TEXT], [*self.blocks, mark])


class Cards:
    def __init__(self, features: Sequence[Feature]) -> None:
        self._draws = {kind: draw for feature in features for kind, draw in feature.draws.items()}
        self._panels = [(kind, draw) for feature in features for kind, draw in feature.panels.items()]

    async def draw(self, tx: Transaction, kind: str, team_id: str, subject: str) -> Drawn:
        """The card as it is true now, whatever a message shows."""
        card = await self._draws[kind](tx, team_id, subject)
        drawn = [await draw(tx, team_id, subject) for of, draw in self._panels if of == kind]
        return _whole(card, [panel for panel in drawn if panel is not None])


def _whole(card: Card, panels: Sequence[Panel]) -> Drawn:
    between = [block for panel in panels for block in panel.blocks]
    text = " ".join([card.text, *(panel.text for panel in panels if panel.text)])
    return Drawn(text[:MOST_TEXT], [block.to_dict() for block in [*card.blocks, *between, *card.footer]])
