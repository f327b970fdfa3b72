"""Checklists of other make, each read as its author meant it."""

from datetime import UTC, date, datetime
from textwrap import dedent

import pytest

from runbook import reader
from runbook.kinds import Kind
from runbook.model import Force, Item, Made, Runbook, Unreadable
from runbook.recognise.planned_start import planned_date
from runbook.terms import Anchor, At, Part, Span, Unit
from tests.runbook.samples import fixture


def read(name: str) -> Runbook:
    return reader.read(fixture(name))


MARKS = {Made.TASK: "+", Made.ROW: "|", Made.STEP: ">", Made.CHOICE: "?", Made.LINE: "_"}


def outline(runbook: Runbook) -> list[str]:
    """Sections with their part, and items with how they are made, ticked or not, indented by depth."""
    told = []
    for section in runbook.sections:
        told.append(f"{section.title} ({section.part})")
        for item in section.items:
            ticked = "x" if item.claimed else " "
            told.append(f"{MARKS[item.made]}{ticked} {'  ' * item.depth}{item.text}")
    return told


def item(runbook: Runbook, text: str) -> Item:
    return next(item for item in runbook.items if text in item.text)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "steps",
            """
            Contents (reference)
            Before you begin (before)
            +  Nobody else is releasing
            +x Staging ran this build for a day
            Release procedure (during)
            >  1. Put the API into maintenance mode
            >  2. Run the migrations:
            >  3. Wait 10 minutes
            >  4) Take it out of maintenance mode
            After the release (after)
            >  1. Smoke tests (https://ci.example/smoke) pass
            >  1. The error budget is untouched
            Notes (after)
            >  1. This one is long enough for two lines
            Roll back (recover)
            >  1. Deploy the previous image
            >  2. Tell everybody
            Troubleshooting (reference)
            """,
        ),
        (
            "tables",
            """
            Readiness (before)
            |  Balances reconciled
            |x Archive is readable
            |  Vendor on standby
            Cutover steps (during)
            |  Close the old ledger
            |  Import the balances
            Costs (None)
            Risk levels (None)
            |  High
            """,
        ),
        (
            "gates",
            """
            Before the release (before)
            +  Go/no-go meeting held
            +  Load test passed
            ?  Change board
            Release (during)
            +  Start the canary
            +  Gate 2: [ ] GO [ ] HOLD [ ] ROLLBACK
            Decision at 50 % (during)
            ?  Decision at 50 %
            +  Open to everybody
            +  Close the canary
            After the release (after)
            |  Log in
            """,
        ),
        (
            "ways-back",
            """
            Deploy (during)
            +  Deploy the image
            Rollback (recover)
            Option A: Switch the feature off (recover)
            >  1. Open the flags page
            >  2. Switch `heron` off
            Option B: Previous image (recover)
            >  Option B: Previous image
            Levels of help (None)
            """,
        ),
        (
            "issue-template",
            """
            Pre-release (before)
            +  Milestone is empty
            +  Changelog names vX.Y.Z
            Release (during)
            +  Tag `vX.Y.Z`
            +  Draft the announcement in #releases, issue #12
            Post-release (after)
            +  Close this issue
            """,
        ),
        (
            "labels",
            """
            Wren: putting it live (None)
            +  Approvals: Security
            +  Approvals: Legal
            +  All of these are true:
            +    Tests are green
            +    Nobody is on leave
            +  Write the upgrade guide (recommended)
            Deployment (during)
            +  Drain the queue
            +x Second pair of eyes
            |  Pull the cord
            |x Tell the crew
            +  Quoted, and still an item
            """,
        ),
        (
            "headings",
            """
            Preparation (before)
            >  1. Announce the window
            >  2. Take the backup
            1. Announce the window (before)
            2. Take the backup (before)
            Troubleshooting (reference)
            The backup fails (reference)
            """,
        ),
        (
            "numbered-lists",
            """
            Release list (None)
            >  1) Bump the version
            >  2) Tag it
            >  3) Publish
            """,
        ),
        (
            "go-live",
            """
            Contacts (contact tree)
            Pre-go-live (before)
            +  Rollback is rehearsed
            Go-live (during)
            +  Open the gates
            Sign-off (approval)
            _  QA Lead: ____ Date: ____
            _  Approved by: ____
            |  CTO
            """,
        ),
        (
            "korean",
            """
            배포 전 (None)
            +  백업 확인
            Rollback (None)
            일정 T-30분 (None)
            |  대기열 중지
            """,
        ),
    ],
)
def test_sections_and_items(name: str, told: str) -> None:
    assert outline(read(name)) == dedent(told).strip().split("\n")


@pytest.mark.parametrize(
    "name",
    ["vietnamese", "russian", "spanish", "german", "french", "portuguese", "chinese", "japanese"],
)
def test_languages_with_a_table_of_words(name: str) -> None:
    sections = [section for section in read(name).sections if section.items]

    assert [section.part for section in sections] == [Part.BEFORE, Part.DURING, Part.AFTER, Part.RECOVER]
    assert {item.made for item in sections[3].items} == {Made.STEP}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("vietnamese", date(2026, 7, 1)),
        ("russian", date(2026, 12, 10)),
        ("spanish", date(2026, 3, 3)),
        ("chinese", date(2026, 8, 9)),
        ("steps", date(2026, 5, 14)),
        ("tables", date(2026, 6, 1)),
    ],
)
def test_the_day_of_the_deployment(name: str, day: date) -> None:
    assert planned_date(read(name).meta) == day


