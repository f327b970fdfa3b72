"""A side file is read whole, or refused with the line and the cure of each mistake."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook.bindings import Bindings, Invalid, Problem, digest, read
from runbook.bindings.model import Rotation
from runbook.terms import Compare, Condition, Quantity

WHOLE = """\
zone: Asia/Ho_Chi_Minh
roles: {Lead: U1, On-Call Engineer: {rotation: primary}, QA Lead: [S_qa, U2]}
metrics:
  error rate:     {prometheus: 'sum(errors)', unit: '%', min_samples: 200/5m}
  latency  (P95):
    json: {url: 'https://m.example/p95', path: data.value, headers: {Authorization: '${TOKEN}'}}
baselines: {support contacts: 120}
signals: {Critical flaw reported: button}
commands:
  rollback: {argv: [./roll.sh, --to, "{previous}"], timeout: 90s}
probes:
  health: {http: 'https://api.example/healthz', every: 5s, until: 3 ok, timeout: 10m}
traffic: {argv: [./traffic.sh, "{percent}"], readback: {prometheus: share}}
comms: {slack: C0ANNOUNCE, email: {stakeholders: [list@example.com]}, status_page: {statuspage: PAGE}}
signoff: {distinct: false}
links: {logs: 'https://logs.example/?from={from}'}
"""


def refused(text: str | bytes, environment: dict[str, str] | None = None) -> list[str]:
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(Invalid) as error:
        read(raw, "x.yaml", environment)
    return str(error.value).splitlines()


def whole(**environment: str) -> Bindings:
    return read(WHOLE.encode(), "x.yaml", environment or None)


def p95(subject: str = "Latency") -> Condition:
    return Condition(subject, "p95", Compare.OVER, Quantity(10, "s"))


def test_a_whole_file_is_read() -> None:
    bindings = whole()
    assert bindings.role("lead") == ["U1"]
    assert bindings.role("On-Call engineer") == Rotation(rotation="primary")
    assert bindings.role("QA  Lead") == ["S_qa", "U2"]
    assert bindings.commands["rollback"].timeout == timedelta(seconds=90)
    assert bindings.signal("critical flaw reported") == "button"
    assert not bindings.signoff.distinct


def test_names_are_the_documents_however_they_are_written() -> None:
    assert whole().metric(p95()) is not None
    assert whole().metric(p95("Wait")) is None
    support = Condition("Support contacts", None, Compare.UNDER, Quantity(None, baseline=True))
    assert whole().baseline(support) == 120


def test_an_empty_file_binds_nothing() -> None:
    assert read(b"", "x.yaml") == read(b"# later\n", "x.yaml") == Bindings()


def test_secrets_come_from_the_environment() -> None:
    metric = whole(TOKEN="s3cret").metric(p95())
    assert metric is not None
    assert metric.json_ is not None
    assert metric.json_.headers == {"Authorization": "s3cret"}


@pytest.mark.parametrize("environment", [{}, {"TOKEN": ""}])
def test_a_secret_that_is_not_set_is_named(environment: dict[str, str]) -> None:
    [said] = refused(WHOLE, environment)
    secret = "metrics.latency  (P95).json.headers.Authorization"
    assert said == f"x.yaml:6: `{secret}` takes TOKEN, which the environment lacks."


def test_a_hash_allows_one_command_and_no_other() -> None:
    right = digest(["./roll.sh", "{previous}"])
    told = "commands: {rollback: {argv: [./roll.sh, '{previous}'], sha256: %s}}"
    assert read((told % right).encode(), "x.yaml").commands["rollback"].sha256 == right
    [said] = refused(told % ("ab" * 32))
    assert right in said
    assert digest(["a b"]) != digest(["a", "b"])


MISTAKES = {
    "zone: Mars/Olympus": "1: `zone` is no time zone: write one such as Europe/Madrid, or UTC+7.",
    "\nrole: {Lead: U1}": "2: `role` is not known here: did you mean `roles`?",
    "roles:\n  CTO: bob": "2: `roles.CTO` is no id of a person or a user group (those start with U, W or S).",
    "roles: {QA: [U1, 5]}": "1: `roles.QA.1` has to be text: put it in quotes.",
    "roles: {QA: 5}": "1: `roles.QA` has to be a list, such as [one, two].",
    "metrics:\n  a: {json: {url: 'ftp://x', path: p}}":
        "2: `metrics.a.json.url` is no web address: it begins with https://.",
    "metrics:\n\n  a: {unit: s}": "3: `metrics.a` takes exactly one source: prometheus or json.",
    "metrics: {a: {prometheus: q, json: {url: 'https://x', path: p}}}":
        "1: `metrics.a` takes exactly one source: prometheus or json.",
    "metrics: {a: {jsn: q}}": "1: `metrics.a.jsn` is not known here: did you mean `json`?",
    "metrics: {a: {prometheus: q, min_samples: many}}":
        "1: `metrics.a.min_samples` is not how many samples in how long: write 200/5m.",
    "commands: {a: {argv: []}}":
        "1: `commands.a.argv` names no program: write [./scripts/name.sh, --option, value].",
    "commands: {a: {argv: [x, '{host}']}}":
        "1: `commands.a.argv` has {host} in it: "
        "only {version}, {previous}, {percent}, {trigger} are filled in.",
    "commands: {a: {argv: [x, '${KEY}']}}":
        "1: `commands.a.argv` has ${…} in it: everybody on the host can read arguments, "
        "so let the program look it up.",
    "commands: {a: {argv: [x], timeout: soon}}":
        "1: `commands.a.timeout` is no length of time: write a number and s, m, h or d, such as 10m.",
    "commands: {a: {timeout: 5m}}": "1: `commands.a` needs argv, webhook or github.",
    "probes: {a: {http: 'https://x', until: green}}":
        "1: `probes.a.until` is not how many good answers in a row: write 3 ok.",
    "rollback: always": "1: `rollback` is one of 'ask' or 'auto'.",
    "signoff: {distinct: maybe}": "1: `signoff.distinct` has to be true or false.",
    "comms: {slack: general}": "1: `comms.slack` is no id of a channel (those start with C or G).",
    "comms: {email: {users: [nobody]}}": "1: `comms.email.users.0` is no mail address.",
    "comms: {status_page: {statuspage: P, token: abc}}":
        "1: `comms.status_page.token` is a secret written in plain: put it into the environment and write "
        "${ITS_NAME} here.",
    "zone: UTC\nzone: UTC": "2: `zone` is given twice: keep one of them.",
    "- a\n- b": "1: bindings are names with values, such as `zone: Europe/Madrid`.",
    "links: {a: &b 'https://x', c: *b}": "1: aliases are not followed: write the values out.",
    "? [a]\n: b": "1: a name is expected here, such as `zone:`.",
    "links:\n  a: 2024-99-99": "2: `2024-99-99` is no value: put it in quotes.",
    "links: [": "1: this is no YAML: expected the node content, but found '<stream end>'.",
    "[" * 5000: "1: this is nested too deeply for bindings.",
    "zone: \x01": "1: this is no YAML: it has characters that no text has.",
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), MISTAKES.items())
def test_a_mistake_is_named_with_its_line_and_its_cure(text: str, said: str) -> None:
    assert refused(text) == [f"x.yaml:{said}"]


def test_every_mistake_is_named_at_once() -> None:
    assert len(refused("zone: x\nroles: {a: b}\nrollback: never\n")) == 3


def test_what_is_no_text_is_refused() -> None:
    assert refused(b"\xff\xfe\x00") == [
        "x.yaml:1: this is not a text file: write the bindings as YAML in UTF-8."
    ]
    assert refused(b"#" * 200_001) == [
        "x.yaml:1: the file is larger than 200 kB: bindings are a page or two."
    ]


@given(st.text(st.sampled_from("zoneroles: {}[]&*!'\"\n-U1?|>%@`$#,."), max_size=60))
def test_any_text_is_read_or_refused_at_a_line_of_it(text: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        read(text.encode(), "x.yaml")
    except Invalid as refusal:
        problems = refusal.problems
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)


def test_what_is_left_empty_is_not_bound() -> None:
    assert read(b"zone:\nroles:\n  Lead:\n  CTO: U9\n", "x.yaml").role("CTO") == ["U9"]
    assert read(b"roles:\n  Lead:\n", "x.yaml").role("Lead") is None


@pytest.mark.parametrize(
    ("asked", "let_off"),
    [("", set()), ("{roles: [qa  lead]}", {"CTO"}), ("{roles: []}", set()), ("{roles: [QA Laed]}", set())],
)
def test_a_policy_relaxes_what_it_names_and_nothing_by_mistake(asked: str, let_off: set[str]) -> None:
    assert read(f"signoff: {asked}".encode(), "x.yaml").signoff.relaxed(["QA Lead", "CTO"]) == let_off
