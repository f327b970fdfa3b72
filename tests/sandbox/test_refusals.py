"""Every error the sandbox knows, by its name: what leads to it, and the call that gets it."""

import json
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest

from sandbox import Sandbox
from sandbox.people import Person
from sandbox.wire import Json
from tests.sandbox.calls import answered, done, error, post
from tests.sandbox.conftest import Wall, built
from tests.sandbox.shapes import MANIFEST, button, entry, form, line, words

Setting: TypeAlias = Callable[[Sandbox], Awaitable[Json]]
"""What happened before; the arguments that came of it, if any."""

WHERE: Json = {"channel": "CDEPLOY"}
HOME: Json = {"type": "home", "blocks": []}
NOTE: Json = {"event_type": "note", "event_payload": {"key": "a"}}


async def nothing(sandbox: Sandbox) -> Json:
    return {}


async def archived(sandbox: Sandbox) -> Json:
    ts = await post(sandbox)
    await done(sandbox, "conversations.archive", channel="CDEPLOY")
    return {"ts": ts}


async def hidden(sandbox: Sandbox) -> Json:
    """A private channel the app has been taken out of."""
    made = await done(sandbox, "conversations.create", name="secret", is_private=True)
    sandbox.world.channels[made["channel"]["id"]].members.remove("UBOT")
    return {"channel": made["channel"]["id"]}


async def direct(sandbox: Sandbox) -> Json:
    return {"channel": (await done(sandbox, "conversations.open", users="UANA"))["channel"]["id"]}


async def in_general(sandbox: Sandbox) -> Json:
    await done(sandbox, "conversations.join", channel="CGENERAL")
    return {"channel": "CGENERAL"}


async def another_bot(sandbox: Sandbox) -> Json:
    sandbox.world.people["UROBOT"] = Person("UROBOT", "robot", "Robot", is_bot=True)
    return {"users": "UROBOT"}


async def ours(sandbox: Sandbox) -> Json:
    ts = await post(sandbox)
    return {"channel": "CDEPLOY", "ts": ts, "timestamp": ts}


async def theirs(sandbox: Sandbox) -> Json:
    said = await sandbox.act({"user": "UANA", "do": "say", "channel": "CDEPLOY", "text": "hi"})
    return {"channel": "CDEPLOY", "ts": said["ts"], "timestamp": said["ts"]}


async def whispered(sandbox: Sandbox) -> Json:
    """An ephemeral message: no method finds it again."""
    told = await done(sandbox, "chat.postEphemeral", channel="CDEPLOY", user="UANA", text="x")
    return {"channel": "CDEPLOY", "ts": told["message_ts"], "timestamp": told["message_ts"]}


async def pinned(sandbox: Sandbox) -> Json:
    at = await ours(sandbox)
    await done(sandbox, "pins.add", **at)
    return at


async def full_of_pins(sandbox: Sandbox) -> Json:
    sandbox.world.channels["CDEPLOY"].pins += [f"{number}.0" for number in range(100)]
    return await ours(sandbox)


async def liked(sandbox: Sandbox) -> Json:
    at = await ours(sandbox)
    await done(sandbox, "reactions.add", name="eyes", **at)
    return at


async def much_liked(sandbox: Sandbox) -> Json:
    """By the app itself."""
    at = await ours(sandbox)
    for number in range(23):
        await done(sandbox, "reactions.add", name=f"emoji{number}", **at)
    return at


async def liked_by_others(sandbox: Sandbox) -> Json:
    at = await ours(sandbox)
    reactions = sandbox.world.channels["CDEPLOY"].messages[at["ts"]].reactions
    reactions.update({f"emoji{number}": ["UANA"] for number in range(23)})
    return at


async def full_of_bookmarks(sandbox: Sandbox) -> Json:
    sandbox.world.channels["CDEPLOY"].bookmarks += [{"id": str(number)} for number in range(100)]
    return {}


