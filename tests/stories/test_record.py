"""The record of a run: its heads in the thread while it grows, its files when somebody asks for them."""

import re
from collections.abc import AsyncIterator

import pytest

from commands.record import verify
from runbook import reader
from tests.bot.faults import refusing
from tests.stories import gated
from tests.stories.incidents import staff
from tests.stories.records import SIGNED, files, run_to_the_end, shared, shelve
from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, GENERAL, IDA, Scene, Stage, labels, words

NAMES = ["run-1.html", "run-1.jsonl", "run-1.md"]


@pytest.fixture
async def signed(stage: Stage) -> AsyncIterator[Scene]:
    """With the runbook that has a bit of everything."""
    shelve(stage)
    async with stage.running() as running:
        yield running


def posted_heads(scene: Scene) -> list[tuple[int, str]]:
    """How long the record was, and how its head began, each time that this was said."""
    said = "\n".join(scene.thread(scene.card("Parcel Tracking")))
    return [
        (int(n), head) for n, head in re.findall(r"Record so far: (\d+) entries, head `([0-9a-f]+)…`", said)
    ]


@pytest.mark.everywhere
async def test_the_record_of_a_run_is_handed_over(signed: Scene) -> None:
    card = await run_to_the_end(signed)
    entries = await signed.journal()
    live = next(entry for entry in entries if entry.what == "run.live")
    assert posted_heads(signed) == [(each.seq, each.hash[:12]) for each in (live, entries[-1])]

    await signed.types(BEN, "/deploy record")
    assert signed.told(BEN) == (
        "📒 The record of run 1, Parcel Tracking v2.4.0 → production, is on its way into the thread of its "
        "card in <#CDEPLOY>."
    )
    assert shared(signed, card) == NAMES
    assert "📒 Record of run 1, asked for by Ben Okafor: for reading and printing." in signed.thread(card)

    raw = files(signed)["run-1.jsonl"].encode()
    for _, head in posted_heads(signed):
        assert verify.of_file(raw, head).whole
    record = verify.of_file(raw)
    assert [(chain.subject, chain.count) for chain in record.chains] == [("run:1", len(entries))]


async def test_the_checklist_comes_back_filled_in(signed: Scene) -> None:
    await run_to_the_end(signed)
    await signed.types(BEN, "/deploy record 1")
    text = files(signed)["run-1.md"]
    before, after = reader.read(SIGNED.encode()), reader.read(text.encode())
    assert [item.id for item in after.items] == [item.id for item in before.items]
    assert [line for line in text.splitlines() if line.startswith("- [")] == [
        "- [x] Tests green",
        "- [x] Backup taken",
        "- [x] Team told of <v2.4.0 & `@here`",
        "- [x] Traffic moved",
        r"- [ ] ~~Errors watched~~ <ins>Skipped: No \<errors\> &#124; at all</ins>",
        "- [x] QA Lead: <ins>Ana Ruiz</ins> Date: <ins>2026-03-09 16:15</ins>",
    ]
    assert "\nDecision: [x] GO [ ] NO-GO\n" in text
    assert "hx81k2q9zz71" in SIGNED
    assert "hx81k2q9zz71" not in text, "what no channel is to show is in no file there either"


