"""Runbooks that people give in Slack: chosen, pasted, uploaded; and what is wrong with them."""

import base64
from dataclasses import replace

import pytest

from sandbox.faults import CallFault, Dice
from store import effects
from store.effects import End
from tests.stories import checklists
from tests.stories.scene import ANA, BEN, CHI, IDA, Json, Scene, labels, words

BILLING = checklists.of("Billing v7.0.0", Only=["Invoices sent", "Ledger closed"])
IN_DM = "I am reading the file. What I find comes to you as a direct message."


async def asks(scene: Scene, user: str = ANA) -> Json:
    await scene.types(user, "/deploy read")
    return scene.form(user)


async def uploads(scene: Scene, user: str = ANA, name: str = "billing.md", **content: str) -> str:
    given = content or {"text": BILLING}
    return str((await scene.act(user=user, do="upload", name=name, **given))["file"])


async def gives(scene: Scene, user: str = ANA, name: str = "billing.md", **content: str) -> Json:
    """Uploaded in the form; what comes back."""
    file = await uploads(scene, user, name, **content)
    await asks(scene, user)
    await scene.submits(user, file=[file])
    return scene.dm(user)[-1]


async def test_one_of_the_folder_is_chosen(scene: Scene) -> None:
    await asks(scene)
    await scene.submits(ANA, runbook="small")
    assert "6 items (2 ticked)" in words(scene.form(ANA))
    assert labels(scene.form(ANA))[:4] == ["Summary", "Lines", "Problems", "Plan"]


async def test_a_pasted_one_is_read_at_once_and_can_be_started(scene: Scene) -> None:
    await asks(scene)
    await scene.submits(ANA, text=BILLING)
    assert "2 items" in words(scene.form(ANA))
    assert "`Release`" in words(scene.form(ANA))
    card = await scene.starts(BEN, "Release v7.0.0")
    assert "Billing v7.0.0" in words(card)
    assert [(e.who, e.what) for e in await scene.journal_of("runbook:Release")] == [(ANA, "runbook.given")]


async def test_an_uploaded_one_is_answered_in_a_direct_message(scene: Scene) -> None:
    card = await gives(scene)
    assert IN_DM in words(scene.form(ANA))
    assert card["text"].startswith("Release: 2 items")
    await scene.presses(ANA, "Lines", card)
    assert "*item for a person*  - [ ] Ledger closed" in words(scene.form(ANA))
    assert await scene.starts(BEN, "billing v7.0.0")


async def test_an_upload_of_the_same_name_is_its_next_version(scene: Scene) -> None:
    await gives(scene)
    card = await gives(scene, BEN, text=BILLING + "- [ ] Auditors told\n")
    assert card["text"].startswith("Release: 3 items")
    await scene.types(CHI, "/deploy read billing")
    assert scene.told(CHI).startswith("Release: 3 items")


async def test_the_file_is_not_kept_twice(scene: Scene) -> None:
    file = await uploads(scene)
    await asks(scene)
    await scene.submits(ANA, file=[file])
    async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
        fetched = await effects.find(tx, scene.bot.team_id, f"read:{file}")
    assert fetched
    assert (fetched.end, fetched.answer) == (End.DONE, None)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("notes.md", {"text": "# Nothing to do\n"}, "There is nothing to tick in the file"),
        ("empty.md", {"text": " "}, "The file is empty"),
        ("large.md", {"text": "- [ ] a\n" * 250_001}, "It is larger than 2 MB: split it"),
        ("picture.md", {"base64": base64.b64encode(b"\x89PNG\r\n\0\0").decode()}, "not a text file"),
        ("small.md", {"text": BILLING}, "The folder of runbooks has a `small` already."),
    ],
)
async def test_a_file_that_cannot_be_read_is_answered_with_why(
    scene: Scene, name: str, content: dict[str, str], why: str
) -> None:
    said = await gives(scene, name=name, **content)
    assert said["text"].startswith("⛔ Your file was not read. ")
    assert why in said["text"]


async def test_without_the_scope_slack_gives_no_file_and_that_is_said(scene: Scene) -> None:
    workspace = scene.stage.sandbox.workspace
    workspace.app = replace(workspace.app, scopes=workspace.app.scopes - {"files:read"})
    said = await gives(scene)
    assert said["text"] == (
        "⛔ Your file was not read. Slack does not let me read files: my app lacks `files:read`. "
        "Ask an operator."
    )


async def test_a_download_that_fails_at_first_is_tried_again(scene: Scene) -> None:
    scene.stage.sandbox.faults.calls.append(CallFault("http_500", "files.info", dice=Dice(count=1)))
    file = await uploads(scene)
    await asks(scene)
    await scene.submits(ANA, file=[file])
    while not scene.dm(ANA):
        await scene.settled()
    assert scene.dm(ANA)[-1]["text"].startswith("Release: 2 items")


async def test_exactly_one_is_given(scene: Scene) -> None:
    await asks(scene)
    await scene.submits(ANA)
    assert "Choose a runbook, upload a file, or paste its text." in scene.errors(ANA)["runbook"]
    await scene.submits(ANA, runbook="small", text=BILLING)
    assert "Give only one." in scene.errors(ANA)["runbook"]


async def test_what_is_wrong_with_pasted_text_stands_under_it(scene: Scene) -> None:
    await asks(scene)
    await scene.submits(ANA, text="Deploy it")
    assert "nothing to tick" in scene.errors(ANA)["text"]


async def test_a_guest_chooses_but_gives_nothing(scene: Scene) -> None:
    await asks(scene, IDA)
    await scene.submits(IDA, text=BILLING)
    assert "Guests can read this, not act on it." in scene.errors(IDA)["runbook"]
    await scene.submits(IDA, text=None, runbook="small")
    assert "6 items" in words(scene.form(IDA))
