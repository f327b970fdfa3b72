"""An app that only listens, where what it is connected by is not what a test is about."""

from sandbox.receipts import Receipt, Retry
from sandbox.wire import Json


class Listener:
    """An app behind some transport: what it heard, and whether it acknowledges."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Retry | None]] = []
        self.answers: list[Receipt] = []

    async def deliver(self, kind: str, payload: Json, retry: Retry | None = None) -> Receipt:
        self.heard.append((str(payload.get("number", kind)), retry))
        return self.answers.pop(0) if self.answers else Receipt(acknowledged=True)

    @property
    def order(self) -> list[str]:
        return [name for name, _ in self.heard]
