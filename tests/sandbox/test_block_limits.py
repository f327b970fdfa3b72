"""Every limit of Block Kit: as much as Slack takes, and one more."""

from collections.abc import Callable
from typing import Any

import pytest

from sandbox import blocks
from sandbox.blocks import HOME, MESSAGE, MODAL, Surface
from sandbox.wire import Json
from tests.sandbox.shapes import button, entry, line, select, words

UNOFFERED: Json = {**select("v", "one"), "initial_option": {"text": words("x"), "value": "two"}}
RICH: Json = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
RAW: Json = {"type": "raw_text", "text": "x"}
BUTTON: Json = {"type": "button", "action_id": "a", "text": words("Go")}
IMAGE: Json = {"type": "image", "alt_text": "x", "image_url": "https://example.org/x.png"}
DIVIDER: Json = {"type": "divider"}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Json:
    return {"type": "section", "text": words("x"), **more}


def pressed(**more: Any) -> Json:
    return section(accessory={**BUTTON, **more})


def options(count: int, value: str = "v") -> list[Json]:
    return [{"text": words("x"), "value": f"{value}{number}"} for number in range(count)]


def chosen(kind: str, count: int) -> Json:
    return section(accessory={"type": kind, "action_id": "a", "options": options(count)})


def option(**more: Any) -> Json:
    given = {"text": words("x"), "value": "v", **more}
    return section(accessory={"type": "static_select", "action_id": "a", "options": [given]})


def asking(**more: Any) -> Json:
    confirm = {name: words("x") for name in ("title", "text", "confirm", "deny")}
    return pressed(confirm={**confirm, **more})


def typed(**more: Any) -> Json:
    return entry("b", {**line("v"), **more})


def actions(count: int) -> Json:
    return {"type": "actions", "elements": [{**BUTTON, "action_id": f"a{each}"} for each in range(count)]}


def card(**more: Any) -> Json:
    return {"type": "card", "title": words("x"), **more}


def container(count: int = 1, **more: Any) -> Json:
    return {"type": "container", "title": words("x"), "child_blocks": [DIVIDER] * count, **more}


def table(rows: int, cells: int) -> Json:
    return {"type": "table", "rows": [[RAW] * cells] * rows}


def data_table(rows: int, **more: Any) -> Json:
    return {"type": "data_table", "caption": "x", "rows": [[RAW]] * (rows + 1), **more}


def grouped(count: int) -> Json:
    group = {"label": words("x"), "options": options(1)}
    return section(accessory={"type": "static_select", "action_id": "a", "option_groups": [group] * count})


def pie(count: int, label: str = "") -> Json:
    segments = [{"label": label or str(number), "value": 1} for number in range(count)]
    return {"type": "data_visualization", "title": "x", "chart": {"type": "pie", "segments": segments}}


def bars(series: int = 1, points: int = 1, label: str = "") -> Json:
    names = [label or str(number) for number in range(points)]
    data = [{"label": name, "value": 1} for name in names]
    chart = {
        "type": "bar",
        "axis_config": {"categories": names},
        "series": [{"name": "x", "data": data}] * series,
    }
    return {"type": "data_visualization", "title": "x", "chart": chart}


def rated(count: int) -> Json:
    icon = {"type": "icon_button", "icon": "trash", "text": words("x")}
    return {
        "type": "context_actions",
        "elements": [{**icon, "action_id": str(each)} for each in range(count)],
    }


