"""Effects out: done once, whatever Slack answers; their end is told once."""

import asyncio
import base64
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.effects import AT_ONCE
from commands import outside
from commands.outside import ChannelCreated, Nothing
from runbook.bindings import digest
from store import effects
from store.effects import End
from store.messages import Urgency
from tests.bot import errands
from tests.bot.errands import TOLD, Errands
from tests.bot.faults import Held, breaking, limiting, refusing
from tests.stories.acting import script
from tests.stories.scene import ANA, BEN, OPERATIONS, Stage

CREATE = "conversations.create"
PAYMENTS = outside.CreateChannel(name="inc-1-payments")
TOPIC = outside.SetTopic(channel="CDEPLOY", topic="All hands")


@pytest.fixture
async def bot(stage: Stage) -> AsyncIterator[Errands]:
    async with errands.running(stage) as running:
        yield running


def made(stage: Stage, name: str) -> list[str]:
    return [one.id for one in stage.sandbox.world.channels.values() if one.name == name]


def warnings(stage: Stage) -> list[str]:
    return [one["text"] for one in stage.sandbox.state()["messages"].get(OPERATIONS, [])]


# One end, told once. ----------------------------------------------------------------------------------------


async def test_the_end_is_told_with_what_slack_answered(stage: Stage, bot: Errands) -> None:
    told = await bot.does(PAYMENTS)
    assert told.answer == ChannelCreated(channel=made(stage, "inc-1-payments")[0], name="inc-1-payments")
    assert (told.end, told.team_id, told.subject, told.problem) == (End.DONE, "THARBOR", "of errand", None)
    await bot.wants("errand", PAYMENTS)
    await bot.bot.settled()
    assert len(bot.told) == 1


async def test_a_refusal_is_told_and_not_tried_again(stage: Stage, bot: Errands) -> None:
    stage.sandbox.before_call = refusing(CREATE, "restricted_action")
    told = await bot.does(PAYMENTS)
    assert (told.end, told.answer, told.problem) == (End.REFUSED, None, "restricted_action")
    assert warnings(stage) == [], "whoever asked says what it means"


async def test_what_nobody_waits_for_is_said_once_to_operations(stage: Stage, bot: Errands) -> None:
    stage.sandbox.before_call = refusing("conversations.setTopic", "restricted_action")
    for number in range(3):
        await bot.wants(f"topic:{number}", TOPIC, then=None)
    await bot.bot.settled()
    assert bot.told == []
    assert warnings(stage) == [
        "⚠️ Slack does not let me set the topic of channels: `restricted_action`. Runs go on without it."
    ]


async def test_too_many_calls_wait_as_long_as_slack_says(stage: Stage, bot: Errands) -> None:
    stage.sandbox.before_call = limiting(CREATE, seconds=1)
    started = asyncio.get_running_loop().time()
    got = await bot.gets(PAYMENTS)
    assert asyncio.get_running_loop().time() - started >= 1
    assert got.fresh
    assert len(made(stage, "inc-1-payments")) == 1


# When the outcome is not known. -----------------------------------------------------------------------------


async def test_a_topic_whose_answer_was_lost_is_not_announced_twice(stage: Stage, bot: Errands) -> None:
    stage.sandbox.after_call = breaking("conversations.setTopic")
    await bot.does(TOPIC)
    said = [one["text"] for one in stage.sandbox.state()["messages"]["CDEPLOY"]]
    assert said == ["set the channel topic: All hands"]


async def test_a_topic_is_set_again_where_slack_does_not_tell_it(stage: Stage, bot: Errands) -> None:
    refuse, lose = refusing("conversations.info", "missing_scope"), breaking("conversations.setTopic")
    stage.sandbox.before_call, stage.sandbox.after_call = refuse, lose
    await bot.does(TOPIC)
    assert stage.sandbox.world.channels["CDEPLOY"].topic == "All hands"


async def test_a_channel_whose_answer_was_lost_is_found_and_not_made_twice(
    stage: Stage, bot: Errands
) -> None:
    stage.sandbox.after_call = breaking(CREATE)
    got = await bot.gets(PAYMENTS)
    assert (got.channel, got.fresh) == (made(stage, "inc-1-payments")[0], False)
    assert len(made(stage, "inc-1-payments")) == 1


async def test_a_channel_that_was_not_made_is_made_then(stage: Stage, bot: Errands) -> None:
    stage.sandbox.before_call = breaking(CREATE)
    assert (await bot.gets(PAYMENTS)).fresh
    assert len(made(stage, "inc-1-payments")) == 1


