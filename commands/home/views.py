"""The Home tab: a greeting; the features add their panels."""

from commands import kit
from commands.feature import Card


def card(name: str) -> Card:
    return Card(
        text="Runsheet",
        blocks=[
            kit.words(f"*Hello {kit.safe(name)}.* Here is what is yours and what is under way.", "hello")
        ],
        footer=[
            kit.small("`/deploy help` in any channel lists the commands.", "help"),
        ],
    )