async def strict_about_channels(sandbox: Sandbox) -> Json:
    sandbox.world.policy.apps_create_channels = False
    return {}


async def read_only(sandbox: Sandbox) -> Json:
    sandbox.world.policy.admins_only.add("CDEPLOY")
    return {}


async def groups_for_everyone(sandbox: Sandbox) -> Json:
    sandbox.world.policy.everyone_edits_groups = True
    return {}


async def ben_is_gone(sandbox: Sandbox) -> Json:
    direct = (await done(sandbox, "conversations.open", users="UBEN"))["channel"]["id"]
    sandbox.world.people["UBEN"].deleted = True
    return {"channel": direct}


async def revoked(sandbox: Sandbox) -> Json:
    sandbox.world.policy.token_revoked = True
    return {}


async def pressed(sandbox: Sandbox) -> Json:
    return {"trigger_id": sandbox.workspace.trigger("UANA")}


async def used_trigger(sandbox: Sandbox) -> Json:
    trigger = await pressed(sandbox)
    await done(sandbox, "views.open", view=form(), **trigger)
    return trigger


async def opened(sandbox: Sandbox) -> Json:
    view = (await done(sandbox, "views.open", view=form(external_id="x"), **await pressed(sandbox)))["view"]
    return {"view_id": view["id"]}


async def stacked(sandbox: Sandbox) -> Json:
    await opened(sandbox)
    for _ in range(2):
        await done(sandbox, "views.push", view=form(), **await pressed(sandbox))
    return await pressed(sandbox)


async def opened_and_pressed(sandbox: Sandbox) -> Json:
    await opened(sandbox)
    return await pressed(sandbox)