async def test_where_it_cannot_be_looked_up_it_is_told_as_unknown(stage: Stage, bot: Errands) -> None:
    stage.sandbox.after_call = breaking(CREATE)
    stage.sandbox.before_call = refusing("conversations.list", "missing_scope")
    told = await bot.does(PAYMENTS)
    assert (told.end, told.answer, told.problem) == (End.UNKNOWN, None, "missing_scope")
    assert len(made(stage, "inc-1-payments")) == 1


async def test_somebody_elses_channel_is_not_taken(stage: Stage, bot: Errands) -> None:
    told = await bot.does(outside.CreateChannel(name="general"))
    assert (told.end, told.problem) == (End.REFUSED, "name_taken")


async def test_our_own_channel_of_that_name_is_named(stage: Stage, bot: Errands) -> None:
    first = await bot.gets(PAYMENTS, "first")
    second = await bot.gets(PAYMENTS, "second")
    assert second.channel == first.channel
    assert (first.fresh, second.fresh) == (True, False)


async def test_a_private_channel_is_private(stage: Stage, bot: Errands) -> None:
    got = await bot.gets(outside.CreateChannel(name="inc-2-quiet", private=True))
    assert stage.sandbox.world.channels[got.channel].is_private
    stage.sandbox.before_call = refusing(CREATE, "restricted_action")
    refused = await bot.does(outside.CreateChannel(name="inc-3-quiet", private=True), "another")
    assert refused.end is End.REFUSED
    assert made(stage, "inc-3-quiet") == []


async def test_a_bookmark_whose_answer_was_lost_is_not_added_twice(stage: Stage, bot: Errands) -> None:
    stage.sandbox.after_call = breaking("bookmarks.add")
    await bot.does(outside.Bookmark(channel="CDEPLOY", title="Runbook", link="https://wiki.example/r"))
    assert [one["title"] for one in stage.sandbox.world.channels["CDEPLOY"].bookmarks] == ["Runbook"]


FILE = outside.Upload(
    channel="CDEPLOY", name="post-mortem-1.md", title="Post-mortem", text="# What happened\nNỗi đau",
    comment="The draft",
)  # fmt: skip


WORDS = {
    "name": "any", "channel": "CDEPLOY", "topic": "Any", "users": [BEN], "title": "Any", "text": "Any",
    "link": "https://wiki.example", "ts": "1.000001", "emoji": "eyes", "user": BEN, "group": "SONCALL",
    "body": {}, "file": "FNONE", "most": 1, "argv": ["true"], "sha256": digest(["true"]), "values": {},
    "timeout": 9, "url": "http://127.0.0.1:9", "api": "http://127.0.0.1:9", "token": "any", "run": 1,
    "repository": "a/b", "workflow": "deploy.yml", "ref": "main", "inputs": {}, "document": "IyBBbnkK",
}  # fmt: skip


def shared(stage: Stage) -> list[str]:
    said = stage.sandbox.state()["messages"]["CDEPLOY"]
    return [file["name"] for one in said for file in one.get("files") or []]


async def test_a_file_is_uploaded(stage: Stage, bot: Errands) -> None:
    got = await bot.gets(FILE)
    assert stage.sandbox.world.files[got.file].content == FILE.text.encode()
    assert shared(stage) == ["post-mortem-1.md"]


async def test_a_file_whose_answer_was_lost_is_not_posted_twice(stage: Stage, bot: Errands) -> None:
    stage.sandbox.after_call = breaking("files.completeUploadExternal")
    await bot.does(FILE)
    assert shared(stage) == ["post-mortem-1.md"]


async def given(stage: Stage, text: str) -> str:
    return str((await stage.sandbox.act({"user": ANA, "do": "upload", "name": "a.md", "text": text}))["file"])


async def test_a_file_is_downloaded(stage: Stage, bot: Errands) -> None:
    got = await bot.gets(outside.Download(file=await given(stage, "đã xong"), most=20))
    assert (got.name, base64.b64decode(got.content).decode()) == ("a.md", "đã xong")


@pytest.mark.parametrize(("text", "problem"), [("nine and more", "too_large"), (None, "file_not_found")])
async def test_a_file_that_is_too_large_or_not_there_is_refused(
    stage: Stage, bot: Errands, text: str | None, problem: str
) -> None:
    file = await given(stage, text) if text else "FNONE"
    outcome = await bot.does(outside.Download(file=file, most=9))
    assert (outcome.end, (outcome.problem or "").split()[0]) == (End.REFUSED, problem)


