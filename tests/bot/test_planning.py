"""`runsheet plan`, as it is typed."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from bot import shipped
from bot.cli import main

RUNBOOK = str(shipped.RUNBOOKS / "production-deployment.md")
START, LIVE = "2026-03-11T08:00+07:00", "2026-03-11T12:00+07:00"


def typed(*words: str) -> Result:
    return CliRunner().invoke(main, ["plan", *words], catch_exceptions=False)


def test_every_action_has_its_moment() -> None:
    told = typed(RUNBOOK, "--start", START, "--live", LIVE)
    assert told.exit_code == 0
    lines = [" ".join(line.split()) for line in told.output.splitlines()]
    assert lines[0] == "Planned start Wed 11 Mar 2026 08:00 (UTC+07:00)"
    assert "Wed 11 Mar 2026 09:00 stage 97 First Traffic (10 % of the traffic)" in lines
    assert "Thu 12 Mar 2026 12:00 verdict 202 Service Quality (24 hours)" in lines
    assert "if issues occur 234 Stakeholders: Email without delay if issues occur" in lines


def test_what_waits_for_live_is_relative_until_that_is_known() -> None:
    lines = [" ".join(line.split()) for line in typed(RUNBOOK, "--start", START).output.splitlines()]
    assert "live +2 h communication due 238 Stakeholders: Email confirming success within 2 hours" in lines


def test_json_has_the_same() -> None:
    told = json.loads(typed(RUNBOOK, "--start", START, "--format", "json").output)
    actions = told["actions"]
    assert actions[0] == {
        "at": "2026-03-09T00:00:00+07:00", "anchor": "T0", "offset": "-2 days at 00:00",
        "kind": "phase opens", "line": 12, "text": "Preparation",
    }  # fmt: skip
    assert {action["at"] for action in actions if action["anchor"] == "live"} == {None}
    assert [waiting["line"] for waiting in told["waiting"]] == [194, 232, 234, 276]
    assert told["warnings"] == []


def test_the_zone_bound_counts_the_days(tmp_path: Path) -> None:
    side = tmp_path / "side.yaml"
    side.write_text("zone: America/New_York")
    told = typed(RUNBOOK, "--start", START, "--bindings", str(side))
    assert told.output.startswith("Planned start Tue 10 Mar 2026 21:00 (EDT)")


def test_clocks_that_change_are_warned_of(tmp_path: Path) -> None:
    side = tmp_path / "side.yaml"
    side.write_text("zone: America/New_York")
    night = tmp_path / "night.md"
    night.write_text("# N\n\n## Night\n\n### 01:00 - A\n\n- [ ] a\n\n### 02:30 - B\n\n- [ ] b\n")
    asked = [str(night), "--start", "2026-03-08T01:00-05:00", "--bindings", str(side)]
    says = "02:30 does not exist on Sun 8 Mar 2026, when the clocks go forward: 03:30 is taken."
    assert f"line 9: {says}" in typed(*asked).output
    assert json.loads(typed(*asked, "--format", "json").output)["warnings"] == [{"line": 9, "message": says}]


def test_live_before_the_start_is_refused() -> None:
    told = typed(RUNBOOK, "--start", START, "--live", "2026-03-11T07:59+07:00")
    assert (told.exit_code, f"it comes before --start, {START[:16]}:00+07:00." in told.output) == (2, True)


def test_a_start_that_is_no_moment_is_refused_with_one_that_is() -> None:
    for wrong, why in (
        ("tomorrow", "is no moment"),
        ("2026-03-11T08:00", "names no zone"),
        ("9999-03-11T08:00+07:00", "is no year to plan in"),
    ):
        told = typed(RUNBOOK, "--start", wrong)
        assert told.exit_code == 2
        assert f"'{wrong}' {why}: write one such as {START}." in told.output


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    told = typed(str(tmp_path / "none.md"), "--start", START)
    assert (told.exit_code, "name a Markdown file" in told.output) == (2, True)
