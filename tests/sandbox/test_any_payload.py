"""Whatever an app sends is answered as Slack answers: never by a failure of the sandbox itself."""

import asyncio
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox import Sandbox
from sandbox.blocks.elements import ELEMENTS
from sandbox.blocks.kinds import IN_MESSAGES, IN_MODALS
from sandbox.methods import METHODS
from sandbox.wire import Json
from tests.sandbox.calls import answered
from tests.sandbox.conftest import Wall, built
from tests.sandbox.shapes import form

TEXTS = ("plain_text", "mrkdwn", "raw_text", "rich_text_section")
KINDS = sorted({*ELEMENTS, *IN_MESSAGES, *IN_MODALS, *TEXTS, "bar", "pie"})
FIELDS = """accessory action_id alt_text axis_config block_id blocks chart child_blocks confirm element
    elements fields initial_option initial_options label max_length min_length option_groups options
    placeholder rows series submit tasks text title value view"""
ARGUMENTS = """attachments blocks channel channel_id channels cursor files hash latest limit metadata name
    oldest text thread_ts timestamp trigger_id ts types user user_id users view view_id"""
PLAIN = st.none() | st.booleans() | st.integers() | st.sampled_from(["", "x", "x" * 4000])


def nested(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    named = st.dictionaries(st.sampled_from(FIELDS.split()), children, max_size=5)
    typed = st.builds(lambda kind, rest: {"type": kind, **rest}, st.sampled_from(KINDS), named)
    return st.lists(children, max_size=3) | named | typed


ANYTHING = st.recursive(PLAIN, nested, max_leaves=25)
IDS = st.sampled_from(["CDEPLOY", "COPS", "UANA", "SONCALL", "1.0", "1772442000.000001"])


async def answers(method: str, args: Json) -> Json:
    sandbox = built(Wall())
    await answered(sandbox, "chat.postMessage", channel="CDEPLOY", text="x")
    return await shown(sandbox, method, args)


async def shown(sandbox: Sandbox, method: str, args: Json) -> Json:
    """The answer; what was taken can also be drawn."""
    answer = await answered(sandbox, method, **args)
    json.dumps(sandbox.state())
    await sandbox.deliveries.close()
    return answer


@settings(max_examples=150, deadline=None)
@given(blocks=ANYTHING)
def test_any_blocks(blocks: Any) -> None:
    answer = asyncio.run(answers("chat.postMessage", {"channel": "CDEPLOY", "text": "x", "blocks": blocks}))
    assert answer["ok"] or answer["error"].startswith(("invalid_blocks", "msg_blocks_too_long"))


@settings(max_examples=150, deadline=None)
@given(view=ANYTHING, blocks=ANYTHING)
def test_any_view(view: Any, blocks: Any) -> None:
    async def opened(sent: Any) -> Json:
        sandbox = built(Wall())
        trigger = sandbox.workspace.trigger("UANA")
        return await shown(sandbox, "views.open", {"trigger_id": trigger, "view": sent})

    for sent in (view, {**form(), "blocks": blocks}):
        answer = asyncio.run(opened(sent))
        assert answer["ok"] or answer["error"] == "invalid_arguments"


@settings(max_examples=300, deadline=None)
@given(
    method=st.sampled_from(sorted(METHODS)),
    args=st.dictionaries(st.sampled_from(ARGUMENTS.split()), IDS | ANYTHING, max_size=6),
)
def test_any_arguments(method: str, args: Json) -> None:
    answer = asyncio.run(answers(method, args))
    assert answer["ok"] or answer["error"]