TWICE = {
    "conversations.invite": outside.Invite(channel="CGENERAL", users=(ANA,)),
    "conversations.open": outside.OpenDm(user=BEN),
    "users.info": outside.AskPerson(user=ANA),
    "dnd.info": outside.AskQuiet(user="UCHI"),
    "usergroups.users.list": outside.AskGroup(group="SONCALL"),
    "conversations.archive": outside.Archive(channel="COPS"),
}
"""What does no harm when it is done twice, each in a place of its own."""


async def test_what_may_be_done_twice_is_tried_again(stage: Stage, bot: Errands) -> None:
    stage.sandbox.world.channels["CGENERAL"].members.append("UBOT")
    hooks = [breaking(method) for method in TWICE]

    async def each_once(method: str, args: dict[str, object]) -> None:
        for hook in hooks:
            await hook(method, args)

    stage.sandbox.after_call = each_once
    for method, wanted in TWICE.items():
        await bot.wants(method, wanted)
    await bot.bot.settled()
    assert {told.key: told.end for told in bot.told} == dict.fromkeys(TWICE, End.DONE)
    calls = [call.method for call in stage.sandbox.calls]
    assert {method: calls.count(method) for method in TWICE} == dict.fromkeys(TWICE, 2)


# People. ----------------------------------------------------------------------------------------------------


async def test_each_person_who_cannot_be_invited_is_named(stage: Stage, bot: Errands) -> None:
    created = (await bot.gets(PAYMENTS)).channel
    users = (ANA, BEN, "UJAN", "UNOBODY", "ULEE")
    got = await bot.gets(outside.Invite(channel=created, users=users), "invite")
    assert got.refused == {
        "UJAN": "user_not_found",
        "UNOBODY": "user_not_found",
        "ULEE": "no_external_invite_permission",
    }
    assert {ANA, BEN} <= set(stage.sandbox.world.channels[created].members)


@pytest.mark.parametrize(("user", "refused"), [(ANA, {}), ("UJAN", {"UJAN": "user_not_found"})])
async def test_inviting_only_somebody_who_cannot_be_is_no_failure(
    stage: Stage, bot: Errands, user: str, refused: dict[str, str]
) -> None:
    got = await bot.gets(outside.Invite(channel="CDEPLOY", users=(user,)))
    assert got.refused == refused


async def test_a_crowd_is_invited_a_hundred_at_a_time(stage: Stage, bot: Errands) -> None:
    created = (await bot.gets(PAYMENTS)).channel
    crowd = tuple(f"UNOBODY{number}" for number in range(230))
    got = await bot.gets(outside.Invite(channel=created, users=(*crowd, ANA)), "invite")
    assert set(got.refused) == set(crowd)
    assert ANA in stage.sandbox.world.channels[created].members


async def test_what_is_asked_of_people_is_answered(stage: Stage, bot: Errands) -> None:
    ben = await bot.gets(outside.AskPerson(user=BEN), "who")
    assert (ben.standing, ben.zone) == ("member", "Africa/Lagos")
    quiet = await bot.gets(outside.AskQuiet(user=BEN), "quiet")
    assert quiet.ends - quiet.starts == 9 * 3600
    never = await bot.gets(outside.AskQuiet(user="UCHI"), "never")
    assert never == outside.Quiet()
    group = await bot.gets(outside.AskGroup(group="SONCALL"), "group")
    assert group.users == (BEN, "UDEV")
    dm = await bot.gets(outside.OpenDm(user=BEN), "dm")
    assert stage.sandbox.world.channels[dm.channel].is_im
    gone = await bot.does(outside.OpenDm(user="UJAN"), "gone")
    assert (gone.end, gone.problem) == (End.REFUSED, "user_disabled")


async def test_a_reaction_given_already_is_as_it_should_be(stage: Stage, bot: Errands) -> None:
    said = await stage.sandbox.act({"user": ANA, "do": "say", "channel": "CDEPLOY", "text": "Look"})
    ts = said.get("ts") or stage.sandbox.state()["messages"]["CDEPLOY"][-1]["ts"]
    for number in range(2):
        react = outside.React(channel="CDEPLOY", ts=ts, emoji="pushpin")
        assert (await bot.does(react, f"react:{number}")).answer == Nothing()