CASES: list[tuple[str, str, Setting, Json]] = [
    # chat.postMessage
    ("channel_not_found", "chat.postMessage", nothing, {"channel": "CNONE", "text": "x"}),
    ("channel_not_found", "chat.postMessage", hidden, {"text": "x"}),
    ("channel_not_found", "chat.postMessage", nothing, {"channel": "ULEE", "text": "x"}),
    ("not_in_channel", "chat.postMessage", nothing, {"channel": "CGENERAL", "text": "x"}),
    ("is_archived", "chat.postMessage", archived, {**WHERE, "text": "x"}),
    ("is_archived", "chat.postMessage", ben_is_gone, {"text": "x"}),
    ("cannot_dm_bot", "chat.postMessage", nothing, {"channel": "UBOT", "text": "x"}),
    ("restricted_action", "chat.postMessage", read_only, {**WHERE, "text": "x"}),
    ("no_text", "chat.postMessage", nothing, WHERE),
    ("thread_not_found", "chat.postMessage", nothing, {**WHERE, "text": "x", "thread_ts": "1.0"}),
    ("invalid_blocks", "chat.postMessage", nothing, {**WHERE, "blocks": [{"type": "section"}]}),
    ("invalid_blocks_format", "chat.postMessage", nothing, {**WHERE, "blocks": {"type": "section"}}),
    ("invalid_blocks_format", "chat.postMessage", nothing, {**WHERE, "blocks": "["}),
    (
        "msg_blocks_too_long",
        "chat.postMessage",
        nothing,
        {**WHERE, "blocks": [{"type": "section", "text": words("x" * 2999)}] * 5},
    ),
    ("invalid_attachments", "chat.postMessage", nothing, {**WHERE, "attachments": ["x"]}),
    ("too_many_attachments", "chat.postMessage", nothing, {**WHERE, "attachments": [{}] * 101}),
    ("markdown_text_conflict", "chat.postMessage", nothing, {**WHERE, "text": "x", "markdown_text": "y"}),
    ("msg_too_long", "chat.postMessage", nothing, {**WHERE, "markdown_text": "x" * 12_001}),
    ("invalid_metadata_format", "chat.postMessage", nothing, {**WHERE, "text": "x", "metadata": ["x"]}),
    ("invalid_metadata_schema", "chat.postMessage", nothing, {**WHERE, "text": "x", "metadata": {"a": 1}}),
    (
        "invalid_metadata_schema",
        "chat.postMessage",
        nothing,
        {**WHERE, "text": "x", "metadata": {**NOTE, "event_payload": {"deep": {"er": {}}}}},
    ),
    (
        "metadata_too_large",
        "chat.postMessage",
        nothing,
        {**WHERE, "text": "x", "metadata": {**NOTE, "event_payload": {"key": "x" * 8000}}},
    ),
    # chat.postEphemeral, chat.update, chat.delete, chat.getPermalink
    ("user_not_in_channel", "chat.postEphemeral", nothing, {"channel": "COPS", "user": "UIDA", "text": "x"}),
    ("user_not_in_channel", "chat.postEphemeral", ben_is_gone, {"user": "UBEN", "text": "x"}),
    ("message_not_found", "chat.update", nothing, {**WHERE, "ts": "1.0", "text": "x"}),
    ("message_not_found", "chat.update", whispered, {"text": "x"}),
    ("cant_update_message", "chat.update", theirs, {"text": "x"}),
    ("is_inactive", "chat.update", archived, {**WHERE, "text": "x"}),
    ("msg_too_long", "chat.update", ours, {"text": "x" * 4001}),
    ("no_text", "chat.update", ours, {}),
    ("invalid_blocks", "chat.update", ours, {"blocks": [{"type": "alert", "text": words("x")}]}),
    ("message_not_found", "chat.delete", whispered, {}),
    ("cant_delete_message", "chat.delete", theirs, {}),
    ("message_not_found", "chat.getPermalink", nothing, {**WHERE, "message_ts": "1.0"}),
    # conversations.*
    ("invalid_name_required", "conversations.create", nothing, {}),
    ("invalid_name_maxlength", "conversations.create", nothing, {"name": "x" * 81}),
    ("invalid_name_punctuation", "conversations.create", nothing, {"name": "-_-"}),
    ("invalid_name_specials", "conversations.create", nothing, {"name": "Inc 1"}),
    ("invalid_name", "conversations.create", nothing, {"name": "here"}),
    ("name_taken", "conversations.create", nothing, {"name": "operations"}),
    ("name_taken", "conversations.create", hidden, {"name": "secret"}),
    ("restricted_action", "conversations.create", strict_about_channels, {"name": "inc-1"}),
    ("not_authorized", "conversations.rename", nothing, {**WHERE, "name": "releases"}),
    ("not_in_channel", "conversations.rename", nothing, {"channel": "CGENERAL", "name": "all"}),
    ("too_long", "conversations.setTopic", nothing, {**WHERE, "topic": "x" * 251}),
    ("too_long", "conversations.setPurpose", nothing, {**WHERE, "purpose": "x" * 251}),
    ("not_in_channel", "conversations.setTopic", nothing, {"channel": "CGENERAL", "topic": "x"}),
    ("already_archived", "conversations.archive", archived, WHERE),
    ("not_archived", "conversations.unarchive", nothing, WHERE),
    ("not_in_channel", "conversations.history", nothing, {"channel": "CGENERAL"}),
    ("channel_not_found", "conversations.info", hidden, {}),
    ("thread_not_found", "conversations.replies", nothing, {**WHERE, "ts": "1.0"}),
    ("thread_not_found", "conversations.replies", whispered, {}),
    ("is_archived", "conversations.join", archived, WHERE),
    ("is_archived", "conversations.invite", archived, {**WHERE, "users": "UBEN"}),
    ("not_in_channel", "conversations.invite", nothing, {"channel": "CGENERAL", "users": "UIDA"}),
    ("no_user", "conversations.invite", nothing, WHERE),
    ("too_many_users", "conversations.invite", nothing, {**WHERE, "users": ",".join(["U"] * 101)}),
    ("user_not_found", "conversations.invite", nothing, {**WHERE, "users": "UNONE"}),
    ("user_not_found", "conversations.invite", nothing, {**WHERE, "users": "UJAN"}),
    ("cant_invite_self", "conversations.invite", nothing, {**WHERE, "users": "UBOT"}),
    ("cant_invite", "conversations.invite", another_bot, WHERE),
    ("cant_archive_general", "conversations.archive", in_general, {}),
    ("cant_leave_general", "conversations.leave", in_general, {}),
    ("cant_kick_from_general", "conversations.kick", in_general, {"user": "UANA"}),
    ("invalid_ts_latest", "conversations.history", nothing, {**WHERE, "latest": "noon"}),
    ("method_not_supported_for_channel_type", "conversations.setTopic", direct, {"topic": "x"}),
    ("method_not_supported_for_channel_type", "conversations.join", direct, {}),
    ("method_not_supported_for_channel_type", "conversations.open", nothing, {"users": "UANA,UBEN"}),
    ("already_in_channel", "conversations.invite", nothing, {**WHERE, "users": "UANA"}),
    ("no_external_invite_permission", "conversations.invite", nothing, {**WHERE, "users": "ULEE"}),
    ("cant_kick_self", "conversations.kick", nothing, {**WHERE, "user": "UBOT"}),
    ("user_not_found", "conversations.kick", nothing, {**WHERE, "user": "UNONE"}),
    ("not_in_channel", "conversations.kick", nothing, {"channel": "COPS", "user": "UIDA"}),
    ("users_list_not_supplied", "conversations.open", nothing, {}),
    ("user_not_found", "conversations.open", nothing, {"users": "UNONE"}),
    ("user_not_found", "conversations.open", nothing, {"users": "ULEE"}),
    ("user_disabled", "conversations.open", nothing, {"users": "UJAN"}),
    ("cannot_dm_bot", "conversations.open", nothing, {"users": "UBOT"}),
    ("too_many_users", "conversations.open", nothing, {"users": ",".join(["UANA"] * 9)}),
    ("invalid_types", "conversations.list", nothing, {"types": "tunnels"}),
    ("invalid_cursor", "conversations.list", nothing, {"cursor": "bm9wZQ=="}),
    # pins, reactions, bookmarks
    ("already_pinned", "pins.add", pinned, {}),
    ("too_many_pins", "pins.add", full_of_pins, {}),
    ("message_not_found", "pins.add", whispered, {}),
    ("no_item_specified", "pins.add", nothing, WHERE),
    ("bad_timestamp", "pins.add", nothing, {**WHERE, "timestamp": "noon"}),
    ("is_archived", "pins.add", archived, {**WHERE, "timestamp": "1.0"}),
    ("no_pin", "pins.remove", ours, {}),
    ("already_reacted", "reactions.add", liked, {"name": "eyes"}),
    ("too_many_reactions", "reactions.add", much_liked, {"name": "eyes"}),
    ("too_many_emoji", "reactions.add", liked_by_others, {"name": "eyes"}),
    ("invalid_name", "reactions.add", ours, {"name": "two words"}),
    ("message_not_found", "reactions.add", whispered, {"name": "eyes"}),
    ("no_reaction", "reactions.remove", ours, {"name": "eyes"}),
    ("message_not_found", "reactions.get", nothing, {**WHERE, "timestamp": "1.0"}),
    ("invalid_bookmark_type", "bookmarks.add", nothing, {"channel_id": "CDEPLOY", "type": "file"}),
    (
        "invalid_link",
        "bookmarks.add",
        nothing,
        {"channel_id": "CDEPLOY", "type": "link", "title": "x", "link": "x"},
    ),
    (
        "invalid_emoji",
        "bookmarks.add",
        nothing,
        {"channel_id": "CDEPLOY", "type": "link", "title": "x", "link": "https://x", "emoji": "x"},
    ),
    ("too_many_bookmarks", "bookmarks.add", full_of_bookmarks, {"channel_id": "CDEPLOY", "type": "link"}),
    ("not_found", "bookmarks.edit", nothing, {"channel_id": "CDEPLOY", "bookmark_id": "Bk"}),
    ("not_found", "bookmarks.remove", nothing, {"channel_id": "CDEPLOY", "bookmark_id": "Bk"}),
    # users, user groups, files
    ("user_not_found", "users.info", nothing, {"user": "UNONE"}),
    ("user_not_found", "dnd.info", nothing, {"user": "UNONE"}),
    ("users_not_found", "users.lookupByEmail", nothing, {"email": "nobody@harbor.example"}),
    ("users_not_found", "users.lookupByEmail", nothing, {"email": "jan@harbor.example"}),
    ("permission_denied", "usergroups.users.update", nothing, {"usergroup": "SONCALL", "users": "UBEN"}),
    ("no_such_subteam", "usergroups.users.list", nothing, {"usergroup": "SNONE"}),
    ("no_users_provided", "usergroups.users.update", groups_for_everyone, {"usergroup": "SONCALL"}),
    (
        "invalid_users",
        "usergroups.users.update",
        groups_for_everyone,
        {"usergroup": "SONCALL", "users": "UIDA"},
    ),
    ("handle_already_exists", "usergroups.create", groups_for_everyone, {"name": "x", "handle": "oncall"}),
    ("name_already_exists", "usergroups.create", groups_for_everyone, {"name": "On call", "handle": "x"}),
    ("file_not_found", "files.info", nothing, {"file": "FNONE"}),
    ("file_not_found", "files.completeUploadExternal", nothing, {"files": [{"id": "FNONE"}]}),
    ("invalid_arguments", "files.completeUploadExternal", nothing, {"files": []}),
    ("invalid_arguments", "files.getUploadURLExternal", nothing, {"filename": "x.md"}),
    (
        "alt_txt_too_large",
        "files.getUploadURLExternal",
        nothing,
        {"filename": "x.png", "length": 1, "alt_txt": "x" * 1001},
    ),
    # views
    ("invalid_trigger_id", "views.open", nothing, {"trigger_id": "1.2.3", "view": form()}),
    ("exchanged_trigger_id", "views.open", used_trigger, {"view": form()}),
    ("duplicate_external_id", "views.open", opened_and_pressed, {"view": form(external_id="x")}),
    ("push_limit_reached", "views.push", stacked, {"view": form()}),
    ("not_found", "views.update", nothing, {"view_id": "V1", "view": form()}),
    ("hash_conflict", "views.update", opened, {"view": form(), "hash": "old"}),
    ("view_too_large", "views.update", opened, {"view": form(*[button("a", "x" * 2000)] * 130)}),
    ("invalid_arguments", "views.update", opened, {"view": form(entry("b", line("v")), submit=None)}),
    ("invalid_arguments", "views.update", opened, {"view": HOME}),
    ("invalid_arguments", "views.update", opened, {"view": "form"}),
    ("user_not_found", "views.publish", nothing, {"user_id": "UNONE", "view": HOME}),
    # any
    ("token_revoked", "auth.test", revoked, {}),
    ("unknown_method", "chat.shout", nothing, {}),
]


