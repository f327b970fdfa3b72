"""What Slack sends of buttons and forms, taken apart."""

import json
from typing import Any, ClassVar

import pytest

from bot import payloads
from commands.feature import Button, Choice, Form, Refused, Shortcut
from store.people import Person
from tests.bot.clocks import START

Json = dict[str, Any]


class Tick(Button):
    action: ClassVar[str] = "test.tick"
    item: int


class Pick(Choice):
    action: ClassVar[str] = "test.pick"


class Deploy(Form):
    callback: ClassVar[str] = "test.deploy"
    version: str
    run: int
    people: tuple[str, ...] = ()


KNOWN: dict[str, type[Button]] = {"test.tick": Tick, "test.pick": Pick}
ANOTHER_VERSION = "This button was drawn by another version of Runsheet"

# Buttons. ---------------------------------------------------------------------------------------------------


def test_a_button_is_its_typed_value() -> None:
    action = {"type": "button", "action_id": "test.tick", "value": Tick(item=7).pack()}
    assert payloads.button(action, KNOWN) == Tick(item=7)


def test_an_entry_of_a_menu_is_the_button_it_stands_for() -> None:
    action = {
        "type": "overflow",
        "action_id": "menu",
        "selected_option": {"value": f"test.tick {Tick(item=7).pack()}"},
    }
    assert payloads.button(action, KNOWN) == Tick(item=7)


def test_a_choice_is_what_was_picked() -> None:
    action = {"type": "static_select", "action_id": "test.pick", "selected_option": {"value": "small"}}
    assert payloads.button(action, KNOWN) == Pick(choice="small")


MALFORMED: list[Json] = [
    {},
    {"action_id": "test.gone", "value": "{}"},
    {"action_id": "test.tick"},
    {"action_id": "test.tick", "value": ""},
    {"action_id": "test.tick", "value": "7"},
    {"action_id": "test.tick", "value": "{}"},
    {"action_id": "test.tick", "value": '{"item": "seven"}'},
    {"action_id": "test.tick", "value": '{"item": 7, "colour": "red"}'},
    {"action_id": "test.tick", "value": '{"item": 7'},
    {"action_id": "menu"},
    {"action_id": "menu", "selected_option": None},
    {"action_id": "menu", "selected_option": {"value": "test.gone {}"}},
]


@pytest.mark.parametrize("action", MALFORMED, ids=json.dumps)
def test_a_button_of_another_version_is_refused(action: Json) -> None:
    with pytest.raises(Refused, match=ANOTHER_VERSION):
        payloads.button(action, KNOWN)


# Forms. -----------------------------------------------------------------------------------------------------


def option(value: str) -> Json:
    return {"text": {"type": "plain_text", "text": value}, "value": value}


ELEMENTS: list[tuple[Json, Any]] = [
    ({"type": "plain_text_input", "value": "v2.4.0"}, "v2.4.0"),
    ({"type": "number_input", "value": "7"}, "7"),
    ({"type": "url_text_input", "value": "https://status.example"}, "https://status.example"),
    ({"type": "email_text_input", "value": "ana@example.com"}, "ana@example.com"),
    ({"type": "static_select", "selected_option": option("small")}, "small"),
    ({"type": "external_select", "selected_option": option("small")}, "small"),
    ({"type": "radio_buttons", "selected_option": option("skip")}, "skip"),
    ({"type": "checkboxes", "selected_options": [option("a"), option("b")]}, ["a", "b"]),
    ({"type": "checkboxes", "selected_options": []}, []),
    ({"type": "multi_static_select", "selected_options": [option("a")]}, ["a"]),
    ({"type": "users_select", "selected_user": "UANA"}, "UANA"),
    ({"type": "multi_users_select", "selected_users": ["UANA", "UBEN"]}, ["UANA", "UBEN"]),
    ({"type": "channels_select", "selected_channel": "CDEPLOY"}, "CDEPLOY"),
    ({"type": "conversations_select", "selected_conversation": "CDEPLOY"}, "CDEPLOY"),
    ({"type": "multi_conversations_select", "selected_conversations": ["C1"]}, ["C1"]),
    ({"type": "datepicker", "selected_date": "2026-03-09"}, "2026-03-09"),
    ({"type": "timepicker", "selected_time": "09:30", "timezone": "UTC"}, "09:30"),
    ({"type": "datetimepicker", "selected_date_time": 1773043200}, 1773043200),
]


def view(blocks: dict[str, Json], hidden: Json | None = None, **more: Any) -> Json:
    values = {block_id: {"value": element} for block_id, element in blocks.items()}
    shown = [{"type": "input", "block_id": block_id} for block_id in blocks]
    hidden_words = json.dumps(hidden) if hidden is not None else ""
    return {
        "id": "V1", "hash": "h1", "private_metadata": hidden_words, "blocks": shown,
        "state": {"values": values}, **more,
    }  # fmt: skip


@pytest.mark.parametrize(("element", "value"), ELEMENTS, ids=[f"{e[0]['type']}={e[1]}" for e in ELEMENTS])
def test_every_kind_of_input_is_read(element: Json, value: Any) -> None:
    assert payloads.entered(view({"field": element})) == {"field": value}


EMPTY: list[Json] = [
    {"type": "plain_text_input", "value": None},
    {"type": "static_select", "selected_option": None},
    {"type": "users_select", "selected_user": None},
    {"type": "datetimepicker", "selected_date_time": None},
    {"type": "invented_next_year", "selected_thing": "x"},
]


