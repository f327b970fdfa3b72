"""A click on a button or a choice in a menu: on a message, in a form, or on the Home tab."""

from sandbox import elements, payloads
from sandbox.acts.deed import Deed, outcome
from sandbox.conversations import Message
from sandbox.elements import Placed
from sandbox.errors import BadAct
from sandbox.forms import filled, fresh_state
from sandbox.receipts import Receipt
from sandbox.wire import Json

UNANSWERED = "The app did not answer. Try again."
"""What a person sees where a press was not acknowledged: on the message, or in the form."""


async def click(deed: Deed) -> Json:
    """Where the app does not acknowledge, a warning stands on the message or the view until it does."""
    if "view" in deed.given:
        payload, warnings = on_view(deed), deed.world.view_warnings
        of = str(payload["view"]["id"])
    else:
        payload, warnings, of = on_message(deed), deed.message().warnings, deed.person().id
    receipt = await deed.interact(payload)
    warn(deed, warnings, of, receipt)
    return outcome(receipt)


def warn(deed: Deed, warnings: dict[str, str], of: str, receipt: Receipt) -> None:
    if not receipt.acknowledged:
        warnings[of] = UNANSWERED
        deed.world.touch()
    elif warnings.pop(of, None):
        deed.world.touch()


def on_message(deed: Deed) -> Json:
    channel, message = deed.channel(), deed.message()
    blocks = drawing(deed, message)
    one = wanted(deed, blocks)
    used = elements.action(one, deed.given.get("selected"), deed.workspace.ts())
    own = (deed.person().id, message.ts)
    state = chosen(one, used, fresh_state(blocks, deed.world.selections.get(own)))
    if state:
        deed.world.selections[own] = state
    shown = payloads.message(message, deed.workspace.app, deed.world.team)
    return deed.interaction("block_actions") | {
        "container": payloads.message_container(channel, message),
        "trigger_id": deed.trigger(),
        "channel": payloads.place(channel),
        "message": shown | {"blocks": blocks},
        "state": {"values": state},
        "response_url": deed.response_url(channel, message),
        "actions": [used],
    }


def on_view(deed: Deed) -> Json:
    """What is typed so far travels along and stays in the view."""
    view = home(deed) or deed.view()
    one = wanted(deed, view["blocks"])
    used = elements.action(one, deed.given.get("selected"), deed.workspace.ts())
    typed = filled(view["blocks"], view["state"]["values"], deed.values())
    view["state"] = {"values": chosen(one, used, typed)}
    return deed.interaction("block_actions") | {
        "container": payloads.view_container(view),
        "trigger_id": deed.trigger(),
        "view": view,
        "actions": [used],
    }


def home(deed: Deed) -> Json | None:
    """The person's Home tab, where the act means it: by the word `home` or by its id."""
    view, meant = deed.world.homes.get(deed.person().id), deed.given["view"]
    if view is None and meant == "home":
        raise BadAct(f'{deed.person().name} has no Home tab yet; open it first with "do": "home"')
    return view if view is not None and meant in ("home", view["id"]) else None


def drawing(deed: Deed, message: Message) -> list[Json]:
    """What the person sees: the message as it is, or with `stale` an earlier one that has the element."""
    if not deed.given.get("stale"):
        return message.blocks
    action_id, block_id = deed.text("action_id", '"done"'), deed.optional("block_id")
    for blocks in reversed(message.former):
        if elements.find(blocks, action_id, block_id):
            return blocks
    return message.blocks


def wanted(deed: Deed, blocks: list[Json]) -> Placed:
    action_id, block_id = deed.text("action_id", '"done"'), deed.optional("block_id")
    found = elements.find(blocks, action_id, block_id)
    if found is None:
        there = ", ".join(f"{one.block_id}.{one.action_id}" for one in elements.placed(blocks))
        asked = action_id if block_id is None else f"{block_id}.{action_id}"
        raise BadAct(f"there is no {asked} to click here; there is {there or 'nothing to click'}")
    return found


def chosen(one: Placed, used: Json, state: Json) -> Json:
    """The state with this choice in it; buttons and overflow menus keep none."""
    kind = elements.STATEFUL.get(one.element["type"])
    if kind is None:
        return state
    value = {"type": one.element["type"], kind.key: used[kind.key]}
    return {**state, one.block_id: {**state.get(one.block_id, {}), one.action_id: value}}