@pytest.mark.parametrize(
    ("expected", "method", "setting", "args"),
    CASES,
    ids=[f"{case[1]}-{case[0]}-{case[2].__name__}" for case in CASES],
)
async def test_refused_by_name(
    sandbox: Sandbox, expected: str, method: str, setting: Setting, args: Json
) -> None:
    before = await setting(sandbox)
    assert await error(sandbox, method, **before | args) == expected


def sized(name: str, size: int) -> Json:
    return {**form(), name: words("x" * size)}


VIEWS: list[tuple[Callable[[int], Json], int, str]] = [
    (lambda size: sized("title", size), 24, "/view/title/text"),
    (lambda size: sized("submit", size), 24, "/view/submit/text"),
    (lambda size: sized("close", size), 24, "/view/close/text"),
    (lambda size: form(private_metadata="x" * size), 3000, "/view/private_metadata"),
    (lambda size: {**form(), "callback_id": "x" * size}, 255, "/view/callback_id"),
    (lambda size: form(external_id="x" * size), 255, "/view/external_id"),
]


@pytest.mark.parametrize(("build", "most", "pointer"), VIEWS, ids=[case[2] for case in VIEWS])
async def test_as_much_of_a_view_as_slack_takes_and_one_more(
    sandbox: Sandbox, build: Callable[[int], Json], most: int, pointer: str
) -> None:
    view_id = (await opened(sandbox))["view_id"]
    await done(sandbox, "views.update", view_id=view_id, view=build(most))
    answer = await answered(sandbox, "views.update", view_id=view_id, view=build(most + 1))
    (message,) = answer["response_metadata"]["messages"]
    assert message == f"[ERROR] must be less than {most + 1} characters [json-pointer:{pointer}]"


