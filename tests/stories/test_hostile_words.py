"""What people write is shown as they wrote it: it pings nobody and formats nothing."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.stories import checklists
from tests.stories.aside import ask, assign, choice
from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, Json, Scene, Stage, words

NASTY = "<!channel> & <https://evil.example|click> @here @Everyone <@UHUG> <!subteam^S1>"
SHOWN = (
    "&lt;!channel&gt; &amp; &lt;https://evil.example|click&gt; @\N{WORD JOINER}here @\N{WORD JOINER}Everyone "
    "&lt;@UHUG&gt; &lt;!subteam^S1&gt;"
)
OURS = re.compile(r"<!date\^\d+\^[^<>|]*\|[^<>]*>|<#C\w+>")
"""The tokens that Runsheet writes itself: moments and channels."""

PINGS = re.compile(r"@(?:here|channel|everyone)\b", re.IGNORECASE)


def read_as_markup(part: Any) -> Iterator[str]:
    """Every text in which Slack looks for tokens: that of messages and of mrkdwn objects."""
    if isinstance(part, list):
        for each in part:
            yield from read_as_markup(each)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            assert part["verbatim"] is True, "else Slack looks for names and links in it too"
        if isinstance(part.get("text"), str) and part.get("type") in {None, "mrkdwn"}:
            yield part["text"]
        for key, each in part.items():
            if key not in {"private_metadata", "state"}:
                yield from read_as_markup(each)


def all_sent(scene: Scene) -> list[Json]:
    """The arguments of every message and every view that Slack was ever given, and every acknowledgement."""
    told = ("chat.postMessage", "chat.update", "views.open", "views.update", "views.publish", "views.push")
    sent = [call.args for call in scene.stage.sandbox.calls if call.method in told]
    parsed = [
        {key: json.loads(v) if isinstance(v, str) and v[:1] in "[{" else v for key, v in args.items()}
        for args in sent
    ]
    return [*parsed, *scene.messages()]


def assert_harmless(scene: Scene) -> None:
    written = [m for m in all_sent(scene) if m.get("user") not in {ANA, BEN, CHI}]
    texts = [text for sent in written for text in read_as_markup(sent)]
    assert len(texts) > 50
    for text in texts:
        left = OURS.sub("", text)
        assert "<" not in left, text
        assert ">" not in left, text
        assert not re.search(r"&(?!amp;|lt;|gt;)", left), text
        assert not PINGS.search(left), text


async def test_in_the_checklist_itself(stage: Stage) -> None:
    # As Markdown code, so that nothing of it is a link or HTML to the reader.
    (stage.runbooks / "small.md").write_text(
        checklists.of(f"`{NASTY}` v2.4.0", **{f"`{NASTY}`": [f"`{NASTY}`", "Other"], "Next": ["Last"]})
    )
    async with stage.running() as scene:
        await scene.starts()
        card = scene.card("<!channel>")
        section = scene.messages()[1]
        assert card["blocks"][0]["text"]["type"] == "plain_text"
        assert f"⬜  `{SHOWN}`" in words(section)
        assert SHOWN in section["text"]
        await assign(scene, ANA, "<!channel>", to=BEN, card="<!channel>")
        await scene.opens_home(BEN)
        await scene.presses(BEN, "Done", section, near="channel")
        await scene.presses(BEN, "Reopen…", scene.messages()[1], near="channel")
        await scene.types(CHI, "/deploy list")
        await scene.types(CHI, "/deploy status")
        await scene.types(CHI, "/deploy start small v2.4.1")
        assert f"Run 1 of `{SHOWN}` v2.4.0 to production" in scene.told(CHI)
        assert_harmless(scene)


async def test_in_what_people_fill_in(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start")
    await scene.submits(ANA, service=NASTY, environment=NASTY)
    await scene.opens_home(BEN)
    before = scene.messages()[1]
    await scene.presses(BEN, "Add an item…", before)
    await scene.submits(BEN, text=NASTY)
    await scene.presses(BEN, "Add a note…", before, near="Tests green")
    await scene.submits(BEN, note=NASTY)
    await scene.presses(BEN, "Reopen…", before, near="Backup")
    await scene.submits(BEN, reason=NASTY)
    await ask(scene, BEN, "Before")
    await scene.submits(BEN, item=choice(scene.form(BEN), "Team told"), reason=NASTY)
    assert words(scene.card("Before")).count(SHOWN) == 4
    await scene.presses(CHI, "Done", before, near="Team told", stale=True)
    assert SHOWN in scene.told(CHI)
    await scene.types(BEN, f"/deploy hold {NASTY}")
    await scene.presses(ANA, "Next section ▸", scene.card("Before"))
    await scene.types(ANA, "/deploy resume")
    await scene.presses(BEN, "Abort…", scene.card("→"))
    await scene.submits(BEN, reason=NASTY)
    await scene.presses(ANA, "Confirm abort", scene.card("→"))
    assert SHOWN in words(scene.card("→"))
    assert any(SHOWN in said["text"] and "Aborted" in said["text"] for said in scene.messages(DEPLOYMENTS))
    assert_harmless(scene)


async def test_in_what_people_type(scene: Scene) -> None:
    for typed in (NASTY, f"start {NASTY}", f"start <!here> {NASTY}", "start <!here>", "status <!here>"):
        await scene.types(BEN, f"/deploy {typed}")
    told = [message["text"] for message in scene.messages() if message["ephemeral_to"] == BEN]
    assert len(told) == 5
    for text in told:
        assert "<" not in OURS.sub("", text)
        assert not PINGS.search(text)


async def test_names_in_a_command_are_read_as_names(scene: Scene) -> None:
    await scene.starts()
    await scene.types(BEN, "/deploy hold @hugo and #general decide")
    assert "Held by Ben Okafor: @hugo and #general decide" in words(scene.card("→"))


async def test_a_name_in_slack_is_no_markup_either(stage: Stage) -> None:
    stage.sandbox.world.people[BEN].real_name = NASTY
    async with stage.running() as scene:
        await scene.starts(BEN)
        await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
        await scene.types(BEN, "/deploy hold not now")
        await scene.opens_home(BEN)
        assert f"Lead {SHOWN}" in words(scene.card("→"))
        await scene.types(BEN, "/deploy list")
        assert SHOWN in scene.told(BEN)
