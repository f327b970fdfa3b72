"""A story for the matrix: what people do, as long as there is a bot to do it with."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.kill.dying import Life
from tests.page import NotThere, Page, everything_said

Json = dict[str, Any]
Deed = Callable[[], Awaitable[None]]

TRIES = 5
"""How often people do as they are told when they are told to press again: the machine may be busy."""


class Refused(AssertionError):
    """What the bot answered in place of doing it."""


@dataclass
class Story:
    """`acknowledged` are the deeds that people were told are done, by their names in the journal.

    `until` lets the time pass until something is seen; what the bot does besides is in `folder`.
    """

    page: Page
    bot: Life
    until: Callable[[Callable[[Json], Any]], Awaitable[Any]]
    folder: Path
    acknowledged: set[str] = field(default_factory=set)

    @property
    def deeds(self) -> Mapping[str, Deed]:
        """In order; each is in the journal by this name once it is done."""
        raise NotImplementedError

    async def told(self, stored: Collection[str]) -> None:
        """What is not stored already. Raises Died or page.Unheard when the bot is gone."""
        for name, deed in self.deeds.items():
            if name not in stored:
                await self._at_last(deed)
                self.acknowledged.add(name)
        await self.ends()

    async def ends(self) -> None:
        """What is seen last."""

    async def _at_last(self, deed: Deed) -> None:
        for left in reversed(range(TRIES)):
            try:
                await deed()
                break
            except (NotThere, Refused):
                if not left:
                    raise


def done(said: Json | None) -> None:
    """Where a deed is done, nothing is said but that it was heard."""
    if said is not None:
        raise Refused(said)


async def stands_once(page: Page, keys: Collection[str]) -> dict[str, Json]:
    """What the bot has said in Slack, by key; all of these, each once, and no other."""
    said = [message for message in everything_said(await page.state()) if message["metadata"]]
    posted = [str(message["metadata"]["event_payload"]["key"]) for message in said]
    assert sorted(posted) == sorted(keys), "each once, and no other"
    return dict(zip(posted, said, strict=True))