def test_the_moment_out_of_a_table() -> None:
    assert read("go-live").start == datetime(2026, 8, 12, 6, 30, tzinfo=UTC)


def test_prose_alone_is_refused_with_what_would_help() -> None:
    with pytest.raises(Unreadable) as refused:
        read("prose")

    assert "<!-- runsheet: steps=lists -->" in refused.value.reason
    assert "<!-- runsheet: steps=headings -->" in refused.value.reason


def test_an_issue_template_is_named_by_its_front_matter() -> None:
    template = read("issue-template")

    assert template.title == "Release vX.Y.Z"
    assert {reading.kind for reading in template.reading[:7]} == {Kind.META}
    assert [blank.name for blank in template.blanks] == [None, "vX.Y.Z", "vX.Y.Z"], "one question a run"


def test_columns_are_fields() -> None:
    tables = read("tables")
    first, second = tables.items[:2]

    assert (first.owner, first.force) == ("Finance Lead", Force.REQUIRED)
    assert (second.owner, second.force) == ("DBA", Force.OPTIONAL)
    assert item(tables, "Close the old").timing == At(Anchor.T0, Span(30, Unit.MINUTE), before=True)
    assert [choice.outcomes for choice in item(tables, "Import").choices] == [("Pass", "Fail")]


def test_offsets() -> None:
    offsets = read("offsets")
    timing = {section.title: section.timing for section in offsets.sections}

    assert timing == {
        "T-7 days: Announce": At(Anchor.T0, Span(7, Unit.DAY), before=True),
        "D-1: Freeze": At(Anchor.T0, Span(1, Unit.DAY), before=True),
        "T-30 min": At(Anchor.T0, Span(30, Unit.MINUTE), before=True),
        "T0: Launch": At(Anchor.T0),
        "T+15": None,
        "24 hours after launch": At(Anchor.LIVE, Span(24, Unit.HOUR)),
    }
    assert [section.unsure for section in offsets.sections] == [None, None, None, None, "T+15", None]
    assert offsets.sections[0].owner == "Product Manager"
    assert item(offsets, "Lock the branch").owner == "Release Captain"
    assert item(offsets, "Open the bridge").timing == At(Anchor.T0, Span(45, Unit.MINUTE), before=True)
    assert item(offsets, "Watch").hold == Span(15, Unit.MINUTE)


def test_a_unit_that_stands_nowhere_is_not_guessed() -> None:
    assert [(section.timing, section.unsure) for section in read("offsets-unsure").sections] == [
        (None, "T-7"),
        (None, "T-2"),
    ]


def test_boxes_in_a_line_are_one_decision() -> None:
    gates = read("gates")

    assert [(choice.label, choice.outcomes) for choice in gates.choices] == [
        ("Decision", ("GO", "NO-GO")),
        ("Change board", ("Approved", "Rejected")),
        ("Gate 2", ("GO", "HOLD", "ROLLBACK")),
        ("Decision at 50 %", ("GO", "NO-GO")),
        ("Result", ("Pass", "Fail")),
    ]
    assert item(gates, "Open to everybody").only_if == "If GO"


def test_ways_back_are_alternatives() -> None:
    ways = read("ways-back")

    assert [section.option for section in ways.sections] == [None, None, "A", "B", None]
    assert [(step.title, step.option) for step in ways.procedure] == [("Go back", "B")]


def test_fields_under_an_item() -> None:
    fields = read("fields")
    first = fields.items[0]

    assert first.owner == "QA Lead"
    assert [(blank.raw, blank.unit) for blank in first.blanks] == [("____", "ms"), ("[Link]", None)]
    assert {field.key: field.value for field in first.fields}["region"] == "Correct"
    assert (fields.items[1].owner, fields.items[1].force) == ("@mira", Force.REQUIRED)
    assert fields.items[2].only_if == "If nothing was lost"
    assert str(fields.items[3].condition).count("≤") == 1


def test_commands_under_an_item() -> None:
    said = {
        item.text: [(each.line, each.expected) for each in item.commands] for item in read("commands").items
    }

    assert said == {
        "Build it": [(7, "done"), (9, None)],
        "Load the seed data": [(13, None), (17, "two lines")],
        "Tell the vault: `vault login -method=oidc`": [(22, None)],
        "Settings are in place": [],
        "Read the sample": [],
        "Never run this": [],
    }


def test_people_of_a_contact_section() -> None:
    roles = {role.name: role.person for role in read("go-live").roles}

    assert roles["Release Manager"] == "Ada Quist"
    assert roles["Database Engineer"] is None
    assert {"Support Lead", "Engineering Manager", "QA Lead", "CTO"} <= set(roles)
