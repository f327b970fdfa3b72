"""A form submitted or closed, and what the app's acknowledgement makes of it."""

from dataclasses import replace

from sandbox import forms
from sandbox.acts.clicks import warn
from sandbox.acts.deed import Deed, outcome
from sandbox.acts.files import attached
from sandbox.errors import SlackError
from sandbox.receipts import Receipt
from sandbox.wire import Json


async def submit(deed: Deed) -> Json:
    """Slack asks for what is required before the app hears of it."""
    view, errors = deed.view(), deed.world.view_errors
    values = forms.filled(view["blocks"], view["state"]["values"], deed.values())
    values = attached(deed, view["blocks"], values)
    view["state"] = {"values": values}
    absent = forms.missing(view["blocks"], values)
    errors[view["id"]] = dict.fromkeys(absent, forms.MISSING)
    deed.world.touch()
    if absent:
        return outcome(Receipt(acknowledged=False, error="missing_required"), missing=absent)
    payload = deed.interaction("view_submission") | {
        "trigger_id": deed.trigger(),
        "view": view,
        "response_urls": [],
    }
    receipt = await deed.interact(payload)
    warn(deed, deed.world.view_warnings, view["id"], receipt)
    return outcome(obeyed(deed, view, receipt) if receipt.acknowledged else receipt)


def obeyed(deed: Deed, view: Json, receipt: Receipt) -> Receipt:
    """Does what `response_action` says; an answer Slack would not take leaves the form open."""
    answer = receipt.payload or {}
    try:
        RESPONSE_ACTIONS.get(str(answer.get("response_action")), leave)(deed, view, answer)
    except SlackError as refused:
        return replace(receipt, error=refused.code)
    finally:
        deed.world.touch()
    return receipt


def leave(deed: Deed, view: Json, answer: Json) -> None:
    """Closes this form only; what it was laid upon shows again."""
    stack = deed.world.views.get(deed.person().id, [])
    deed.world.views[deed.person().id] = [one for one in stack if one is not view]


def clear(deed: Deed, view: Json, answer: Json) -> None:
    deed.world.views[deed.person().id] = []


def show_errors(deed: Deed, view: Json, answer: Json) -> None:
    errors = answer.get("errors")
    known = {block["block_id"] for block in view["blocks"]}
    if not isinstance(errors, dict) or not errors or not known.issuperset(errors):
        raise SlackError("invalid_errors")
    deed.world.view_errors[view["id"]] = {block_id: str(text) for block_id, text in errors.items()}


def redraw(deed: Deed, view: Json, answer: Json) -> None:
    deed.workspace.redraw_view(view, given_view(answer))


def push(deed: Deed, view: Json, answer: Json) -> None:
    deed.workspace.push_view(deed.person().id, given_view(answer))


def given_view(answer: Json) -> Json:
    view = answer.get("view")
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments")
    return view


RESPONSE_ACTIONS = {"errors": show_errors, "update": redraw, "push": push, "clear": clear}


async def close(deed: Deed) -> Json:
    """Closes the form on top, or with `all` every one; the app hears of it where it asked to."""
    person, view = deed.person(), deed.view()
    cleared = bool(deed.given.get("all") or view["clear_on_close"])
    deed.world.views[person.id] = [] if cleared else deed.world.views[person.id][:-1]
    deed.world.view_errors.pop(view["id"], None)
    deed.world.touch()
    if not view["notify_on_close"]:
        return outcome(None)
    payload = deed.interaction("view_closed") | {"view": view, "is_cleared": cleared}
    return outcome(await deed.interact(payload))
