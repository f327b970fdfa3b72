"""A whole card: its own blocks, the panels of others, its footer."""

from bot.cards import MOST_TEXT, Cards
from commands import kit
from commands.feature import Card, Feature, Panel
from store.db import Database, Transaction
from tests.bot.clocks import START


async def run(_tx: Transaction, _team_id: str, subject: str) -> Card:
    top, bottom = kit.words("Running", "state"), kit.words("Buttons", "buttons")
    return Card(f"Run {subject}.", [top], footer=[bottom])


async def now_at(_tx: Transaction, team_id: str, subject: str) -> Panel | None:
    return Panel(f"Now at {team_id}/{subject}.", [kit.words("Now", "now")])


async def silent(_tx: Transaction, _team_id: str, _subject: str) -> Panel | None:
    return None


async def endless(_tx: Transaction, _team_id: str, _subject: str) -> Panel | None:
    return Panel("word " * 2000, [])


DEPLOY = Feature("deploy", "", draws={"run": run})


async def drawn(database: Database, *features: Feature) -> tuple[str, list[str]]:
    async with database.reading(START) as tx:
        card = await Cards(features).draw(tx, "run", "T1", "7")
    return card.text, [block["block_id"] for block in card.blocks]


async def test_a_card_alone(database: Database) -> None:
    assert await drawn(database, DEPLOY) == ("Run 7.", ["state", "buttons"])


async def test_panels_stand_above_the_footer(database: Database) -> None:
    others = [Feature("checklist", "", panels={"run": now_at}), Feature("quiet", "", panels={"run": silent})]
    assert await drawn(database, DEPLOY, *others) == ("Run 7. Now at T1/7.", ["state", "now", "buttons"])


async def test_panels_of_other_cards_stay_there(database: Database) -> None:
    assert await drawn(database, DEPLOY, Feature("home", "", panels={"home": now_at})) == (
        "Run 7.", ["state", "buttons"],
    )  # fmt: skip


async def test_the_text_fits_into_an_update(database: Database) -> None:
    text, _ = await drawn(database, DEPLOY, Feature("chatty", "", panels={"run": endless}))
    assert len(text) == MOST_TEXT
