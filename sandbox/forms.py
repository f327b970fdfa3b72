"""What a form holds: `state.values` from its blocks, what was typed before and what is typed now."""

from typing import Any

from sandbox import elements
from sandbox.errors import BadAct
from sandbox.wire import Json

MISSING = "Please complete this required field."


def fresh_state(blocks: list[Json], kept: Json | None = None) -> Json:
    """Initial values, except where an input with the same block and action id was already filled."""
    values: Json = {}
    for one in elements.placed(blocks):
        if one.element["type"] in elements.STATEFUL:
            typed = (kept or {}).get(one.block_id, {}).get(one.action_id)
            same = typed is not None and typed["type"] == one.element["type"]
            values.setdefault(one.block_id, {})[one.action_id] = (
                typed if same else elements.initial_state(one.element)
            )
    return values


def filled(blocks: list[Json], state: Json, given: Json) -> Json:
    """The state after a person gave these plain values, by block and action id."""
    values: Json = {block_id: dict(actions) for block_id, actions in state.items()}
    for block_id, actions in given.items():
        for action_id, value in as_values(block_id, actions).items():
            element = input_named(blocks, block_id, action_id)
            values.setdefault(block_id, {})[action_id] = elements.state_value(element, value)
    return values


def as_values(block_id: str, actions: Any) -> Json:
    if not isinstance(actions, dict):
        raise BadAct(f"values.{block_id} must be an object of action ids and values")
    return actions


def input_named(blocks: list[Json], block_id: str, action_id: str) -> Json:
    found = elements.find(blocks, action_id, block_id)
    if found is None or found.element["type"] not in elements.STATEFUL:
        known = ", ".join(f"{one.block_id}.{one.action_id}" for one in elements.placed(blocks))
        raise BadAct(f"the form has no input {block_id}.{action_id}; it has {known or 'none'}")
    return found.element


def missing(blocks: list[Json], values: Json) -> list[str]:
    """The blocks of required inputs that are still empty: Slack asks for those before the app is told."""
    return [
        one.block_id
        for one in elements.placed(blocks)
        if one.block["type"] == "input"
        and not one.block.get("optional")
        and elements.is_empty(one.element, values[one.block_id][one.action_id])
    ]
