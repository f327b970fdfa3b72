"""Items that act: a command is shown, run once, streamed, and ticks its item; a bad one leaves it open."""

from collections.abc import AsyncIterator

import pytest

from runbook.bindings import digest
from tests.page import Page
from tests.stories.acting import CHECKLIST, MIGRATE, SMOKE, bind, listed, runs, script, started
from tests.stories.scene import ANA, BEN, Json, Scene, Stage, labels, words


@pytest.fixture
async def scene(stage: Stage) -> AsyncIterator[Scene]:
    """A run of a checklist whose smoke tests and migration are bound."""
    commands = {"run-smoke-tests": listed(SMOKE), "Migrate the database": listed(MIGRATE)}
    bind(stage.runbooks, commands=commands)
    script(stage.runbooks, "smoke.sh", 'echo "smoke of $1: 12 passed"; date >> ran')
    script(stage.runbooks, "migrate.sh", "echo relation exists >&2; exit 3")
    async with stage.running() as running:
        await running.starts()
        yield running


def times_run(scene: Scene) -> int:
    ran = scene.stage.runbooks / "ran"
    return len(ran.read_text().splitlines()) if ran.exists() else 0


async def test_a_command_is_shown_run_and_ticks_its_item(scene: Scene) -> None:
    before = scene.card("Before")
    assert "./smoke.sh v2.4.0" in words(before)
    await scene.presses(ANA, "Run…", before, near="smoke")
    shown = words(scene.form(ANA))
    assert "./smoke.sh v2.4.0" in shown
    assert "for at most 10 min" in shown
    assert times_run(scene) == 0, "nobody has said yes"
    await scene.submits(ANA)
    card = started(scene)
    assert card["thread_ts"] == before["ts"]
    assert "smoke of v2.4.0: 12 passed" in words(card)
    assert "✅ *Done* · exit code 0 · under a second\nStarted by Ana Ruiz" in words(card)
    shown = words(scene.card("Before"))
    assert "Done · Ana Ruiz" in shown
    assert "· exit code 0" in shown
    assert "run-smoke-tests" not in shown, "its name says what the item says"
    assert times_run(scene) == 1
    deeds = [deed for deed in await scene.deeds() if not deed.startswith(("run.", "section."))]
    assert deeds == ["command.started", "command.ended", "item.proven"]
    proven = (await scene.journal())[-1]
    assert (proven.who, proven.detail["reason"]) == (ANA, "exit code 0")


async def test_a_bad_end_leaves_the_item_open_says_so_and_stops_the_run_where_it_is_hard(
    scene: Scene,
) -> None:
    await runs(scene, "Migrate")
    card = started(scene)
    assert "relation exists" in words(card)
    assert "❌ *Failed* · exit code 3" in words(card)
    said = scene.thread(scene.card("Before"))
    assert "❌ “Migrate the database” failed: exit code 3. It stays open." in said
    assert "has to be done before the run goes on" in words(scene.card("→"))
    assert "Run…" in labels(scene.card("Before")), "it can be run again"
    script(scene.stage.runbooks, "migrate.sh", "echo fine")
    await runs(scene, "Migrate")
    assert "has to be done" not in words(scene.card("→"))
    assert words(scene.card("Before")).count("exit code 0") == 2, "at the item, and at what it can do"


async def test_what_a_failed_command_has_stopped_goes_on_when_its_item_is_closed_by_hand(
    scene: Scene,
) -> None:
    await runs(scene, "Migrate")
    for item in ("smoke", "health", "logs", "Migrate"):
        await scene.presses(
            BEN, "Done", scene.card("Before"), near=f"⬜  {item}" if item == "Migrate" else item
        )
    assert "has to be done" not in words(scene.card("→"))
    scene.card("After")


async def test_what_is_done_is_not_run_by_the_next(scene: Scene) -> None:
    before = scene.card("Before")
    await scene.presses(ANA, "Run…", before, near="smoke")
    await scene.presses(BEN, "Run…", before, near="smoke")
    await scene.submits(ANA)
    await scene.submits(BEN)
    assert "This item is closed." in words(scene.form(BEN))
    assert times_run(scene) == 1


async def test_a_side_file_that_changed_does_not_reach_a_run_under_way(scene: Scene) -> None:
    await scene.presses(ANA, "Run…", scene.card("Before"), near="smoke")
    other = ["./smoke.sh", "--all", "{version}"]
    bind(scene.stage.runbooks, commands={"run-smoke-tests": listed(other)})
    await scene.bot.library.look()
    await scene.submits(ANA)
    assert "smoke of v2.4.0: 12 passed" in words(started(scene))
    assert "--all" not in words(scene.card("Before"))


async def test_what_is_not_bound_to_an_item_cannot_be_run_by_a_forged_button(scene: Scene) -> None:
    await scene.presses(ANA, "Run…", scene.card("Before"), near="smoke")
    value = '{"item": 1, "name": "Migrate the database", "part": 0}'
    await scene.forges(BEN, value=value)
    assert "Nothing of that name is bound to this item" in scene.told(ANA), "forged from her window"


async def test_what_nobody_has_listed_is_not_run_and_says_so(stage: Stage) -> None:
    bind(stage.runbooks, commands={"run-smoke-tests": {"argv": SMOKE}})
    async with stage.running() as scene:
        await scene.starts()
        before = scene.card("Before")
        assert "is not on the list of what may run" in words(before)
        assert "Run…" not in labels(before)


