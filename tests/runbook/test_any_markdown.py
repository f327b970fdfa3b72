"""Any Markdown at all: no item lost, none invented, no error but `Unreadable`."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.tasklists import tasklists_plugin

from runbook import reader, writer
from runbook.constructs import Communication, Criterion, Trigger
from runbook.counts import counts
from runbook.markdown import LINE_END
from runbook.model import Item, Made, Runbook, Unreadable
from runbook.recognise import encoding
from runbook.writer import Done, Open, Outcome, Skipped

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
OTHERS = [
    "## Deployment steps",
    "| Step | ☐ |",
    "| ☐ | b |",
    "| [x] do | c |",
    "- ☐ y",
    "D: [ ] GO [ ] NO-GO",
    "**GO if:**",
    "**NO-GO if:**",
    "## Rollback",
    "### Option A",
    "### Option B",
    "CTO: ____ Date: ____",
    "T-3 x",
]
HEADINGS = [
    "## Rollback Procedure",
    "### Automatic Triggers",
    "### Manual Decision",
    "## Communication Plan",
    "## Emergency",
    "### Contact Tree",
    "## After",
    "### Hour 4-24",
    "## Success Criteria (24 hours)",
    "## Sign-Off",
]
CONSTRUCTS = [
    "- Error rate (p95) > 10% for 5 minutes",
    "- Mail every 30min if it breaks",
    "**Before:**",
    "**Severity 1 (X):**",
    "1. Decide: a or b within 24h",
    "# 2. Verify",
    "run --this \\",
    "Team Lead (5-15 min)",
    "- [ ] Monitor every hour < 3s",
    "- [x] Route 10% traffic",
    "- [ ] QA Lead: ********\\_******** Date: **\\_\\_\\_**",
    "- [ ] ~~a~~ <ins>b</ins>",
    "<!-- runsheet: owner=@x -->",
    "- [ ] Do <!-- runsheet: gate=hard -->",
    "```bash",
]
OTHER_LINES = st.sampled_from([*BLOCKS, *SPANS, *OTHERS]) | st.sampled_from([*HEADINGS, *CONSTRUCTS])
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
    assert writer.write(runbook) == encoding.repair(text)[0].encode()


WORDS_OF_PEOPLE = st.text(st.sampled_from("aé \\`*_[]<>|~!-&#\n"), max_size=12)
OUTCOMES = st.one_of(
    st.builds(Done, st.lists(WORDS_OF_PEOPLE, max_size=3).map(tuple)),
    st.builds(Skipped, WORDS_OF_PEOPLE),
    st.builds(Open),
)


@given(DOCUMENTS, st.data())
def test_a_run_written_back_is_the_same_checklist(text: str, data: st.DataObject) -> None:
    try:
        before = reader.read(text.encode())
    except Unreadable:
        return
    outcomes: Mapping[str, Outcome] = {item.id: data.draw(OUTCOMES) for item in before.items}
    after = reader.read(writer.export(before, outcomes))

    assert [item.id for item in after.items] == [item.id for item in before.items]
    assert [section.id for section in after.sections] == [section.id for section in before.sections]
    boxes = [item for item in after.items if item.made is Made.TASK]
    assert [item.claimed for item in boxes] == [isinstance(outcomes[item.id], Done) for item in boxes]


@given(st.text(st.characters(codec="utf-8")).map(str.encode) | st.binary() | DOCUMENTS.map(str.encode))
def test_any_bytes_have_an_answer(raw: bytes) -> None:
    with suppress(Unreadable):
        check(reader.read(b"- [ ] First\n\n" + raw))


def check(runbook: Runbook) -> None:
    """What holds of every runbook."""
    names = [section.id for section in runbook.sections]
    names += [item.id for item in runbook.items]
    others: list[Trigger | Criterion | Communication]
    others = [*runbook.triggers, *runbook.criteria, *runbook.communications]
    names += [other.id for other in others]
    assert len(set(names)) == len(names)
    lines = LINE_END.split(runbook.text)
    assert [entry.line for entry in runbook.reading] == list(range(1, len(lines) + (lines[-1] != "")))
    assert {entry.of for entry in runbook.reading} <= {None, *names}
    assert counts(runbook)["items"] == len(runbook.items)
    for other in others:
        assert other.raw.split("\n") == lines[other.line - 1 :][: other.raw.count("\n") + 1]
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
