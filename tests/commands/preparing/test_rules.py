"""Decisions about a run to come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commands.preparing import rules
from runbook import bindings, reader
from runbook.lint import Problem, lint
from tests.commands.refusals import refused

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


# Preparing. -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["v2.4.0", "2", "2026.03.09-1", "release/2.4", "1a2b3c4d", "v2.4.0+build.7", "V2_4", "9" * 60]
)
def test_a_version_names_one_release(text: str) -> None:
    assert rules.version(text) == text


@pytest.mark.parametrize(
    "text", ["", "latest", "main", "v2 or v3", "v2\nv3", "-1", "<!here>", "v2;rm", "“2”", "9" * 61, "٣.٤"]
)
def test_anything_else_does_not(text: str) -> None:
    with refused("does not name one release", "version"):
        rules.version(text)


def test_the_previous_version_is_refused_under_its_own_field() -> None:
    with refused("“&lt;!here&gt;” does not name", "previous"):
        rules.version("<!here>", "previous")


@pytest.mark.parametrize("standing", [None, "guest", "foreign", "deactivated", "bot"])
def test_only_members_lead(standing: str | None) -> None:
    rules.lead("member")
    with refused("Only a full member of the workspace can lead a run.", "lead"):
        rules.lead(standing)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        (None, NOW + rules.MARGIN),
        (at("2026-03-11T08:00+07:00"), at("2026-03-11T08:00+07:00")),
        (at("2024-12-10T08:00+07:00"), at("2026-03-10T08:00+07:00")),
        (at("2024-12-10T23:00+07:00"), at("2026-03-09T23:00+07:00")),
        (at("2026-03-09T15:00+07:00"), at("2026-03-10T15:00+07:00")),
    ],
)
def test_a_date_that_is_past_becomes_the_next_day_at_that_time(
    written: datetime | None, proposed: datetime
) -> None:
    """At 08:00 UTC it is 15:00 in +07."""
    assert rules.offered(written, NOW) == proposed


def test_the_next_day_keeps_the_time_on_the_wall_when_clocks_change() -> None:
    madrid = ZoneInfo("Europe/Madrid")
    now = datetime(2026, 3, 28, 20, 0, tzinfo=madrid)
    assert rules.offered(datetime(2025, 6, 1, 9, 0, tzinfo=madrid), now) == at("2026-03-29T09:00+02:00")


def test_a_start_that_was_picked_is_never_moved_in_silence() -> None:
    earlier, later = NOW - timedelta(minutes=1), NOW + timedelta(seconds=1)
    assert rules.begins(later, None, NOW) == later
    assert rules.begins(earlier, earlier, NOW) == NOW + rules.MARGIN, "the form lay open"
    for proposed in (None, later):
        with refused("This moment is over.", "start"):
            rules.begins(earlier, proposed, NOW)


@pytest.mark.parametrize(
    ("text", "name", "version"),
    [
        ("", None, None),
        ("small", "small", None),
        ("v2.4.0", None, "v2.4.0"),
        ("2024-plan", "2024-plan", None),
        ("smal", "smal", None),
        ("small v2.4.0", "small", "v2.4.0"),
        ("  small   latest ", "small", "latest"),
    ],
)
def test_what_follows_start(text: str, name: str | None, version: str | None) -> None:
    assert rules.split_start(text, ["small", "2024-plan"]) == (name, version)


def test_three_words_are_too_many() -> None:
    with refused("takes a runbook and a version"):
        rules.split_start("small v2.4.0 now", ["small"])


# What is open. ----------------------------------------------------------------------------------------------

ENDLESS = Problem("E5", 189, "`watch` never ends.", "Bind a probe.")


def test_only_the_lead_or_an_operator_starts_with_problems() -> None:
    rules.anyway(is_lead=True, is_operator=False, lead_name="Ana")
    rules.anyway(is_lead=False, is_operator=True, lead_name="Ana")
    with refused("Only the lead, Ana, or an operator starts with problems left.", "reason"):
        rules.anyway(is_lead=False, is_operator=False, lead_name="Ana")


def test_what_was_accepted_is_that_problem_and_no_other() -> None:
    moved = replace(ENDLESS, line=190)
    assert rules.unaccepted([ENDLESS], [rules.name_of(ENDLESS)]) == ()
    assert rules.unaccepted([moved], [rules.name_of(ENDLESS)]) == (moved,)


def test_warnings_and_a_date_that_a_start_was_picked_for_stop_nothing() -> None:
    document = reader.read(b"# Plan\n\n- [ ] Go\n")
    stops_not = [Problem(code, 1, "", "") for code in ("W1", "I1", "E2")]
    assert rules.blocking(document, [*stops_not, ENDLESS]) == (ENDLESS,)


def test_a_role_of_nobodys_is_one_problem() -> None:
    document = reader.read(b"# Plan\n\n- [ ] Go\n")
    blank, nobody = Problem("E1", 8, "[Name]", ""), Problem("E3", 8, "Nobody", "")
    assert rules.blocking(document, [blank, nobody]) == (nobody,)


STATEMENTS = b"""# Plan

## Sign-Off

### Post-Deployment Confirmation

- [ ] Deployment Successful: _______ Date: _______
- [ ] Monitoring Verified: _______ Date: _______
"""


def test_a_statement_after_the_deployment_is_signed_by_whoever_may() -> None:
    document = reader.read(STATEMENTS)
    found = lint(document, NOW)
    assert [problem.line for problem in found if problem.code == "E1"] == [7, 8]
    assert rules.blocking(document, found) == ()


@pytest.mark.parametrize(("text", "number"), [("120", 120.0), ("0.5", 0.5), ("0,5", 0.5), ("-3", -3.0)])
def test_a_baseline_is_a_number(text: str, number: float) -> None:
    assert rules.number(text, "baselines-1") == number


@pytest.mark.parametrize("text", ["many", "nan", "inf", "1e999", ""])
def test_anything_else_is_no_baseline(text: str) -> None:
    with refused("is no number", "baselines-1"):
        rules.number(text, "baselines-1")


def test_a_signal_is_a_button_or_a_webhook() -> None:
    assert rules.signal("webhook", "signals-1") == "webhook"
    with refused("Choose how it is told.", "signals-1"):
        rules.signal("smoke", "signals-1")


def test_a_field_is_the_same_however_its_name_is_spelt() -> None:
    assert rules.field_of("role", "QA  Lead") == rules.field_of("role", "qa lead")
    assert rules.field_of("role", "QA Lead") != rules.field_of("baselines", "QA Lead")


@pytest.mark.parametrize("standing", [None, "guest", "foreign", "deactivated", "bot"])
def test_only_members_hold_a_role(standing: str | None) -> None:
    rules.holder("member", "role-1")
    with refused("Only a full member of the workspace can hold a role.", "role-1"):
        rules.holder(standing, "role-1")


@pytest.mark.parametrize(("asked", "let_off"), [("[qa lead]", {"CTO"}), ("[QA Laed]", set()), ("[]", set())])
def test_who_is_let_off_is_who_the_gate_does_not_ask(asked: str, let_off: set[str]) -> None:
    """A list that names no role of the checklist lets off nobody."""
    lines = "".join(f"- [ ] {role}: ____ Date: ____\n" for role in ("QA Lead", "CTO"))
    document = reader.read(f"# D\n\n## Sign-Off\n\n### Approval to Deploy\n\n{lines}".encode())
    bound = bindings.read(f"signoff: {{roles: {asked}}}".encode(), "x.yaml")
    assert rules.waived(document, bound) == let_off