async def test_a_side_file_with_another_hash_is_wrong_as_a_whole(stage: Stage) -> None:
    bind(stage.runbooks, commands={"run-smoke-tests": {"argv": SMOKE, "sha256": digest(["./other.sh"])}})
    async with stage.running() as scene:
        await scene.starts()
        before = scene.card("Before")
        assert "Run…" not in labels(before)
        assert "Nothing can be run from here. The side file of this runbook cannot be used." in words(before)
        await scene.presses(ANA, "Done", scene.card("Before"), near="smoke")
        assert "Done · Ana Ruiz" in words(scene.card("Before"))


async def test_an_item_whose_own_words_are_allow_listed_can_run_them(stage: Stage) -> None:
    checklist = CHECKLIST.replace("Run smoke tests", "Run smoke tests: `./smoke.sh v2.4.0 --quick`")
    argv = ["./smoke.sh", "v2.4.0", "--quick"]
    bind(stage.runbooks, checklist, commands={"anything": listed(argv)})
    script(stage.runbooks, "smoke.sh", "echo $2 ok")
    async with stage.running() as scene:
        await scene.starts()
        assert "--quick ok" in words(await runs(scene, "anything"))


async def test_an_item_with_two_commands_is_done_when_both_are_and_again_after_it_was_reopened(
    stage: Stage,
) -> None:
    checklist = CHECKLIST.replace("Run smoke tests", "Run `./smoke.sh api` and run `./smoke.sh web`")
    both = {name: listed(["./smoke.sh", name]) for name in ("api", "web")}
    bind(stage.runbooks, checklist, commands=both)
    script(stage.runbooks, "smoke.sh", "true")
    async with stage.running() as scene:
        await scene.starts()
        for name in ("api", "web"):
            assert "Done · Ana Ruiz" not in words(scene.card("Before"))
            await runs(scene, f"*{name}*")
        assert "Done · Ana Ruiz" in words(scene.card("Before"))
        await scene.presses(BEN, "Reopen…", scene.card("Before"))
        await scene.submits(BEN, reason="the data was old")
        await runs(scene, "*web*")
        assert "Done · Ana Ruiz" not in words(scene.card("Before")), "the first was run before"
        await runs(scene, "*api*")
        assert "Done · Ana Ruiz" in words(scene.card("Before"))


async def test_a_link_opens_with_its_window(stage: Stage) -> None:
    bind(stage.runbooks, links={"logs": "https://logs.example/q?from={from}&to={to}&v={version}"})
    async with stage.running() as scene:
        await scene.starts()
        (row,) = [b for b in scene.card("Before")["blocks"] if "🔗" in str(b)]
        url = row["accessory"]["url"]
        begins = int(stage.clock.now().timestamp() * 1000)
        assert url == f"https://logs.example/q?from={begins}&to={begins + 3_600_000}&v=v2.4.0"
        await scene.presses(BEN, "Open", scene.card("Before"))
        assert "Open" in labels(scene.card("Before"))


async def test_a_tag_that_is_not_the_version_of_the_run_is_said(stage: Stage) -> None:
    checklist = CHECKLIST.replace("Run smoke tests", "Create the release tag: `v2.3.9`")
    bind(stage.runbooks, checklist, commands={"tag": listed(["./tag.sh", "{version}"])})
    script(stage.runbooks, "tag.sh", "echo $1 is signed")
    async with stage.running() as scene:
        await scene.starts()
        assert "names the tag `v2.3.9`, and this run is of `v2.4.0`" in words(scene.card("Before"))
        assert "v2.4.0 is signed" in words(await runs(scene, "tag"))


# While it runs. ---------------------------------------------------------------------------------------------


async def test_two_press_together_and_what_the_one_command_writes_is_seen_while_it_runs(stage: Stage) -> None:
    bind(stage.runbooks, commands={"run-smoke-tests": listed(SMOKE)})
    waits = "until [ -e gate ]; do sleep 0.05; done"
    script(stage.runbooks, "smoke.sh", f"echo first half; {waits}; echo second half")
    async with stage.running() as scene, Page.at(stage.url) as page:
        await scene.starts()
        for user in (ANA, BEN):
            await scene.presses(user, "Run…", scene.card("Before"), near="smoke")
        for user in (ANA, BEN):  # together
            await stage.sandbox.act(
                {"user": user, "do": "submit", "view": scene.form(user)["id"], "values": {}}
            )
        assert "Ana Ruiz started `run-smoke-tests` at" in words(scene.form(BEN))
        assert "and it is still running" in words(scene.form(BEN))

        def half(_state: Json) -> Json:
            card = started(scene)
            assert "first half" in words(card)
            return card

        running = await page.sees(half)
        assert "⏳ *Running*" in words(running)
        assert "second half" not in words(running)
        assert "Run…" not in labels(scene.card("Before")), "one is under way"
        assert "⏳" in words(scene.card("Before"))
        (stage.runbooks / "gate").touch()
        await scene.settled()
        assert words(started(scene)).index("first half") < words(started(scene)).index("second half")
        assert started(scene)["ts"] == running["ts"], "one message, kept true"


async def test_a_long_output_is_read_in_a_window(stage: Stage) -> None:
    bind(stage.runbooks, commands={"run-smoke-tests": listed(SMOKE)})
    script(stage.runbooks, "smoke.sh", "seq 100000 120000; echo '<!channel> *last* ```words```'")
    async with stage.running() as scene:
        await scene.starts()
        card = await runs(scene)
        assert "119987" in words(card)
        assert "119986" not in words(card), "its card shows the last fifteen lines"
        assert "&lt;!channel&gt; *last*" in words(card)
        await scene.presses(BEN, "Whole output", card)
        shown = words(scene.form(BEN))
        assert shown.index("100000\n") < shown.index("bytes were left out here") < shown.index("120000\n")
