"""Rows that are items."""

from runbook.recognise.rows import Found, rows
from runbook.recognise.tables import tables
from tests.runbook.samples import document


def found(markdown: str) -> list[Found]:
    return [row for table in tables(document(markdown)) for row in rows(table)]


def test_rows_with_a_box() -> None:
    assert [
        (row.line, row.text, row.ticked, dict(row.columns))
        for row in found(
            "| # | Check | **Owner** | Status |\n|---|---|---|---|\n| 1.1 | Tests pass | QA | ☐ |\n"
            "| 1.2 | `build` is green | | ✅ |\n"
        )
    ] == [
        (3, "Tests pass", False, {"#": "1.1", "Owner": "QA", "Status": "☐"}),
        (4, "`build` is green", True, {"#": "1.2", "Status": "✅"}),
    ]


def test_a_box_in_front_of_the_words() -> None:
    assert [
        (row.text, row.ticked)
        for row in found("| Area | By |\n|-|-|\n| [ ] Backups | Ana |\n| [x] Alerts | |\n")
    ] == [
        ("Backups", False),
        ("Alerts", True),
    ]


def test_a_table_of_steps_needs_no_box() -> None:
    rows = found(
        "| Step | Action | Owner |\n|---|---|---|\n| 1 | Stop traffic | Ops |\n| **Later** | | |\n"
        "| 2 | Migrate | DBA |\n"
    )

    assert [(row.text, row.has_box) for row in rows] == [("Stop traffic", False), ("Migrate", False)]


def test_tables_that_hold_no_items() -> None:
    assert found("| Role | Name |\n|---|---|\n| Lead | Ana |\n") == []
    assert found("| Item | Details |\n|---|---|\n| Go-Live Date | May 5 |\n") == []
    assert found("| Symptom | Cause | Fix |\n|---|---|---|\n| 500s | Pool | Restart |\n") == []


def test_a_cell_of_several_boxes_is_a_choice_of_its_row() -> None:
    (row,) = found("| Check | Result |\n|---|---|\n| Log in | ☐ Pass ☐ Fail |\n")

    assert (row.text, row.has_box, row.columns["Result"]) == ("Log in", True, "☐ Pass ☐ Fail")


def test_columns_that_no_language_names() -> None:
    assert [row.text for row in found("| Nº | 배포 점검 | 상태 |\n|-|-|-|\n| 1 | 백업 | ☐ |\n")] == ["백업"]
