"""Rows of tables that are items: those with a box in them, and those of a table of steps or checks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runbook.recognise import glyphs
from runbook.recognise.tables import Row, Table

_DO = (
    r"step|steps|action|activity|task|tasks|item|items|check|checks|checklist item|verification|test case|"
    r"шаг|действие|задача|проверка|paso|acción|tarea|ítem|verificación|schritt|aktion|aufgabe|prüfung|"
    r"étape|action|tâche|vérification|contrôle|passo|etapa|ação|tarefa|verificação|"
    r"bước|hành động|công việc|hạng mục|kiểm tra|步骤"
    r"|操作|任务|检查项|检查项目|事项|手順|作業|作業内容|確認項目|タスク"
)
_DOING = re.compile(rf"(?:{_DO})$", re.I)
_SETTING = re.compile(
    r"(?:details?|values?|descriptions?|meaning|setting|значение|valor|wert|valeur|giá trị|值|値)$", re.I
)
_NUMBER = re.compile(r"(?:#|№|no\.?|nr\.?|id|序号|番号|stt)?$", re.I)
_ORDINAL = re.compile(r"[\d.]+\.?$|[A-Z]{1,4}-?\d+$")
_EMPHASIS = re.compile(r"[*_]{1,3}")
_ALONE = re.compile(r"\*\*[^*]+\*\*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A row read as an item: what it says, whether it arrives ticked, and its other cells by their header."""

    line: int
    raw: str
    text: str
    ticked: bool
    has_box: bool
    columns: Mapping[str, str]


def rows(table: Table) -> Iterator[Found]:
    """The rows with a box, or all of a table that says in its header that its rows are to be done.

    The caller decides whether a table without boxes stands where things are done. A cell with several boxes
    is a choice, and its row is as good as one with a box; in a table of steps one box is enough for all.
    """
    says = _says(table)
    all_boxed = _doing(table) is not None and any(map(_boxed, table.rows))
    for row in table.rows:
        boxes = [glyphs.boxed(cell) for cell in row.cells]
        box = next(filter(None, boxes), None)
        text = _text(table, row, boxes, says)
        if text and (_boxed(row) or (_doing(table) is not None and not _groups(row))):
            yield Found(
                line=row.line,
                raw=row.raw,
                text=text,
                ticked=bool(box and box[0]),
                has_box=all_boxed or _boxed(row),
                columns=_columns(table, row, says),
            )


def _boxed(row: Row) -> bool:
    return any(glyphs.boxed(cell) or glyphs.several(cell) for cell in row.cells)


def _doing(table: Table) -> int | None:
    """The column of what is to be done; a table of settings, such as `Item | Details`, has none."""
    names = [_EMPHASIS.sub("", name).strip() for name in table.header]
    if any(map(_SETTING.match, names)) and len(names) == 2:
        return None
    named = [at for at, name in enumerate(names) if _DOING.match(name)]
    return next((at for at in named if not _counts(table, at)), None)


def _says(table: Table) -> int | None:
    """The column that says what a row is about, else the first that neither counts nor ticks."""
    at = _doing(table)
    if at is not None:
        return at
    usable = (at for at in range(len(table.header)) if not _counts(table, at) and not _ticks(table, at))
    return next(usable, None)


def _counts(table: Table, at: int) -> bool:
    """Whether a column holds nothing but numbers: `Step` often does; one that says so need not be full."""
    rows = [row for row in table.rows if not _groups(row)]
    filled = [cell for row in rows if (cell := row.cells[at].strip("* "))]
    numbered = bool(filled) and all(map(_ORDINAL.match, filled))
    return numbered or _NUMBER.match(table.header[at].strip()) is not None


def _ticks(table: Table, at: int) -> bool:
    filled = [cell for row in table.rows if (cell := row.cells[at].strip())]
    return bool(filled) and all((box := glyphs.boxed(cell)) and not box[1] for cell in filled)


def _text(table: Table, row: Row, boxes: list[tuple[bool, str] | None], says: int | None) -> str:
    """The words of the row; those behind its box where that stands before them."""
    if says is None:
        return next((box[1] for box in boxes if box and box[1]), "")
    box = boxes[says]
    return (box[1] if box else row.cells[says]).strip()


def _groups(row: Row) -> bool:
    """A row with one bold cell and nothing else is a heading in the table."""
    filled = [cell for cell in row.cells if cell.strip()]
    return len(filled) == 1 and _ALONE.match(filled[0].strip()) is not None


def _columns(table: Table, row: Row, says: int | None) -> Mapping[str, str]:
    named = zip(table.header, row.cells, strict=True)
    return {
        _EMPHASIS.sub("", name).strip(): cell.strip()
        for at, (name, cell) in enumerate(named)
        if at != says and name.strip() and cell.strip()
    }
