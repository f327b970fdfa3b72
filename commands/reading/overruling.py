"""Overruling a reading: an operator says what a line is."""

from commands import documents
from commands.feature import Answer, Click, Replace
from commands.reading import look, rules, views
from commands.reading.inputs import Overrule
from runbook.overrule import Overruling, key
from store import journal, readings
from store.db import Transaction
from store.readings import Overruled


async def overrule(tx: Transaction, click: Click[Overrule]) -> Answer:
    """Kept by section path and text, so it holds for later versions too; runs under way keep their items."""
    await look.operator(tx, click.by)
    pressed = click.button
    kept = await look.kept(tx, click.by.team_id, pressed.runbook)
    found = [
        (section, item)
        for section in documents.as_written(kept).sections
        for item in section.items
        if item.line == pressed.line
    ]
    left = [item for item in (await documents.read(tx, kept)).items if item.line != pressed.line]
    rules.overrule(is_item=bool(found), left=len(left), to_text=pressed.what is Overruling.TEXT)
    section, item = found[0]
    name = key(section, item)
    if pressed.what is None:
        await readings.clear(tx, kept.team_id, kept.name, name)
    else:
        said = Overruled(
            team_id=kept.team_id,
            runbook=kept.name,
            key=name,
            what=pressed.what,
            by=click.by.user_id,
            at=tx.now,
        )
        await readings.put(tx, said)
    await journal.record(
        tx, kept.team_id, f"runbook:{kept.name}", click.by.user_id, "reading.overruled", line=str(item.line),
        text=item.text, now=pressed.what or "as read",
    )  # fmt: skip
    return Replace(views.lines(await look.at(tx, kept, click.by), pressed.page))