SIZES: list[tuple[Surface, str, int, Callable[[int], Json | list[Json]]]] = [
    (MESSAGE, "", 50, lambda n: [DIVIDER] * n),
    (MODAL, "", 100, lambda n: [DIVIDER] * n),
    (HOME, "", 100, lambda n: [DIVIDER] * n),
    (MESSAGE, "/0/block_id", 255, lambda n: {**DIVIDER, "block_id": "x" * n}),
    (MESSAGE, "/0/accessory/action_id", 255, lambda n: pressed(action_id="x" * n)),
    (MESSAGE, "/0/text/text", 3000, lambda n: section(text=marked("x" * n))),
    (MESSAGE, "/0/fields", 10, lambda n: section(fields=[words("x")] * n)),
    (MESSAGE, "/0/fields/0/text", 2000, lambda n: section(fields=[words("x" * n)])),
    (MESSAGE, "/0/text/text", 150, lambda n: {"type": "header", "text": words("x" * n)}),
    (MESSAGE, "/0/level", 4, lambda n: {"type": "header", "text": words("x"), "level": n}),
    (MESSAGE, "/0/elements", 10, lambda n: {"type": "context", "elements": [words("x")] * n}),
    (MESSAGE, "/0/elements", 5, rated),
    (MESSAGE, "/0/elements", 25, actions),
    (MODAL, "/0/label/text", 2000, lambda n: {**entry("b", line("v")), "label": words("x" * n)}),
    (MODAL, "/0/hint/text", 2000, lambda n: {**entry("b", line("v")), "hint": words("x" * n)}),
    (MESSAGE, "/0/text", 12_000, lambda n: {"type": "markdown", "text": "x" * n}),
    (MESSAGE, "", 12_000, lambda n: [{"type": "markdown", "text": "x" * size} for size in (6000, n - 6000)]),
    (MESSAGE, "/0/alt_text", 2000, lambda n: {**IMAGE, "alt_text": "x" * n}),
    (MESSAGE, "/0/title/text", 2000, lambda n: {**IMAGE, "title": words("x" * n)}),
    (MESSAGE, "/0/rows", 100, lambda n: table(n, 1)),
    (MESSAGE, "/0/rows/0", 20, lambda n: table(1, n)),
    (
        MESSAGE,
        "/0/column_settings",
        20,
        lambda n: {**table(1, 1), "column_settings": [{"align": "left"}] * n},
    ),
    (
        MESSAGE,
        "",
        10_000,
        lambda n: {
            "type": "table",
            "rows": [[{**RAW, "text": "x" * (n - 4000)}, {**RAW, "text": "x" * 4000}]],
        },
    ),
    (MESSAGE, "/0/rows", 100, data_table),
    (MESSAGE, "/0/page_size", 100, lambda n: data_table(1, page_size=n)),
    (MESSAGE, "/0/title", 50, lambda n: {**pie(1), "title": "x" * n}),
    (MESSAGE, "/0/chart/segments", 6, pie),
    (MESSAGE, "/0/chart/series", 6, bars),
    (MESSAGE, "/0/chart/segments/0/label", 20, lambda n: pie(1, "x" * n)),
    (MESSAGE, "/0/chart/series/0/data", 20, lambda n: bars(points=n)),
    (MESSAGE, "/0/chart/series/0/data/0/label", 20, lambda n: bars(label="x" * n)),
    (MESSAGE, "/0/accessory/option_groups", 100, grouped),
    (MESSAGE, "/0/chart/axis_config/categories", 20, lambda n: bars(points=n)),
    (MESSAGE, "/0/chart/axis_config/categories/0", 20, lambda n: bars(label="x" * n)),
    (MESSAGE, "/0/child_blocks", 10, container),
    (MESSAGE, "/0/title/text", 150, lambda n: container(title=words("x" * n))),
    (MESSAGE, "/0/subtitle/text", 150, lambda n: container(subtitle=words("x" * n))),
    (MESSAGE, "/0/title/text", 150, lambda n: card(title=words("x" * n))),
    (MESSAGE, "/0/subtitle/text", 150, lambda n: card(subtitle=words("x" * n))),
    (MESSAGE, "/0/body/text", 200, lambda n: card(body=words("x" * n))),
    (MESSAGE, "/0/subtext/text", 200, lambda n: card(subtext=words("x" * n))),
    (MESSAGE, "/0/actions", 3, lambda n: card(actions=[BUTTON] * n)),
    (MESSAGE, "/0/elements", 10, lambda n: {"type": "carousel", "elements": [card()] * n}),
    (MODAL, "/0/text/text", 200, lambda n: {"type": "alert", "text": words("x" * n)}),
    (MESSAGE, "/0/accessory/options", 10, lambda n: chosen("checkboxes", n)),
    (MESSAGE, "/0/accessory/options", 10, lambda n: chosen("radio_buttons", n)),
    (MESSAGE, "/0/accessory/options", 5, lambda n: chosen("overflow", n)),
    (MESSAGE, "/0/accessory/options", 100, lambda n: chosen("static_select", n)),
    (MESSAGE, "/0/accessory/options", 100, lambda n: chosen("multi_static_select", n)),
    (MESSAGE, "/0/accessory/options/0/text/text", 75, lambda n: option(text=words("x" * n))),
    (MESSAGE, "/0/accessory/options/0/value", 150, lambda n: option(value="x" * n)),
    (MESSAGE, "/0/accessory/options/0/description/text", 75, lambda n: option(description=words("x" * n))),
    (MESSAGE, "/0/accessory/text/text", 75, lambda n: pressed(text=words("x" * n))),
    (MESSAGE, "/0/accessory/value", 2000, lambda n: pressed(value="x" * n)),
    (MESSAGE, "/0/accessory/url", 3000, lambda n: pressed(url="https://x/" + "x" * (n - 10))),
    (MESSAGE, "/0/image_url", 3000, lambda n: {**IMAGE, "image_url": "https://x/" + "x" * (n - 10)}),
    (MESSAGE, "/0/accessory/accessibility_label", 75, lambda n: pressed(accessibility_label="x" * n)),
    (MESSAGE, "/0/accessory/confirm/title/text", 100, lambda n: asking(title=words("x" * n))),
    (MESSAGE, "/0/accessory/confirm/text/text", 300, lambda n: asking(text=marked("x" * n))),
    (MESSAGE, "/0/accessory/confirm/confirm/text", 30, lambda n: asking(confirm=words("x" * n))),
    (MESSAGE, "/0/accessory/confirm/deny/text", 30, lambda n: asking(deny=words("x" * n))),
    (MODAL, "/0/element/placeholder/text", 150, lambda n: typed(placeholder=words("x" * n))),
    (MODAL, "/0/element/initial_value", 3000, lambda n: typed(initial_value="x" * n)),
    (MODAL, "/0/element/max_length", 3000, lambda n: typed(max_length=n)),
    (MODAL, "/0/element/max_files", 10, lambda n: entry("b", {"type": "file_input", "max_files": n})),
]


