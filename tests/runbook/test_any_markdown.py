"""Any Markdown at all: no item lost, none invented, no error but `Unreadable`."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.tasklists import tasklists_plugin

from runbook import reader
from runbook.markdown import LINE_END
from runbook.model import Item, Made, Runbook, Unreadable

# The reference draws the boxes as GitHub does; it shares the block parser with us but none of our reading.
REFERENCE = MarkdownIt("commonmark", {"maxNesting": 200}).enable("table").use(tasklists_plugin)

INDENTS = st.sampled_from(["", "", "", "  ", "   ", "    ", "\t", "> ", ">", "      "])
BULLETS = st.sampled_from(["- ", "* ", "+ ", "1. ", "2) ", "-   ", "-\t", "-", "- - ", "- 1. ", "> - "])
MARKS = st.sampled_from(
    ["[ ] ", "[x] ", "[X] ", "[ ]", "[ ]\t", "[]", "[ ]\n", "", "\\[ ] ", "[x](y) ", "[ ]: /u"]
)
WORDS = st.lists(
    st.sampled_from(
        [
            "Verify",
            "**all**",
            "`x`",
            "<b>",
            "<!-- c -->",
            "[n]",
            "____",
            "***",
            "(5/5)",
            "é",
            "âœ…",
            "|",
            "&amp;",
        ]
    ),
    max_size=4,
).map(" ".join)
ITEM_LINES = st.tuples(INDENTS, BULLETS, MARKS, WORDS).map("".join)
BLOCKS = [
    "",
    "# T",
    "## S",
    "### 07:00 - C",
    "---",
    "===",
    "```",
    "~~~",
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "word",
]
SPANS = ["    code", "| a | b |", "|---|---|", "[n]: /u", "**Key:** value", "> quote", "<details>", "- ## H"]
OTHER_LINES = st.sampled_from([*BLOCKS, *SPANS])
DOCUMENTS = st.lists(ITEM_LINES | OTHER_LINES, max_size=30).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(lines))
)


@given(DOCUMENTS)
def test_items_are_the_task_items_of_a_reference_parser(text: str) -> None:
    expected = sum("task-list-item" in str(token.attrGet("class")) for token in REFERENCE.parse(text))
    try:
        runbook = reader.read(text.encode())
    except Unreadable:
        assert expected == 0
        return

    assert sum(item.made is Made.TASK for item in runbook.items) == expected
    check(runbook)


@given(st.text(st.characters(codec="utf-8")).map(str.encode) | st.binary() | DOCUMENTS.map(str.encode))
def test_any_bytes_have_an_answer(raw: bytes) -> None:
    with suppress(Unreadable):
        check(reader.read(b"- [ ] First\n\n" + raw))


def check(runbook: Runbook) -> None:
    """What holds of every runbook."""
    names = [section.id for section in runbook.sections]
    names += [item.id for item in runbook.items]
    assert len(set(names)) == len(names)
    lines = LINE_END.split(runbook.text)
    for section in runbook.sections:
        assert section.path[-1] == section.title != ""
    for item in runbook.items:
        assert item.text
        assert item.raw.split("\n") == lines[item.line - 1 :][: item.raw.count("\n") + 1]
        assert (item.parent is None) == (item.depth == 0)
        assert item.parent in {None, *names[: names.index(item.id)]}


@dataclass(frozen=True)
class Task:
    """A task as it is written down, to be found again."""

    text: str
    ticked: bool
    below: tuple["Task", ...]


TEXTS = st.text(st.sampled_from("abcXYZ059éđ検д"), min_size=1, max_size=12).map(lambda text: f"Do {text}")
TASKS = st.recursive(
    st.builds(Task, TEXTS, st.booleans(), st.just(())),
    lambda tasks: st.builds(Task, TEXTS, st.booleans(), st.lists(tasks, max_size=3).map(tuple)),
    max_leaves=12,
)
Found = tuple[str, bool, int, str | None]


@given(st.lists(st.lists(TASKS, max_size=3), min_size=1, max_size=4), st.sampled_from(["-", "*", "1."]))
def test_what_was_written_down_is_found_again(sections: list[list[Task]], bullet: str) -> None:
    written = [found for tasks in sections for task in tasks for found in expected(task, 0, None)]
    markdown = "\n".join(
        line for tasks in sections for line in ["", "## Section", "", *source(tasks, bullet, "")]
    )
    try:
        runbook = reader.read(markdown.encode())
    except Unreadable:
        assert written == []
        return

    texts = {item.id: item.text for item in runbook.items}
    assert [seen(item, texts) for item in runbook.items] == written
    assert [len(section.items) for section in runbook.sections] == [
        sum(len(list(expected(task, 0, None))) for task in tasks) for tasks in sections
    ]


def source(tasks: list[Task], bullet: str, indent: str) -> Iterator[str]:
    for task in tasks:
        yield f"{indent}{bullet} [{'x' if task.ticked else ' '}] {task.text}"
        yield from source(list(task.below), bullet, indent + " " * (len(bullet) + 1))


def expected(task: Task, depth: int, parent: str | None) -> Iterator[Found]:
    yield task.text, task.ticked, depth, parent
    for below in task.below:
        yield from expected(below, depth + 1, task.text)


def seen(item: Item, texts: dict[str, str]) -> Found:
    return item.text, item.claimed, item.depth, texts[item.parent] if item.parent else None
