"""What people see of executions: a view for every state, within Slack's limits, formatted by nobody else."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from commands.execution import forms, views
from commands.execution.views import MOST_ROWS, Row
from commands.offers import Way
from commands.runner import State
from runbook.bindings.deeds import Deed, Sort
from store.executions import Execution
from store.items import Item
from store.runs import Run

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
NAMES = {"UANA": "Ana Ruiz", "UBEN": "Ben Okafor"}
RUN = Run(
    id=1, team_id="T", number=1, title="", service="s", service_key="s", environment="e", environment_key="e",
    version="v2.4.0", runbook_id=1, state="running", lead="UANA", channel="C", zone="UTC", planned_at=NOW,
)  # fmt: skip


def item(number: int = 7, closed: datetime | None = None) -> Item:
    return Item(
        id=number, team_id="T", run_id=1, section_id=1, ordinal=0, key="k", text="Run <!here> *smoke*",
        depth=0, state="open", closed_at=closed,
    )  # fmt: skip


def execution(state: State, **how: Any) -> Execution:
    return Execution(
        id=3, team_id="T", run_id=1, item_id=7, command="smoke", way=Way.PROGRAM, shown="./smoke.sh `id` <b>",
        by="UANA", state=state, started_at=NOW, **how,
    )  # fmt: skip


def texts(blocks: object) -> str:
    return str([block.to_dict() for block in blocks])  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_card(state: State) -> None:
    card = views.card(execution(state, said="exit code 3", seconds=12.4, ended_at=NOW), NAMES, item())
    shown = texts(card.blocks)
    assert views.MARKS[state] in shown
    assert views.WORDS[state] in shown
    assert "Ana Ruiz" in shown
    assert "<!here>" not in shown
    assert "exit code 3" in card.text
    assert ("It was done" in shown) == (state is State.UNSURE)


def test_the_end_of_its_output_is_shown_and_ends_nothing() -> None:
    of = execution(State.RUNNING, head="x\n" * 5000 + "```*<!channel>*\n& the end\n")
    block = views.card(of, NAMES, None).blocks[2].to_dict()
    said = block["text"]["text"]
    assert len(said) <= 3000
    assert said.count("```") == 2
    assert "<!channel>" not in said
    assert said.endswith("&amp; the end\n```")


def test_output_that_grows_when_it_is_escaped_fits_all_the_same() -> None:
    block = views.card(execution(State.DONE, head="<&>" * 1000), NAMES, None).blocks[2].to_dict()
    assert len(block["text"]["text"]) <= 3000
    assert block["text"]["text"].endswith("```")


def test_the_whole_output_fits_into_a_window() -> None:
    of = execution(State.DONE, head="<line>\n" * 4000, tail="y" * 32000, left_out=1_000_000)
    view = forms.output(of).view()
    assert len(view["blocks"]) <= 100
    assert len(str(view)) < 250_000
    assert "about 1,000,000 bytes were left out" in str(view)
    assert "It has written nothing" in str(forms.output(execution(State.DONE)).view())


def test_a_card_keeps_room_for_its_items() -> None:
    row = Row(item(), Deed("k", Sort.COMMAND, "smoke"), shown="./smoke.sh")
    closed = replace(row, item=item(9, NOW), latest=execution(State.DONE))
    panel = views.panel([*[closed] * 10, *[row] * 30], [], NAMES, 0, RUN)
    assert len(panel.blocks) == MOST_ROWS + 2, "what they are, and how many more there are"
    assert panel.blocks[1].to_dict()["accessory"]["text"]["text"] == "Run…", "what is open comes first"
    assert panel.text == "30 items can be run or opened from here."


def test_what_is_closed_or_under_way_has_no_button() -> None:
    row = Row(item(), Deed("k", Sort.COMMAND, "smoke"), shown="./smoke.sh", latest=execution(State.RUNNING))
    for each in (row, replace(row, latest=execution(State.UNSURE)), replace(row, item=item(9, NOW))):
        assert "accessory" not in views.panel([each], [], NAMES, 0, RUN).blocks[1].to_dict()