@pytest.mark.parametrize(
    ("surface", "pointer", "most", "build"), SIZES, ids=[f"{n}{s[1]}" for n, s in enumerate(SIZES)]
)
def test_as_much_as_slack_takes_and_one_more(
    surface: Surface, pointer: str, most: int, build: Callable[[int], Json | list[Json]]
) -> None:
    def found(size: int) -> list[str]:
        built = build(size)
        return [
            fault.pointer for fault in blocks.faults(built if isinstance(built, list) else [built], surface)
        ]

    assert found(most) == []
    assert f"{surface.pointer}{pointer}" in found(most + 1)


REFUSED: list[tuple[str, Surface, Json, str, str]] = [
    ("empty text", MESSAGE, section(text=marked("")), "/0/text/text", "more than 0"),
    ("no text", MESSAGE, {"type": "section"}, "/0", "`text` or `fields`"),
    ("a header in marks", MESSAGE, {"type": "header", "text": marked("x")}, "/0/text/type", "unsupported"),
    (
        "emoji in marks",
        MESSAGE,
        section(text={**marked("x"), "emoji": True}),
        "/0/text",
        "additional property",
    ),
    ("an unknown block", MESSAGE, {"type": "chapter"}, "/0/type", "unsupported type: chapter"),
    ("no type", MESSAGE, {"text": words("x")}, "/0", "missing required field: type"),
    ("an unknown field", MESSAGE, section(colour="red"), "/0", "additional property: colour"),
    ("an unknown element", MESSAGE, section(accessory={"type": "lever"}), "/0/accessory/type", "unsupported"),
    (
        "a text field in a message's section",
        MESSAGE,
        section(accessory=line("v")),
        "/0/accessory/type",
        "unsupported",
    ),
    ("an input without a label", MODAL, {"type": "input", "element": line("v")}, "/0", "field: label"),
    ("an input with a button", MODAL, entry("b", BUTTON), "/0/element/type", "unsupported type: button"),
    ("no elements", MESSAGE, {"type": "actions", "elements": []}, "/0/elements", "no fewer than 1"),
    ("no options", MESSAGE, chosen("overflow", 0), "/0/accessory/options", "no fewer than 1"),
    (
        "a menu without options",
        MESSAGE,
        section(accessory={"type": "static_select"}),
        "/0/accessory",
        "`options`",
    ),
    (
        "an initial option nobody offers",
        MODAL,
        entry("b", UNOFFERED),
        "/0/element/initial_option",
        "match one",
    ),
    ("a style", MESSAGE, pressed(style="loud"), "/0/accessory/style", "enum"),
    ("a loud confirmation", MESSAGE, asking(style="loud"), "/0/accessory/confirm/style", "enum"),
    (
        "one action id twice",
        MESSAGE,
        {"type": "actions", "elements": [BUTTON, BUTTON]},
        "/0/elements/1/action_id",
        "already exists",
    ),
    (
        "an alert in a message",
        MESSAGE,
        {"type": "alert", "text": words("x")},
        "/0/type",
        "unsupported type: alert",
    ),
    (
        "an alert on the Home tab",
        HOME,
        {"type": "alert", "text": words("x")},
        "/0/type",
        "unsupported type: alert",
    ),
    (
        "markdown in a modal",
        MODAL,
        {"type": "markdown", "text": "x"},
        "/0/type",
        "unsupported type: markdown",
    ),
    (
        "a collapsed phase that does not collapse",
        MESSAGE,
        container(default_collapsed=True),
        "/0/default_collapsed",
        "is_collapsible",
    ),
    (
        "a card within a container",
        MESSAGE,
        {**container(), "child_blocks": [card()]},
        "/0/child_blocks/0/type",
        "unsupported",
    ),
    ("an empty card", MESSAGE, {"type": "card", "subtitle": words("x")}, "/0", "hero_image"),
    ("two icons", MESSAGE, card(icon=IMAGE, slack_icon={"type": "icon", "name": "x"}), "/0", "exclude"),
    (
        "numbers in a table",
        MESSAGE,
        {"type": "table", "rows": [[{"type": "raw_number", "value": 1}]]},
        "/0/rows/0/0/type",
        "unsupported",
    ),
    ("rows of two widths", MESSAGE, {**data_table(1), "rows": [[RAW, RAW], [RAW]]}, "/0/rows/1", "2 cells"),
    (
        "a header of rich text",
        MESSAGE,
        {**data_table(1), "rows": [[RICH], [RAW]]},
        "/0/rows/0/0/type",
        "unsupported",
    ),
    (
        "a slice of nothing",
        MESSAGE,
        {
            "type": "data_visualization",
            "title": "x",
            "chart": {"type": "pie", "segments": [{"label": "x", "value": 0}]},
        },
        "/0/chart/segments/0/value",
        "over 0",
    ),
    (
        "an image without words",
        MESSAGE,
        {"type": "image", "image_url": "https://example.org"},
        "/0",
        "field: alt_text",
    ),
    (
        "a date in words",
        MODAL,
        entry("b", {"type": "datepicker", "initial_date": "today"}),
        "/0/element/initial_date",
        "a date",
    ),
    ("least above most", MODAL, typed(min_length=5, max_length=4), "/0/element/min_length", "max_length"),
    (
        "a status",
        MESSAGE,
        {"type": "task_card", "task_id": "1", "title": "x", "status": "odd"},
        "/0/status",
        "enum",
    ),
]