@pytest.mark.parametrize("element", EMPTY, ids=[str(element["type"]) for element in EMPTY])
def test_what_is_left_empty_is_not_entered(element: Json) -> None:
    assert payloads.entered(view({"field": element})) == {}


def test_hidden_fields_are_entered_too() -> None:
    filled = view({"version": {"type": "plain_text_input", "value": "v2"}}, {"run": 3, "version": "v1"})
    assert payloads.entered(filled) == {"run": 3, "version": "v2"}


def test_a_form_without_inputs_has_what_it_hides() -> None:
    assert payloads.entered({"private_metadata": '{"run": 3}'}) == {"run": 3}
    assert payloads.entered({}) == {}


def test_a_refilled_field_keeps_its_name() -> None:
    assert payloads.entered(view({"version~small": {"type": "plain_text_input", "value": "v2"}})) == {
        "version": "v2"
    }


def test_a_form_is_its_typed_values() -> None:
    version = {"type": "plain_text_input", "value": "  v2  "}
    people = {"type": "multi_users_select", "selected_users": ["UANA"]}
    filled = view({"version": version, "people": people}, {"run": 3})
    assert payloads.form(filled, Deploy) == Deploy(version="v2", run=3, people=("UANA",))


@pytest.mark.parametrize(
    ("blocks", "hidden", "field"),
    [
        ({"version": {"type": "plain_text_input", "value": None}}, {"run": 3}, "version"),
        ({"version": {"type": "plain_text_input", "value": "v2"}}, {"run": "three"}, "run"),
        ({"version": {"type": "plain_text_input", "value": "v2"}}, None, "run"),
    ],
)
def test_what_does_not_fit_is_refused_under_its_field(
    blocks: dict[str, Json], hidden: Json | None, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        payloads.form(view(blocks, hidden), Deploy)
    assert refused.value.field == field
    assert refused.value.text.endswith(".")


def test_everybody_named_is_met() -> None:
    filled = view({
        "lead": {"type": "users_select", "selected_user": "UANA"},
        "team": {"type": "multi_users_select", "selected_users": ["UBEN", "UCHI"]},
        "nobody": {"type": "users_select", "selected_user": None},
        "version": {"type": "plain_text_input", "value": "UDEV"},
    })  # fmt: skip
    assert payloads.people(filled) == ["UANA", "UBEN", "UCHI"]


def test_a_refusal_stands_under_its_input_else_under_the_first() -> None:
    filled = view({"runbook": {"type": "static_select"}, "version~small": {"type": "plain_text_input"}})
    assert payloads.errors(filled, Refused("No.", "version")) == {"version~small": "No."}
    assert payloads.errors(filled, Refused("No.", "hidden")) == {"runbook": "No."}
    assert payloads.errors(filled, Refused("No.")) == {"runbook": "No."}
    assert (
        payloads.errors({"blocks": [{"type": "section", "block_id": "version"}]}, Refused("No.", "version"))
        is None
    )


def test_a_form_delivered_twice_is_told_from_one_corrected() -> None:
    first = view({"version": {"type": "plain_text_input", "value": "latest"}})
    corrected = view({"version": {"type": "plain_text_input", "value": "v2"}})
    assert payloads.submission_key(first) == payloads.submission_key(json.loads(json.dumps(first)))
    assert payloads.submission_key(first) != payloads.submission_key(corrected)
    assert payloads.submission_key(first) != payloads.submission_key({**first, "hash": "h2"})
    assert payloads.submission_key(first) != payloads.submission_key({**first, "id": "V2"})


# Commands and shortcuts. ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown", "mentions"),
    [
        ("set lead <@U1|ana>", "set lead @ana", [("U1", "@ana")]),
        ("page <@W2> now", "page @W2 now", [("W2", "@W2")]),
        ("set <!subteam^S3|@oncall> <@U1|ana>", "set @oncall @ana", [("S3", "@oncall"), ("U1", "@ana")]),
        ("set <!subteam^S3>", "set @S3", [("S3", "@S3")]),
        ("tell <!here> in <#C1|ops> of <https://x.example|x>", "tell @here in #ops of https://x.example", []),
        ("set @ana", "set @ana", []),
        ("a &lt;b&gt; <@U1|a&amp;b>", "a <b> @a&b", [("U1", "@a&b")]),
    ],
)
def test_who_is_named_in_a_command_is_known_by_id(
    text: str, shown: str, mentions: list[tuple[str, str]]
) -> None:
    assert payloads.typed(text) == shown
    assert [(each.id, each.shown) for each in payloads.mentions(text)] == mentions


BY = Person(team_id="T1", user_id="U1", name="Ana", zone="UTC", standing="member", seen_at=START)


def test_a_message_shortcut_has_the_message() -> None:
    message = {"ts": "1.2", "thread_ts": "1.0", "user": "U2", "text": "5xx &gt; 2 %"}
    body = {"channel": {"id": "C1"}, "message_ts": "1.2", "message": message}
    assert payloads.shortcut(body, BY) == Shortcut(BY, "C1", "5xx > 2 %", "1.2", "U2", "1.0")


def test_a_global_shortcut_has_none() -> None:
    assert payloads.shortcut({}, BY) == Shortcut(BY)