# Side by side. ----------------------------------------------------------------------------------------------


async def test_one_slow_call_keeps_no_other_place_waiting(stage: Stage, bot: Errands) -> None:
    slow = Held("conversations.setTopic", "CDEPLOY")
    stage.sandbox.before_call = slow
    await bot.wants("slow", TOPIC)
    await slow.reached.wait()
    stage.sandbox.before_call = None
    await bot.wants("behind it", outside.SetTopic(channel="CDEPLOY", topic="Second"))
    await bot.wants("page", outside.OpenDm(user=BEN), urgency=Urgency.PAGE)
    async with asyncio.timeout(10):
        await bot.ear.heard.wait()
    assert [told.key for told in bot.told] == ["page"]
    slow.let_go()
    await bot.bot.settled()
    assert [told.key for told in bot.told] == ["page", "slow", "behind it"]
    assert stage.sandbox.world.channels["CDEPLOY"].topic == "Second"


async def test_however_many_slow_calls_keep_no_page_waiting(stage: Stage, bot: Errands) -> None:
    slow = Held("users.info")
    stage.sandbox.before_call = slow
    for number in range(AT_ONCE):
        await bot.wants(f"ask:{number}", outside.AskPerson(user=f"U{number}"))
    await slow.reached.wait()
    await bot.wants("page", outside.OpenDm(user=BEN), urgency=Urgency.PAGE)
    async with asyncio.timeout(10):
        await bot.ear.heard.wait()
    assert [told.key for told in bot.told] == ["page"]
    slow.let_go()
    await bot.bot.settled()
    assert len(bot.told) == 1 + AT_ONCE


async def test_what_was_under_way_when_the_process_died_is_taken_up(stage: Stage) -> None:
    async with errands.running(stage) as bot:
        await bot.does(outside.OpenDm(user=BEN), "warm up")
        database = bot.bot.database
        async with database.transaction(bot.bot.clock.now()) as tx:
            await outside.want(tx, bot.bot.team_id, "cut off", PAYMENTS, then=TOLD)
            real = bot.bot.clock.real()
            assert await effects.claim(tx, real, real + timedelta(minutes=1))
    async with errands.running(stage) as after:
        await after.bot.settled()
        assert [told.key for told in after.told] == ["cut off"]
        assert len(made(stage, "inc-1-payments")) == 1


async def test_what_is_slow_makes_nothing_else_wait(stage: Stage, bot: Errands) -> None:
    script(stage.runbooks, "waits.sh", "until [ -e gate ]; do sleep 0.05; done")
    argv = ["./waits.sh"]
    waits = outside.RunCommand(argv=tuple(argv), sha256=digest(argv), values={}, timeout=60)
    for number in range(AT_ONCE + 1):
        await bot.wants(f"slow:{number}", waits)
    await bot.wants("quick", outside.OpenDm(user=BEN))
    async with asyncio.timeout(60):
        await bot.ear.heard.wait()
    assert [told.key for told in bot.told] == ["quick"]
    (stage.runbooks / "gate").touch()
    await bot.bot.settled()
    assert len(bot.told) == 1 + AT_ONCE + 1


async def test_a_step_that_may_have_been_done_is_not_repeated(stage: Stage) -> None:
    argv = ["touch", "done"]
    step = outside.RunCommand(argv=tuple(argv), sha256=digest(argv), values={}, timeout=9)
    async with errands.running(stage) as bot:
        await bot.does(outside.OpenDm(user=BEN), "warm up")
        database = bot.bot.database
        async with database.transaction(bot.bot.clock.now()) as tx:
            await outside.want(tx, bot.bot.team_id, "cut off", step, then=TOLD)
            real = bot.bot.clock.real()
            assert await effects.claim(tx, real, real + timedelta(minutes=1))
    async with errands.running(stage) as after:
        await after.bot.settled()
        assert [(told.key, told.end, told.problem) for told in after.told] == [
            ("cut off", End.UNKNOWN, "interrupted")
        ]
    assert not (stage.runbooks / "done").exists()


async def test_every_kind_has_a_way_out(stage: Stage, bot: Errands) -> None:
    """Whatever a feature can want is tried: none ends the attempt in a bug."""
    for kind in outside.KINDS.values():
        if kind is outside.AskWorkflow or kind is outside.FindTag:  # asked again until GitHub answers
            continue
        wanted = kind.model_validate(WORDS)
        assert (await bot.does(wanted, f"any:{kind.kind}")).end in End