async def test_invalid_blocks_say_where(sandbox: Sandbox) -> None:
    long = {"type": "section", "text": words("x" * 3001)}
    answer = await answered(sandbox, "chat.postMessage", channel="CDEPLOY", text="x", blocks=[long])
    fault = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [fault],
        "response_metadata": {"messages": [f"[ERROR] {fault}"]},
    }


def seen(size: int) -> Json:
    sizes = [*[2999] * 4, size - 4 * 2999]
    return {"blocks": [{"type": "section", "text": words("x" * each)} for each in sizes]}


def noted(size: int) -> Json:
    """Metadata whose JSON is of this size."""
    rest = len(json.dumps({**NOTE, "event_payload": {"key": ""}}))
    return {"text": "x", "metadata": {**NOTE, "event_payload": {"key": "x" * (size - rest)}}}


@pytest.mark.parametrize(
    ("build", "most", "expected"),
    [(seen, 13_000, "msg_blocks_too_long"), (noted, 8_000, "metadata_too_large")],
)
async def test_sizes_slack_does_not_publish(
    sandbox: Sandbox, build: Callable[[int], Json], most: int, expected: str
) -> None:
    assert await error(sandbox, "chat.postMessage", channel="CDEPLOY", **build(most)) is None
    assert await error(sandbox, "chat.postMessage", channel="CDEPLOY", **build(most + 1)) == expected


