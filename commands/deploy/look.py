"""Looking at runs: one card, the list, the Home tab."""

from commands import known
from commands.deploy import chosen, views
from commands.deploy.inputs import ShowRun
from commands.feature import Answer, Card, Click, Panel, Say, Show, Typed
from store import blockers, items, messages, people, runs
from store.db import Transaction
from store.runs import Run

CARD = "run"


def subject(run_id: int) -> str:
    """A run in the journal."""
    return f"run:{run_id}"


async def status(tx: Transaction, typed: Typed) -> Answer:
    """The card of one run; of several, their list. Cards that Slack did not take are tried again."""
    which, _ = await chosen.chosen(tx, typed)
    for run in which:
        await messages.bring_back(tx, run.team_id, run.channel)
    if len(which) > 1:
        return await list_open(tx, typed)
    return Show(CARD, str(which[0].id))


async def show(tx: Transaction, click: Click[ShowRun]) -> Answer:
    run = await known.run(tx, click.by.team_id, click.button.run)
    return Show(CARD, str(run.id))


async def list_open(tx: Transaction, typed: Typed) -> Answer:
    rows = [views.row(await _drawn(tx, run)) for run in await runs.open_runs(tx, typed.by.team_id)]
    if not rows:
        return Say("No run is open. `/deploy start` starts one.")
    return Say("\n".join(["*Open runs*", *rows]))


async def draw(tx: Transaction, team_id: str, run_id: str) -> Card:
    return views.card(await _drawn(tx, await known.run(tx, team_id, int(run_id))))


async def home_panel(tx: Transaction, team_id: str, _user_id: str) -> Panel:
    drawn = [await _drawn(tx, run) for run in await runs.open_runs(tx, team_id)]
    return Panel(f"{len(drawn)} open runs.", views.home(drawn[:20]))


async def _drawn(tx: Transaction, run: Run) -> views.Drawn:
    return views.Drawn(
        run=run,
        progress=await items.progress(tx, run.id),
        names=await people.names(tx, run.team_id, [run.lead, run.ended_by, run.abort_asked_by]),
        blockers=await blockers.of_run(tx, run.id),
    )
