"""The section tree."""

from runbook import reader
from tests.runbook.samples import fixture, read


def tree(markdown: str) -> list[tuple[int, int, str, tuple[str, ...], int]]:
    return [(s.line, s.level, s.title, s.path, len(s.items)) for s in read(markdown).sections]


def test_a_document_without_title_is_called_by_its_first_heading() -> None:
    runbook = reader.read(fixture("no-title"))

    assert runbook.title == "Before the release"
    assert [(s.line, s.level, s.title, s.path, len(s.items)) for s in runbook.sections] == [
        (1, 1, "Before the release", ("Before the release",), 1),
        (3, 2, "Before the release", ("Before the release",), 1),
        (8, 3, "Checks", ("Before the release", "Checks"), 1),
        (12, 2, "After", ("After",), 1),
    ]
    assert runbook.sections[1].raw == "Before the release\n------------------"
    assert runbook.sections[2].raw == "### Checks ☑"


def test_without_any_heading_there_is_one_section() -> None:
    assert tree("- [ ] a\n- [ ] b\n") == [(1, 1, "Checklist", ("Checklist",), 2)]


def test_the_title_is_a_section_only_with_items_of_its_own() -> None:
    below = "## Part\n\n- [ ] b\n"

    assert tree(f"# Title\n\n{below}") == [(3, 2, "Part", ("Part",), 1)]
    assert tree(f"# Title\n- [ ] a\n\n{below}")[0] == (1, 1, "Title", ("Title",), 1)


def test_further_level_one_headings_are_sections_that_count_in_the_path() -> None:
    assert [row[2:4] for row in tree("# Title\n## A\n# Part\n## A\n### B\n- [ ] b\n")] == [
        ("A", ("A",)),
        ("Part", ("Part",)),
        ("A", ("Part", "A")),
        ("B", ("Part", "A", "B")),
    ]


def test_levels_may_be_skipped() -> None:
    assert [row[3] for row in tree("# T\n#### Deep\n## Back\n##### Low\n### Up\n- [ ] x\n")] == [
        ("Deep",), ("Back",), ("Back", "Low"), ("Back", "Up"),
    ]  # fmt: skip


def test_a_heading_in_a_quote_or_a_list_opens_no_section() -> None:
    assert [row[2] for row in tree("## A\n\n> ## Note\n\n- ## Bullet\n\n- [ ] x\n")] == ["A"]


def test_an_empty_heading_has_a_name_all_the_same() -> None:
    assert [row[2] for row in tree("# T\n##\n## <!-- note -->\n- [ ] x\n")] == ["Checklist", "Checklist"]