async def test_a_view_has_250_kilobytes(sandbox: Sandbox) -> None:
    def sections(*sizes: int) -> Json:
        return form(*[{"type": "section", "text": words("x" * size)} for size in sizes])

    def view(size: int) -> Json:
        each, more = divmod(size - len(json.dumps(sections(*[0] * 100))), 100)
        return sections(*[each] * 99, each + more)

    held = await opened(sandbox)
    assert await error(sandbox, "views.update", view=view(256_000), **held) is None
    assert await error(sandbox, "views.update", view=view(256_001), **held) == "view_too_large"


async def test_what_is_too_long_to_post_is_cut(sandbox: Sandbox) -> None:
    await done(sandbox, "chat.postMessage", channel="CDEPLOY", text="x" * 40_001)
    assert len(sandbox.state()["messages"]["CDEPLOY"][0]["text"]) == 40_000


async def test_two_creates_at_one_moment_may_both_succeed(sandbox: Sandbox) -> None:
    sandbox.world.policy.name_race = 1
    first = (await done(sandbox, "conversations.create", name="inc-1"))["channel"]
    second = (await done(sandbox, "conversations.create", name="inc-1"))["channel"]
    assert first["id"] != second["id"]
    assert await error(sandbox, "conversations.create", name="inc-1") == "name_taken"


async def test_a_manifest_without_tabs(wall: Wall) -> None:
    without = {"bot_user": {"display_name": "x"}, "app_home": {"messages_tab_enabled": False}}
    sandbox = built(wall, {**MANIFEST, "features": without})
    assert await error(sandbox, "chat.postMessage", channel="UANA", text="x") == "messages_tab_disabled"
    assert await error(sandbox, "views.publish", user_id="UANA", view=HOME) == "not_enabled"
