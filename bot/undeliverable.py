"""Where a message cannot be shown: said to the operations channel once, with what to do about it."""

from bot.notices import Notices
from bot.slack import OF_THE_PLACE
from commands import kit
from store import sending
from store.db import Transaction
from store.messages import Message, Surface

ARCHIVED = {"is_archived", "is_inactive"}


async def say(notices: Notices, tx: Transaction, message: Message, problem: str) -> None:
    """Nothing, where the same was said of this message, or of its place, and has not come right since."""
    if message.then or message.place == notices.channel or message.problem == problem:
        return  # whoever asked to be told of it finds another way
    if problem in OF_THE_PLACE and await sending.known(tx, message, OF_THE_PLACE):
        return
    text = f"⚠️ I could not post in {_where(message)}: `{kit.safe(problem)}`. {_to_do(message, problem)}"
    await notices.add(tx, f"undeliverable:{message.key}:{message.wanted}", text)


async def say_broken(notices: Notices, tx: Transaction, message: Message, bug: str) -> None:
    """A card that cannot be drawn is a bug of ours; its run goes on."""
    text = (
        f"⚠️ I could not draw a card in {_where(message)}. Everything is recorded all the same, and the next "
        f"change tries again. Report it as error {bug}."
    )
    await notices.add(tx, f"undrawable:{message.key}", text)


def _where(message: Message) -> str:
    return f"<@{message.place}>" if message.surface != Surface.CHANNEL else f"<#{message.place}>"


def _to_do(message: Message, problem: str) -> str:
    if message.surface != Surface.CHANNEL:
        return "Everything is recorded all the same: tell them yourself."
    if problem in ARCHIVED:
        return (
            "The channel is archived. Its runs go on and everything is recorded; unarchive it, then "
            "`/deploy status` brings the cards back."
        )
    return "If it is private, invite me there with `/invite @runsheet`; then `/deploy status` posts it again."
