"""What an item asks for: verb, traffic, tag, recurrence, sign-off."""

import pytest

from runbook.model import Recurring, SignOff, Traffic, Verb
from runbook.recognise import recurrence, signoffs, tags, traffic, verbs
from runbook.terms import Span, Unit
from tests.runbook.samples import only_item, read


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Check the queue", Verb.OBSERVATION),
        ("Continue monitoring", Verb.OBSERVATION),
        ("Run the job", Verb.ACTION),
        ("Notify support", Verb.COMMUNICATION),
        ("Checklist", Verb.HUMAN),
        ("Monitoring configured", Verb.HUMAN),
        ("", Verb.HUMAN),
        ("Continue", Verb.HUMAN),
        ("**", Verb.HUMAN),
    ],
)
def test_verb(text: str, verb: Verb) -> None:
    assert verbs.verb(text) is verb


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Route 10% traffic to the new version", Traffic(10, "the new version")),
        ("Route 25 % of the traffic", Traffic(25)),
        ("Route 101% traffic", None),
        ("Route all traffic", None),
        ("Then route 5% traffic", None),
    ],
)
def test_traffic(text: str, expected: Traffic | None) -> None:
    assert traffic.traffic(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Create deployment tag: `v1.0.0`", "v1.0.0"),
        ("Push the tag `2.4.1-rc.1` upstream", "2.4.1-rc.1"),
        ("Tag `main`", None),
        ("Stage `v1.0.0`", None),
        ("Create tag v1.0.0", None),
    ],
)
def test_tag(text: str, expected: str | None) -> None:
    assert tags.tag(text) == expected


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("Monitor every 15 minutes", Span(15, Unit.MINUTE)),
        ("Daily health reports", Span(1, Unit.DAY)),
        ("Verify that the backup runs every hour", None),
        ("Check that jobs run cleanly every 5 min", None),
        ("Check every service", None),
        ("The daily report", None),
    ],
)
def test_recurring(text: str, every: Span | None) -> None:
    assert recurrence.recurring(text) == (Recurring(every) if every else None)


def test_only_what_comes_after_comes_back_or_goes_on() -> None:
    runbook = read(
        "## Before\n- [ ] Daily standup\n- [ ] Respond to mail\n"
        "## Monitoring\n- [ ] Daily look\n- [ ] Respond to alerts\n"
    )

    assert [bool(item.recurring) for item in runbook.items] == [False, False, True, False]
    assert [item.standing for item in runbook.items] == [False, False, False, True]


@pytest.mark.parametrize(
    ("markdown", "who"),
    [
        (r"QA Lead: ********\_******** Date: **\_\_\_**", "QA Lead"),
        ("All is well: ____ Date: ____", "All is well"),
        ("QA Lead: <ins>Ada</ins> Date: <ins>2026-01-02 03:04</ins>", "QA Lead"),
        ("QA Lead: ____", None),
        ("QA Lead: Ada Date: today", None),
    ],
)
def test_signoff(markdown: str, who: str | None) -> None:
    assert only_item(f"- [ ] {markdown}\n").signoff == (SignOff(who) if who else None)


def test_below_a_bullet_the_items_own_words_count() -> None:
    item = only_item("- Approvals:\n  - [ ] QA Lead: ____ Date: ____\n")

    assert (item.text, item.signoff) == ("Approvals: QA Lead: ____ Date: ____", SignOff("QA Lead"))
    assert signoffs.signoff("a" * 200 + ": ____ Date: ____") is None
