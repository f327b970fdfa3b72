"""Help: by command, for whoever speaks to the bot, and for a word it does not know."""

import pytest

from tests.stories.scene import ANA, BEN, DEPLOYMENTS, IDA, Scene


@pytest.mark.parametrize("user", [ANA, IDA])
async def test_help_lists_every_command_with_examples(scene: Scene, user: str) -> None:
    await scene.types(user, "/deploy help")
    told = scene.told(user)
    for word in ("start", "status", "list", "hold", "resume", "abort", "finish"):
        assert f"`/deploy {word}" in told
    assert "*Examples*" in told
    assert "`/deploy start production-deployment v2.4.0`" in told


async def test_a_mention_is_answered_in_its_thread(scene: Scene) -> None:
    await scene.says(BEN, "@runsheet what can you do?")
    asked, answer = scene.messages()
    assert "`/deploy help` Start a deployment from a checklist" in answer["text"]
    assert answer["thread_ts"] == asked["ts"]


async def test_a_direct_message_is_answered_where_it_was_written(scene: Scene) -> None:
    channel = (await scene.act(user=BEN, do="open_dm"))["channel"]
    await scene.says(BEN, "hello", channel)
    said, answer = scene.messages(channel)
    assert (said["user"], said["text"]) == (BEN, "hello")
    assert "I run deployments from a checklist." in answer["text"]
    assert answer["thread_ts"] is None


async def test_talk_among_people_is_left_alone(scene: Scene) -> None:
    await scene.says(BEN, "shall we deploy?")
    assert len(scene.messages(DEPLOYMENTS)) == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/deploy strat", "There is no `/deploy strat`. Did you mean `/deploy start`?"),
        ("/deploy Statsu 3", "There is no `/deploy Statsu`. Did you mean `/deploy status`?"),
        ("/deploy xyzzy", "There is no `/deploy xyzzy`. `/deploy help` lists the commands."),
        ("/deploy <b>", "There is no `/deploy &lt;b&gt;`."),
    ],
)
async def test_an_unknown_word_is_answered_with_the_nearest(scene: Scene, typed: str, says: str) -> None:
    await scene.types(BEN, typed)
    assert scene.told(BEN).startswith(says)


async def test_capitals_and_spaces_do_not_matter(scene: Scene) -> None:
    await scene.types(BEN, "/deploy   LIST  ")
    assert scene.told(BEN).startswith("No run is open.")