async def test_the_page_says_who_did_what_when(signed: Scene) -> None:
    await run_to_the_end(signed)
    await signed.types(BEN, "/deploy record")
    page = files(signed)["run-1.html"]
    shown = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for said in (
        "Parcel Tracking v2.4.0 → production",
        "Team told of &lt;v2.4.0 &amp; @here",
        "Claim attested · Ben Okafor, 9 Mar 15:00:00 08:00:00 UTC",
        "Skipped · Chi Nguyen, 9 Mar 16:10:00 09:10:00 UTC No &lt;errors&gt; | at all",
        "Reopened · Chi Nguyen, 9 Mar 16:10:00 09:10:00 UTC : Only half of it moved",
        "planned 16:00 · began 16:10 · 10 min late",
        "5 min Chi Nguyen; ended by Ana Ruiz half of it is missing",
        "QA Lead signed Ana Ruiz",
        (await signed.journal())[-1].hash,
    ):
        assert said in shown, said
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|<script|@import|<(?!!DOCTYPE)[^>]*\son\w+=""", page)


async def test_the_card_of_a_run_that_has_ended_has_a_button_for_it(signed: Scene) -> None:
    card = await run_to_the_end(signed)
    count, head = posted_heads(signed)[-1]
    assert f"📒 Record: {count} entries, head `{head}…`" in words(card)
    assert labels(card) == ["Record"]
    await signed.presses(IDA, "Record", card)
    assert shared(signed, card) == NAMES, "a guest may read, also this"


async def test_a_run_under_way_has_a_record_too(scene: Scene) -> None:
    card = await scene.starts()
    assert "Record" not in labels(card)
    await scene.types(CHI, "/deploy record", GENERAL)
    assert shared(scene, card) == NAMES, "in the run's own channel, wherever it was asked for"
    assert "This run has not ended" in files(scene)["run-1.html"]
    await scene.passes(minutes=10)
    await scene.types(CHI, "/deploy record")
    assert shared(scene, card) == NAMES * 2
    assert "Planned start reached" in files(scene)["run-1.html"]


async def test_what_there_is_no_record_of_is_said(scene: Scene) -> None:
    await scene.types(BEN, "/deploy record")
    assert scene.told(BEN) == "There was no run yet, so there is no record. `/deploy start` starts one."
    await scene.starts()
    await scene.types(BEN, "/deploy record 7")
    assert scene.told(BEN) == "There is no run 7. `/deploy list` shows the open ones."
    await scene.types(BEN, "/deploy record of yesterday")
    assert scene.told(BEN) == "`/deploy record` takes the number of a run: `/deploy record 3`."


async def test_private_incidents_are_in_no_channel(scene: Scene) -> None:
    await staff(scene)
    await scene.starts()
    await scene.presses(CHI, "🚨 Incident…", scene.card("→"))
    await scene.submits(CHI, title="data leak", severity="1", private=["private"])
    await scene.presses(CHI, "🚨 Incident…", scene.card("→"))
    await scene.submits(CHI, title="slow search", severity="2")
    await scene.types(ANA, "/deploy finish")
    await scene.submits(ANA, reason="Only a rehearsal")
    await scene.types(ANA, "/deploy record")
    for name, text in files(scene).items():
        assert "data leak" not in text, name
    assert "slow search" in files(scene)["run-1.html"]
    record = verify.of_file(files(scene)["run-1.jsonl"].encode())
    assert [chain.subject for chain in record.chains] == ["run:1", "incident:2"]
    assert record.whole
    (said,) = [text for text in scene.thread(scene.card("→")) if "so far" in text]
    assert re.search(r"; incident 2: \d+ entries, head `[0-9a-f]{12}…`\.$", said)
    assert "incident 1" not in said


async def test_where_slack_takes_no_files_that_is_said(scene: Scene) -> None:
    card = await scene.starts()
    scene.stage.sandbox.before_call = refusing("files.completeUploadExternal", "restricted_action")
    await scene.types(BEN, "/deploy record")
    assert shared(scene, card) == []
    assert scene.thread(card)[0] == (
        "⚠️ Slack did not take `run-1.html`: `restricted_action`. `/deploy record 1` tries again; "
        "`runsheet record 1` writes it without Slack."
    )
    assert card["channel"] == DEPLOYMENTS


async def test_a_gate_is_signed_in_the_checklist_and_on_the_page(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await scene.passes(hours=3, minutes=30)
        await gated.all_sign(scene)
        (count, head), *_ = posted_heads(scene)
        (passed,) = [entry for entry in await scene.journal() if entry.what == "gate.passed"]
        assert (count, head) == (passed.seq, passed.hash[:12])
        await scene.types(ANA, "/deploy record")
        text, page = files(scene)["run-1.md"], files(scene)["run-1.html"]
        assert "- [x] QA Lead: <ins>Chi Nguyen</ins> Date: <ins>2026-03-09 11:30</ins>" in text
        assert "- [ ] Release completed: ____ Date: ____" in text
        shown = " ".join(re.sub(r"<[^>]+>", " ", page).split())
        assert "QA Lead go Chi Nguyen 9 Mar 11:30:00 UTC" in shown
        assert f"Passed for document {passed.detail['document'][:12]}" in shown