@pytest.mark.parametrize(
    ("surface", "block", "pointer", "says"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_slack_refuses_and_where(surface: Surface, block: Json, pointer: str, says: str) -> None:
    (fault,) = blocks.faults([block], surface)
    assert fault.pointer == f"{surface.pointer}{pointer}"
    assert says in fault.says


def test_a_block_id_serves_once() -> None:
    (fault,) = blocks.faults([button("a"), button("b")], MESSAGE)
    assert str(fault) == "`block_id` 'row' already exists here [json-pointer:/blocks/1/block_id]"


def test_one_table_a_message() -> None:
    (fault,) = blocks.faults([table(1, 1), table(1, 1)], MESSAGE)
    assert fault.pointer == "/blocks/1"


def test_one_field_has_the_focus() -> None:
    fields = [entry(name, {**line("v"), "focus_on_load": True}) for name in ("one", "two")]
    (fault,) = blocks.faults(fields, MODAL)
    assert fault.pointer == "/view/blocks/1/element/focus_on_load"


def test_every_fault_is_named() -> None:
    found = blocks.faults([{"type": "section"}, 5, {"type": "header"}], MESSAGE)
    assert [fault.pointer for fault in found] == ["/blocks/0", "/blocks/1", "/blocks/2"]


def test_the_newest_blocks_are_taken() -> None:
    task = {"type": "task_card", "task_id": "1", "title": "Freeze", "status": "complete", "details": RICH}
    taken = [
        {"type": "plan", "title": "Deploy", "tasks": [task]},
        container(is_collapsible=True, default_collapsed=True),
        card(actions=[BUTTON]),
        data_table(2, row_header_column_index=0),
        bars(2, 3),
        RICH,
    ]
    assert blocks.faults(taken, MESSAGE) == []
