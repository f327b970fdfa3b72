"""Which item has what bound."""

import pytest

from runbook import bindings, reader
from runbook.bindings import digest
from runbook.bindings.deeds import deeds
from runbook.bindings.needs import needs
from runbook.bindings.skeleton import skeleton

SMOKE = digest(["./smoke.sh", "--all"])


def found(item: str, bound: str) -> list[tuple[str, str, bool]]:
    runbook = reader.read(f"# Deploy\n\n## Api v2.0.0\n\n- [ ] {item}\n".encode())
    by_item = deeds(runbook.items, bindings.read(bound.encode(), "x.yaml"))
    return [(deed.sort, deed.name, deed.hard) for each in by_item.values() for deed in each]


@pytest.mark.parametrize(
    ("item", "bound", "expected"),
    [
        ("Run smoke tests", "commands: {run-smoke-tests: {argv: [x]}}", ["command run-smoke-tests"]),
        ("Run **smoke** tests", "commands: {Run Smoke  Tests: {argv: [x]}}", ["command Run smoke tests"]),
        ("Smoke <!-- runsheet: run=all -->", "commands: {all: {argv: [x]}}", ["command all"]),
        ("Smoke <!-- runsheet: run=no -->", "commands: {smoke: {argv: [x]}}", []),
        (
            "Run `./smoke.sh --all`",
            f"commands: {{a: {{argv: [./smoke.sh, --all], sha256: {SMOKE}}}}}",
            ["command a"],
        ),
        ("Run `./smoke.sh --any`", f"commands: {{a: {{argv: [./smoke.sh, --all], sha256: {SMOKE}}}}}", []),
        ("Run `./smoke.sh --all`", "commands: {a: {argv: [./smoke.sh, --all]}}", []),
        ("Create tag `v2.0.0`", "commands: {tag: {argv: [x]}}", ["command tag"]),
        ("Route 25% traffic", "commands: {route-25-traffic: {argv: [x]}}", []),
        ("Check health", "probes: {check-health: {http: 'https://a'}}", ["probe check-health"]),
        ("Check it <!-- runsheet: probe=h -->", "probes: {h: {http: 'https://a'}}", ["probe h"]),
        ("Review logs", "links: {review logs: 'https://a'}", ["link Review logs"]),
        ("Team told", "commands: {other: {argv: [x]}}", []),
    ],
)
def test_an_item_has_what_is_bound_to_its_words(item: str, bound: str, expected: list[str]) -> None:
    assert [f"{sort} {name}" for sort, name, _ in found(item, bound)] == expected


def test_a_hard_item_says_so() -> None:
    bound = "commands: {migrate: {argv: [x]}}"
    assert found("Migrate <!-- runsheet: gate=hard -->", bound) == [("command", "migrate", True)]
    assert found("Migrate", bound) == [("command", "migrate", False)]


def test_what_items_say_to_run_is_offered_with_its_hash() -> None:
    text = "# Deploy\n\n## Api v2.0.0\n\n- [ ] Run smoke tests: `./smoke.sh --all`\n- [ ] Told\n"
    runbook = reader.read(text.encode())
    assert [(need.family, need.name) for need in needs(runbook)] == [("commands", "run-smoke-tests")]
    written = skeleton(runbook)
    assert "  run-smoke-tests:  # line 5: ./smoke.sh --all\n" in written
    filled = written.replace("    # ", "    ")
    assert f"sha256: {SMOKE}" in filled
    assert bindings.read(filled.encode(), "x.yaml").commands["run-smoke-tests"].is_listed
