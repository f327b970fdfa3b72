"""Decisions about signatures, state by state and person by person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from commands.signoff import breaking, rules
from commands.signoff.beside import About, Facts, about
from commands.signoff.breaking import Glass
from commands.signoff.rules import Hashes, Row, Standing, State
from commands.signoff.wording import beside
from tests.commands.refusals import refused

ANA, BEN, CHI = "UANA", "UBEN", "UCHI"
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
HERS = Standing(
    "QA <Lead>", State.OPEN, statement=False, whose="Chi Nguyen", may_sign=True, is_lead=False
)  # fmt: skip
SIGNED = replace(HERS, state=State.GO, signed_by="Chi Nguyen, 08:02", by_them=True)
ALL = (rules.go, rules.no_go, rules.withdraw)


def delegate(given: Standing) -> None:
    rules.delegate(given, bound=True, theirs=True)


# A signature. -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [each for each in State if each is not State.GO])
def test_what_is_not_signed_can_be(state: State) -> None:
    rules.go(replace(HERS, state=state))
    rules.no_go(replace(HERS, state=state))
    delegate(replace(HERS, state=state))


def test_what_is_signed_is_not_signed_again() -> None:
    with refused("“QA &lt;Lead&gt;” is signed already: Chi Nguyen, 08:02."):
        rules.go(SIGNED)
    with refused("is signed already"):
        delegate(SIGNED)
    rules.no_go(SIGNED)


@pytest.mark.parametrize("act", [*ALL, delegate])
def test_nothing_is_signed_out_of_its_time(act: Any) -> None:
    times: list[tuple[dict[str, Any], str]] = [
        ({"run_ended": True}, "The run has ended"),
        ({"opened": False}, "cannot be signed yet"),
        ({"waived": True}, "is not asked for: the side file of this runbook says so."),
    ]
    for changed, why in times:
        with refused(why):
            act(replace(SIGNED, **changed))


def test_the_lead_signs_nothing_but_statements() -> None:
    leads = replace(HERS, is_lead=True)
    for act in (rules.go, rules.no_go):
        with refused("You lead this run, and the lead signs nothing."):
            act(leads)
        act(replace(leads, statement=True))


def test_somebody_elses_is_refused() -> None:
    others = replace(HERS, may_sign=False)
    for act in (rules.go, rules.no_go):
        with refused("is signed by Chi Nguyen. Ask them, or have them delegate it."):
            act(others)


def test_each_is_signed_by_somebody_else() -> None:
    with refused("You have signed “CTO”, and each signature is somebody else's."):
        rules.go(replace(HERS, signed_other="CTO"))
    rules.no_go(replace(HERS, signed_other="CTO"))


@pytest.mark.parametrize("act", [rules.no_go, rules.withdraw])
def test_once_the_deployment_has_begun_signatures_stand(act: Any) -> None:
    with refused("It has begun."):
        act(replace(SIGNED, over="It has begun."))
    rules.go(replace(HERS, over="It has begun."))


def test_who_has_signed_withdraws() -> None:
    rules.withdraw(SIGNED)
    rules.withdraw(replace(SIGNED, state=State.NO_GO))
    with refused("Only who has signed can withdraw it: Chi Nguyen, 08:02."):
        rules.withdraw(replace(SIGNED, by_them=False))
    for state in (State.OPEN, State.DELEGATED, State.STALE, State.WITHDRAWN):
        with refused("is not signed: there is nothing to withdraw."):
            rules.withdraw(replace(SIGNED, state=state))


def test_only_those_to_whom_it_is_bound_delegate() -> None:
    with refused("is bound to nobody: Chi Nguyen may sign it, without more."):
        rules.delegate(HERS, bound=False, theirs=True)
    with refused("Only those to whom it is bound delegate it: Chi Nguyen."):
        rules.delegate(HERS, bound=True, theirs=False)
    rules.delegate(replace(HERS, is_lead=True), bound=True, theirs=True)


@pytest.mark.parametrize("standing", [None, "guest", "foreign", "deactivated", "bot"])
def test_it_is_delegated_to_somebody_who_could_sign(standing: str | None) -> None:
    rules.delegate_to("member", is_lead=False, signed_other=None, who="Gia")
    with refused("Gia is no full member of the workspace.", "person"):
        rules.delegate_to(standing, is_lead=False, signed_other=None, who="Gia")
    with refused("Gia leads this run", "person"):
        rules.delegate_to("member", is_lead=True, signed_other=None, who="Gia")
    with refused("Gia has signed “CTO” already.", "person"):
        rules.delegate_to("member", is_lead=False, signed_other="CTO", who="Gia")


def test_until_a_moment_to_come() -> None:
    rules.until(NOW + timedelta(seconds=1), NOW)
    with refused("This moment is over.", "until"):
        rules.until(NOW, NOW)


# The gate. --------------------------------------------------------------------------------------------------


def test_what_is_missing_is_said_in_a_line() -> None:
    rows = [Row("QA", State.GO), Row("CTO", State.OPEN), Row("Ops", State.NO_GO, "red <tests>"),
            Row("Sec", State.STALE), Row("PM", State.WITHDRAWN), Row("Eng", State.DELEGATED)]  # fmt: skip
    assert rules.missing(rows, "Sign-off") == (
        "Sign-off is missing: CTO, PM, Eng. No-go from Ops: red &lt;tests&gt;. "
        "Sign-off to be renewed, as what was signed has changed: Sec."
    )
    assert not rules.complete(rows)
    assert rules.complete(rows[:1])
    assert rules.missing([Row(f"R{at}", State.OPEN) for at in range(12)], "Sign-off").endswith(
        "R9 and 2 more."
    )


@pytest.mark.parametrize("state", [each for each in State if each is not State.GO])
def test_a_gate_is_passed_by_go_alone(state: State) -> None:
    assert not rules.complete([Row("QA", State.GO), Row("CTO", state)])
    assert "CTO" in rules.missing([Row("CTO", state, "why")], "Sign-off")


@pytest.mark.parametrize("state", State)
def test_a_new_leads_signature_falls_where_it_counted(state: State) -> None:
    falls = state in {State.GO, State.STALE}
    assert rules.falls(state, by_lead=True, statement=False) is falls
    assert not rules.falls(state, by_lead=False, statement=False)
    assert not rules.falls(state, by_lead=True, statement=True)


def test_what_has_changed_is_named() -> None:
    signed = Hashes("d", "s", "r")
    assert rules.changed(signed, signed) == ""
    assert rules.changed(signed, Hashes("d", "s", "2")) == "the release"
    assert rules.changed(signed, Hashes("2", "s", "2")) == "the checklist and the release"
    assert rules.changed(signed, Hashes("2", "", "2")) == "the checklist, its side file and the release"


# The glass. -------------------------------------------------------------------------------------------------

WHOLE = Glass(run_ended=False, passed=False, before_stages=True, lead=ANA, lead_name="Ana")
ASKED = replace(WHOLE, asked_by=BEN)


def test_two_people_one_of_them_the_lead() -> None:
    breaking.ask_to_break(WHOLE)
    breaking.break_it(ASKED, ANA)
    breaking.break_it(replace(WHOLE, asked_by=ANA), CHI)
    with refused("Somebody asked for this already."):
        breaking.ask_to_break(ASKED)
    with refused("takes a second person"):
        breaking.break_it(ASKED, BEN)
    with refused("one of them the lead: Ana has to confirm."):
        breaking.break_it(ASKED, CHI)
    with refused("Nobody is asking"):
        breaking.break_it(WHOLE, ANA)


def test_who_asked_or_the_lead_withdraws() -> None:
    breaking.keep_whole(ASKED, ANA)
    breaking.keep_whole(ASKED, BEN)
    with refused("Only who asked, or the lead (Ana), can withdraw this."):
        breaking.keep_whole(ASKED, CHI)
    with refused("Nobody is asking"):
        breaking.keep_whole(WHOLE, ANA)


def test_what_is_passed_or_over_is_not_broken() -> None:
    times: list[tuple[dict[str, Any], str]] = [
        ({"run_ended": True}, "The run has ended."),
        ({"passed": True}, "This gate has been passed already."),
        ({"before_stages": False}, "finish the run with a reason instead"),
    ]
    for changed, why in times:
        glass = replace(ASKED, **changed)
        with refused(why):
            breaking.break_it(glass, ANA)
        with refused(why):
            breaking.ask_to_break(glass)
        with refused(why):
            breaking.keep_whole(glass, ANA)


def test_what_was_broken_is_reviewed_once() -> None:
    breaking.review(broken=True, reviewed_by=None)
    with refused("was not broken"):
        breaking.review(broken=False, reviewed_by=None)
    with refused("reviewed already, by Ana"):
        breaking.review(broken=True, reviewed_by="Ana")


# Facts. -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "topic", "says"),
    [
        ("Release completed", About.OUTCOME, "Live since 09:00. 100 % of the traffic is on the new version."),
        ("Monitoring in place", About.MONITORING, "3 of 46 check-ins made, 2 missed."),
        ("Free of critical issues", About.INCIDENTS, "1 of Severity 1, 2 of Severity 2, 1 not resolved."),
        ("Everyone informed", About.COMMUNICATIONS, "Communications: not tracked yet."),
        ("Alles gut", About.OUTCOME, "Live since 09:00."),
    ],
)
def test_a_statement_stands_beside_what_is_known(statement: str, topic: About, says: str) -> None:
    facts = Facts(100, "09:00", 3, 46, 2, {1: 1, 2: 2}, 1)
    assert about(statement) is topic
    assert says in beside(statement, facts)


def test_what_is_not_known_is_not_made_up() -> None:
    assert beside("Release completed", Facts()) == "Not live."
    assert beside("Monitoring in place", Facts()) == "No check-ins are planned."
    assert beside("No issues", Facts()) == "No incident in this run."
