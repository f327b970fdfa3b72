"""What is drawn of a runbook fits Slack, whatever the runbook."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import pytest

from bot import shipped
from commands.feature import Modal
from commands.reading import rows, rules, views
from commands.reading.views import Looked
from runbook import reader
from runbook.lint import lint
from runbook.overrule import Overruling, key
from runbook.plan import plan
from store.readings import Overruled
from store.runbooks import Runbook
from tests.stories.scene import words

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
SHIPPED = (shipped.RUNBOOKS / "production-deployment.md").read_bytes()
LONG = "**<!channel> & `long`** " + "word " * 900
HUGE = "\n".join(
    chain(
        [f"# {LONG}", "", "## Post-Deployment Monitoring", "", "### Hour 1-4", ""],
        (f"- [ ] Check every 15 minutes {number} {LONG}" for number in range(300)),
        (f"\n## {number} {LONG}\n" for number in range(100)),
    )
).encode()


def looked(raw: bytes, *, may_overrule: bool = True, **against: Overruling) -> Looked:
    """`against` are readings overruled, by the text of the item."""
    document = reader.read(raw)
    by_key = {
        key(section, item): Overruled(
            team_id="T", runbook="n", key="k", what=against[item.text], by="UANA", at=NOW
        )
        for section in document.sections
        for item in section.items
        if item.text in against
    }
    return Looked(
        kept=Runbook(
            id=2**31 - 1, team_id="T", name="n" * 60, sha256="a" * 64, title="t", raw=raw, read_at=NOW
        ),
        written=document,
        document=document,
        problems=lint(document, NOW),
        overruled=by_key,
        names={"UANA": "Ana"},
        side="side " * 900,
        may_overrule=may_overrule,
    )


def windows(of: Looked) -> Iterator[Modal]:
    begins = rules.begins(None, of.document.start, NOW)
    planned = views.Planned(plan(of.document, begins.at), begins)
    yield views.summary(of)
    for number in (0, 1, 10_000):
        yield views.lines(of, number)
        yield views.problems(of, number)
        yield views.plan(of, planned, number)


@pytest.mark.parametrize("raw", [SHIPPED, HUGE], ids=["shipped", "huge"])
def test_everything_fits_slack(raw: bytes) -> None:
    of = looked(raw)
    card = views.card(of)
    assert len(card.blocks) <= 50
    assert len(card.text) <= 4_000
    for block in card.blocks:
        fits(block.to_dict())
    for modal in windows(of):
        view = modal.view()
        assert len(view["blocks"]) <= 100
        assert len(json.dumps(view)) <= 250_000
        for block in view["blocks"]:
            fits(block)
        assert "<!channel>" not in json.dumps(view)


def fits(block: dict[str, Any]) -> None:
    assert len(block.get("text", {}).get("text", "")) <= 3_000
    for element in (*block.get("elements", []), *filter(None, [block.get("accessory")])):
        assert len(element.get("value", "")) <= 2_000
        assert all(len(option["value"]) <= 150 for option in element.get("options", []))


def test_a_line_overruled_says_by_whom_and_can_be_set_back() -> None:
    of = looked(b"# A\n\n- [ ] one\n- [ ] two\n- [ ] three\n", one=Overruling.TEXT, two=Overruling.GATE)
    said = words(views.lines(of, 0).view())
    assert "only text, says Ana" in said
    assert "a gate, says Ana" in said
    menus = [block["accessory"] for block in views.lines(of, 0).view()["blocks"] if block.get("accessory")]
    assert [len(menu["options"]) for menu in menus] == [3, 3, 2]


def test_who_may_not_overrule_sees_no_menu() -> None:
    view = views.lines(looked(SHIPPED, may_overrule=False), 0).view()
    assert not [block for block in view["blocks"] if block.get("accessory")]


def test_paragraphs_hold_every_row_in_order() -> None:
    given = [f"row {number} " + "x" * (number % 90) for number in range(100)]
    made = list(rows.paragraphs(given, 500))
    assert "\n\n".join(made).split("\n\n") == given
    assert max(map(len, made)) <= 500


def test_lines_that_only_python_ends_are_one_line() -> None:
    document = reader.read("# A\n\nsame\x0bline\x85still\u2028on\n\n- [ ] one\n".encode())
    assert [line.text for line in rows.lines(document, {})][-1] == "`5` *item for a person*  - [ ] one"


CREDENTIALS = (
    b"""# Release v1.0.0 for ops@harbor.example

Shared **password:** hunter2!x

## Monitoring of postgres://app:s3cret@db/x

- [ ] Check with DB_PASSWORD=hunter2!x in """
    + b"a very " * 30
    + b"""long line
- [ ] Every hour ask +84 912 345 678, "api_key": "a1b2c3d4"

```
-----BEGIN RSA PRIVATE KEY-----
MIIEow+aaaa
MIIEow+bbbb

MIIEow+cccc
-----END RSA PRIVATE KEY-----
AKIAABCDEFGHIJKLMNOP
```

1. **Backup**: `curl -H "Authorization: Bearer abcdefghij0123456789" https://x` <TOKEN>
"""
)
SECRETS = (
    "ops@harbor.example",
    "hunter2",
    "s3cret",
    "912 345",
    "a1b2c3d4",
    "MIIEow",
    "AKIAABCD",
    "abcdefghij0",
)


def test_no_tab_and_no_card_shows_a_credential() -> None:
    of = looked(CREDENTIALS)
    shown = [json.dumps(window.view(), ensure_ascii=False) for window in windows(of)]
    shown.append(views.card(of).text + str([block.to_dict() for block in views.card(of).blocks]))
    for secret in SECRETS:
        assert not [text for text in shown if secret in text], secret


def test_hiding_changes_the_number_of_no_line() -> None:
    found = {line.number: line.text for line in rows.lines(reader.read(CREDENTIALS), {})}
    assert found[11].endswith("-----BEGIN RSA PRIVATE KEY-----")
    assert [found[number].endswith("▒▒▒▒") for number in (12, 13, 15, 17)] == [True] * 4
    assert found[16].endswith("-----END RSA PRIVATE KEY-----")
    assert "Backup" in found[20]
