"""What stands beside the items of a whole checklist."""

from runbook import reader
from runbook.constructs import RoleNamed, StepKind
from runbook.terms import Anchor, At, Every, On, Part, Series, Span, Stream, Unit, Within
from tests.runbook.samples import SHIPPED, fixture, read

WHOLE = reader.read(fixture("whole"))


def test_damage_is_repaired_and_nothing_else() -> None:
    assert [(repair.line, repair.after) for repair in WHOLE.repairs] == [
        (15, "✅"), (18, "≥"), (88, "≥"), (124, "≥"), (130, "≥"), (184, "↓"), (186, "↓"), (188, "↓"),
        (203, "🎉"), (220, "✅"),
    ]  # fmt: skip
    assert "eyes ❌→✅ ”done”" in WHOLE.text
    assert "Rooms ⚠️" in WHOLE.text
    assert "Sao lưu dữ liệu" in WHOLE.text


def test_sections_know_their_part() -> None:
    parts = {section.title: section.part for section in WHOLE.sections}

    assert parts["Orchard Ledger v3.2.0"] is None
    assert parts["Build"] is Part.BEFORE
    assert parts["21:00 - Gather"] is Part.DURING
    assert parts["Hour 3-48"] is Part.MONITORING
    assert parts["Rollback Procedure"] is Part.PROCEDURE
    assert parts["Month 1"] is Part.TASKS
    assert parts["Pre-Launch Approval"] is Part.APPROVAL
    assert parts["Post-Launch Confirmation"] is Part.CONFIRMATION


def test_windows_leave_out_what_the_one_before_has() -> None:
    clipped = {section.title: section.window.clipped for section in WHOLE.sections if section.window}

    assert clipped == {
        "Hour 1-3": None,
        "Hour 3-48": Span(3, Unit.HOUR),
        "Day 3-14": None,
        "Day 1": None,
        "Month 1": None,
    }


def test_triggers_and_reasons() -> None:
    assert [(each.text, bool(each.condition)) for each in WHOLE.triggers] == [
        ("Failed postings > 0.5% for 10 minutes", True),
        ("Posting time (p99) ≥ 750ms for 90 seconds", True),
        ("A customer sees the account of another", False),
    ]
    assert [(each.text, bool(each.condition)) for each in WHOLE.criteria] == [
        ("The books do not balance", False),
        ("Repair takes > 2 hours", True),
    ]


def test_a_reason_with_a_number_that_is_no_time_has_no_clock() -> None:
    (criterion,) = read("- [ ] x\n## Manual Rollback Decision\n- Errors > 5%\n  - nested\n").criteria

    assert criterion.condition is None


def test_the_procedure() -> None:
    assert [(step.number, step.title, step.kind, step.line) for step in WHOLE.procedure] == [
        (1, "Send it home", StepKind.ROLL_BACK, 101),
        (2, "Prove that postings work", StepKind.VERIFY, 105),
        (3, "Keep looking", StepKind.WATCH, 108),
        (4, "Tell the branches", StepKind.NOTIFY, 111),
        (5, "Sit together", StepKind.NOTE, 114),
    ]
    commands = [step.command.text if step.command else None for step in WHOLE.procedure]
    assert commands[0] == "helm rollback ledger 41 \\\n  --wait"
    assert commands[4] is None
    assert (WHOLE.procedure[4].note, WHOLE.procedure[4].deadline) == ("Meet within 3 days", Span(3, Unit.DAY))


def test_communications() -> None:
    assert [(told.line, told.audience, told.phase, told.timing) for told in WHOLE.communications] == [
        (142, "Branches", Part.BEFORE, At(Anchor.T0, Span(3, Unit.DAY), before=True)),
        (143, "Branches", Part.BEFORE, None),
        (147, "Branches", Part.DURING, Stream()),
        (148, "Branches", Part.DURING, Every(Span(45, Unit.MINUTE), Anchor.START, Anchor.END)),
        (149, "Branches", Part.DURING, On("postings fail")),
        (153, "Branches", Part.AFTER, Within(Span(3, Unit.HOUR), Anchor.LIVE)),
        (154, "Branches", Part.AFTER, Series(Span(1, Unit.WEEK), Span(2, Unit.MONTH), Anchor.LIVE)),
        (155, "Branches", Part.AFTER, At(Anchor.LIVE, Span(2, Unit.WEEK))),
        (161, "Auditors", Part.AFTER, Within(Span(5, Unit.DAY), Anchor.LIVE)),
    ]


def test_severities() -> None:
    assert [(each.number, each.name, len(each.steps)) for each in WHOLE.severities] == [
        (1, "Books wrong", 4),
        (3, "Annoyance", 1),
    ]
    steps = WHOLE.severities[0].steps
    assert steps[1].decision == ("stop postings", "go back")
    assert (steps[3].number, steps[3].deadline) == (4, Span(2, Unit.DAY))


def test_the_contact_tree() -> None:
    assert [(each.role, each.first, each.last) for each in WHOLE.contacts] == [
        ("On-Call Engineer", 0, 10),
        ("Head of Ledger", 10, 25),
        ("CTO", 25, None),
    ]


def test_roles_are_named_once() -> None:
    assert WHOLE.roles == (
        RoleNamed("Release Manager", (7,)),
        RoleNamed("On-Call Engineer", (8, 185), "Noor Haddad"),
        RoleNamed("Head of Ledger", (187,)),
        RoleNamed("CTO", (189,)),
        RoleNamed("Ledger Owner", (211,)),
        RoleNamed("Security Lead", (212,)),
    )


def test_the_shipped_procedure_and_its_communications() -> None:
    shipped = reader.read(SHIPPED.read_bytes())

    assert [step.kind for step in shipped.procedure] == [
        StepKind.ROLL_BACK, StepKind.VERIFY, StepKind.WATCH, StepKind.NOTIFY, StepKind.NOTE,
    ]  # fmt: skip
    assert sum(told.timing is None for told in shipped.communications) == 10
