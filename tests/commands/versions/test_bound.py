"""What is different between two side files, in words."""

import pytest

from commands.versions import bound
from commands.versions.rules import Change
from runbook import bindings
from runbook.bindings import Bindings

NAMES = {"UCHI": "Chi Nguyen", "UBEN": "Ben Okafor"}
HOOK = "commands: {smoke: {webhook: {url: 'https://ci.example/run', secret: '%s'}}}"
METRIC = "metrics: {latency: {json: {url: 'https://m.example', path: p, headers: {X-Key: '${%s}'}}}}"


def read(text: str) -> Bindings:
    return bindings.read(text.encode(), "x.yaml")


def changes(before: str, after: str) -> list[Change]:
    return list(bound.changes(read(before), read(after), NAMES))


@pytest.mark.parametrize("family", Bindings.model_fields)
def test_every_family_has_a_title(family: str) -> None:
    assert bound.TITLES[family]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "roles: {QA Lead: UCHI}", Change("Roles", added=["QA Lead: Chi Nguyen"])),
        ("roles: {QA Lead: [UCHI, UDEV]}", "", Change("Roles", removed=["QA Lead: Chi Nguyen or UDEV"])),
        (
            "roles: {QA Lead: UCHI}",
            "roles: {qa  lead: {rotation: QA}}",
            Change("Roles", changed=[("QA Lead: Chi Nguyen", "qa  lead: whoever is on the rotation “QA”")]),
        ),
        (
            "commands: {back: {argv: [./back.sh, '{version}']}}",
            "commands: {back: {argv: [./back.sh, '{previous}'], timeout: 2m}}",
            Change(
                "Commands",
                added=["back · timeout: 2 min"],
                changed=[("back · argv: ./back.sh '{version}'", "back · argv: ./back.sh '{previous}'")],
            ),
        ),
        ("rollback: ask", "rollback: auto", Change("Rollback", added=["auto"])),
        ("baselines: {tickets: 4}", "baselines: {tickets: 4.5}",
            Change("Baselines", changed=[("tickets: 4", "tickets: 4.5")])),
        ("", "signoff: {distinct: false}", Change("Sign-off", added=["distinct: no"])),
        ("", "links: {logs: 'https://a:hunter22@logs.example'}",
            Change("Links", added=["logs: https://a:▒▒▒▒@logs.example"])),
    ],
)  # fmt: skip
def test_it_is_said_key_by_key(before: str, after: str, expected: Change) -> None:
    assert changes(before, after) == [expected]


def test_a_secret_is_said_by_its_name_alone() -> None:
    (change,) = changes(HOOK % "${A}", HOOK % "x9${B}")
    assert change.changed == [("smoke · webhook · secret: ${A}", "smoke · webhook · secret: ${B}")]
    (change,) = changes(HOOK % "${A}", HOOK % "x9${A}")
    assert change.changed[0][1] == "smoke · webhook · secret: ${A} (another one, which is not shown)"
    (change,) = changes("", METRIC % "KEY")
    assert "latency · json · headers · X-Key: ${KEY}" in change.added


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ("roles: {QA Lead: UCHI} # as agreed", "roles:\n  QA Lead: [UCHI]", False),
        ("zone: UTC", "zone: UTC+7", False),
        ("commands: {a: {argv: [b]}}", "commands: {a: {argv: [b], timeout: 10m}}", False),
        ("roles: {QA Lead: UCHI}", "roles: {QA Lead: UBEN}", True),
    ],
)
def test_what_makes_no_difference_to_a_run_is_none(before: str, after: str, *, differs: bool) -> None:
    assert bound.differs(read(before), read(after)) is differs


def test_what_people_answered_is_named_where_the_file_changes_it() -> None:
    before, after = read("roles: {QA Lead: UCHI, CTO: UBEN}"), read("roles: {QA Lead: UDEV, CTO: UGIA}")
    ours, theirs = read("roles: {QA Lead: UHUG, CTO: UBEN}"), read("roles: {QA Lead: UHUG, CTO: UGIA}")
    assert bound.answered(before, after, ours, theirs) == ("QA Lead",)
