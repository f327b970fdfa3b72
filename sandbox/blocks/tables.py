"""Blocks that hold rows or figures: tables, data tables and charts."""

from collections.abc import Iterator
from typing import Any

from sandbox.blocks.checks import Check, Fault, by_type, flag, one_of, record, several, text, whole
from sandbox.blocks.objects import BLOCK_ID
from sandbox.blocks.rich import RICH_TEXT
from sandbox.wire import Json

CELLS = 10_000
"""Characters over all cells of a message."""


def figure(value: Any, at: str) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield Fault(at, "must be a number")


def share(value: Any, at: str) -> Iterator[Fault]:
    yield from figure(value, at)
    if isinstance(value, int | float) and value <= 0:
        yield Fault(at, "must be over 0")


RAW = record({"text": text(CELLS, 0)})
AMOUNT = record({"value": figure})
TABLE = record(
    {"rows": several(several(by_type({"raw_text": RAW, "rich_text": RICH_TEXT}), most=20), most=100)},
    {
        **BLOCK_ID,
        "column_settings": several(
            record({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag}), most=20
        ),
    },
)


def as_wide_as_its_header(value: Any, at: str) -> Iterator[Fault]:
    width = len(value["rows"][0])
    for number, row in enumerate(value["rows"]):
        if len(row) != width:
            yield Fault(f"{at}/rows/{number}", f"must have {width} cells as the first row has")


def header_of_words(value: Any, at: str) -> Iterator[Fault]:
    for number, cell in enumerate(value["rows"][0]):
        if cell["type"] != "raw_text":
            yield Fault(f"{at}/rows/0/{number}/type", f"unsupported type: {cell['type']}")


DATA_TABLE = record(
    {
        "caption": text(2000),
        "rows": several(
            several(by_type({"raw_text": RAW, "rich_text": RICH_TEXT, "raw_number": AMOUNT}), most=20),
            most=101,
            least=2,
        ),
    },
    {**BLOCK_ID, "page_size": whole(1, 100), "row_header_column_index": whole(0, 19)},
    as_wide_as_its_header,
    header_of_words,
)


POINT = record({"label": text(20), "value": figure})
SERIES = record({"name": text(50), "data": several(POINT, most=20)})


def point_for_each_category(value: Any, at: str) -> Iterator[Fault]:
    wanted = sorted(value["axis_config"]["categories"])
    for number, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != wanted:
            yield Fault(f"{at}/series/{number}/data", "must have one point for each category")


def along_axes() -> Check:
    axes = record({"categories": several(text(20), most=20)}, {"x_label": text(50), "y_label": text(50)})
    return record({"axis_config": axes, "series": several(SERIES, most=6)}, None, point_for_each_category)


PIE = record({"segments": several(record({"label": text(20), "value": share}), most=6)})
CHART = by_type({"pie": PIE, **{kind: along_axes() for kind in ("bar", "area", "line")}})
DATA_VISUALIZATION = record({"title": text(50), "chart": CHART}, BLOCK_ID)


def characters(table: Json) -> int:
    """How much text stands in the cells of a table that has been checked."""
    return sum(len(str(cell.get("text", ""))) for row in table["rows"] for cell in row)
