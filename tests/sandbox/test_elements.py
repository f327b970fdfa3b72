"""The state each kind of element keeps, from the plain value a person gives."""

import pytest

from sandbox import forms
from sandbox.elements import identified
from sandbox.errors import BadAct
from sandbox.wire import Json
from tests.sandbox.shapes import entry, line, select, words

ONE: Json = {"text": words("One"), "value": "one"}


@pytest.mark.parametrize(
    ("element", "given", "key", "kept"),
    [
        (line("v"), "api", "value", "api"),
        (line("v"), "", "value", None),
        ({"type": "number_input", "action_id": "v"}, 5, "value", "5"),
        ({"type": "email_text_input", "action_id": "v"}, "a@b.c", "value", "a@b.c"),
        (select("v", "one", "two"), "one", "selected_option", ONE),
        (select("v", "one", kind="radio_buttons"), "one", "selected_option", ONE),
        (select("v", "one", kind="checkboxes"), ["one"], "selected_options", [ONE]),
        (select("v", "one", kind="multi_static_select"), "one", "selected_options", [ONE]),
        ({"type": "users_select", "action_id": "v"}, "UANA", "selected_user", "UANA"),
        ({"type": "multi_users_select", "action_id": "v"}, ["UANA"], "selected_users", ["UANA"]),
        ({"type": "conversations_select", "action_id": "v"}, "COPS", "selected_conversation", "COPS"),
        ({"type": "channels_select", "action_id": "v"}, "COPS", "selected_channel", "COPS"),
        ({"type": "datepicker", "action_id": "v"}, "2026-03-02", "selected_date", "2026-03-02"),
        ({"type": "timepicker", "action_id": "v"}, "08:30", "selected_time", "08:30"),
        ({"type": "datetimepicker", "action_id": "v"}, "1772442000", "selected_date_time", 1772442000),
    ],
)
def test_a_plain_value_becomes_state(element: Json, given: object, key: str, kept: object) -> None:
    blocks = [entry("b", element)]
    values = forms.filled(blocks, forms.fresh_state(blocks), {"b": {"v": given}})
    assert values == {"b": {"v": {"type": element["type"], key: kept}}}
    assert bool(forms.missing(blocks, values)) == (kept is None)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("datepicker", "2.3.2026"),
        ("timepicker", "25:00"),
        ("datetimepicker", "tomorrow"),
        ("static_select", "x"),
    ],
)
def test_a_value_the_element_cannot_hold(kind: str, given: str) -> None:
    blocks = [entry("b", {"type": kind, "action_id": "v"})]
    with pytest.raises(BadAct):
        forms.filled(blocks, forms.fresh_state(blocks), {"b": {"v": given}})


@pytest.mark.parametrize(
    ("kind", "initial", "key", "value"),
    [
        ("plain_text_input", "initial_value", "value", "x"),
        ("static_select", "initial_option", "selected_option", ONE),
        ("checkboxes", "initial_options", "selected_options", [ONE]),
        ("multi_users_select", "initial_users", "selected_users", ["UANA"]),
        ("conversations_select", "initial_conversation", "selected_conversation", "COPS"),
        ("datetimepicker", "initial_date_time", "selected_date_time", 1772442000),
    ],
)
def test_initial_values_by_their_names(kind: str, initial: str, key: str, value: object) -> None:
    blocks = [entry("b", {"type": kind, "action_id": "v", initial: value})]
    assert forms.fresh_state(blocks)["b"]["v"][key] == value


def test_elements_inside_containers_are_found() -> None:
    inner = entry("b", line("v", "x"))
    blocks = identified([{"type": "container", "title": words("Phase"), "child_blocks": [inner]}])
    assert forms.fresh_state(blocks)["b"]["v"]["value"] == "x"
