"""`runsheet doctor`: each thing that can be broken is named, with what to do."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.clock import Clock
from bot.doctor import Finding, Health, examine
from runbook.bindings import digest
from tests.processes import environment, running
from tests.stories.acting import script
from tests.stories.scene import Stage


async def found(stage: Stage, clock: Clock | None = None, **changed: Any) -> dict[str, Finding]:
    settings = stage.settings(**changed)
    return {finding.subject: finding async for finding in examine(settings, clock or Clock())}


async def test_after_a_first_start_all_is_well(stage: Stage) -> None:
    async with stage.running():
        pass
    findings = await found(stage)
    assert {finding.health for finding in findings.values()} == {Health.GOOD}
    assert set(findings) == {
        "database", "runbook small", "bot token", "scopes", "clock", "operations channel", "app-level token",
    }  # fmt: skip


async def test_before_the_first_start_the_database_is_empty(stage: Stage, empty_database_url: str) -> None:
    findings = await found(stage, database_url=empty_database_url)
    assert findings["database"].health is Health.DOUBTFUL


async def test_a_missing_scope_is_named(stage: Stage) -> None:
    workspace = stage.sandbox.workspace
    workspace.app = replace(workspace.app, scopes=workspace.app.scopes - {"pins:write", "users:read"})
    finding = (await found(stage))["scopes"]
    assert (finding.health, finding.said) == (Health.BAD, "missing: pins:write, users:read")
    assert "reinstall" in finding.to_do


@pytest.mark.parametrize(
    ("changed", "subject", "said"),
    [
        ({"bot_token": "xoxb-wrong"}, "bot token", "invalid_auth"),
        ({"app_token": "xapp-wrong"}, "app-level token", "invalid_auth"),
        ({"channel": "CNOWHERE"}, "operations channel", "channel_not_found"),
        ({"channel": "CGENERAL"}, "operations channel", "not_in_channel"),
        ({"api_url": "http://127.0.0.1:1/api/"}, "Slack", "not reached (connection)"),
    ],
)
async def test_what_slack_refuses_is_named(
    stage: Stage, changed: dict[str, Any], subject: str, said: str
) -> None:
    finding = (await found(stage, **changed))[subject]
    assert (finding.health, finding.said) == (Health.BAD, said)
    assert finding.to_do


async def test_a_clock_that_is_off_is_named(stage: Stage) -> None:
    class Late(Clock):
        def real(self) -> datetime:
            return super().real() + timedelta(minutes=7)

    finding = (await found(stage, Late()))["clock"]
    assert finding.health is Health.BAD
    assert 415 < int(finding.said.partition(" ")[0]) < 425


async def test_runbooks_that_cannot_be_run_are_named(stage: Stage) -> None:
    (stage.runbooks / "empty.md").write_text("")
    assert (await found(stage))["runbook empty"].health is Health.BAD
    for path in stage.runbooks.iterdir():
        path.unlink()
    assert (await found(stage))["runbooks"].to_do == "Put a Markdown checklist there."


LACKING = """
commands:
  there: {argv: [./there.sh], sha256: THERE}
  nowhere: {argv: [./nowhere.sh], sha256: NOWHERE, env: [DEPLOY_NOWHERE]}
  unlisted: {argv: [sh]}
  hook: {webhook: {url: 'https://hooks.example', secret: '${HOOK_NOWHERE}'}}
  flow: {github: {repository: a/b, workflow: c.yml, token: '${GITHUB_NOWHERE}'}}
probes: {health: {http: 'http://localhost/'}}
"""


async def test_what_bound_commands_lack_is_named(stage: Stage) -> None:
    side = stage.runbooks / "small.bindings.yaml"
    there, nowhere = digest(["./there.sh"]), digest(["./nowhere.sh"])
    side.write_text(LACKING.replace("THERE", there).replace("NOWHERE,", f"{nowhere},"))
    script(stage.runbooks, "there.sh", "true")
    finding = (await found(stage))["side file small"]
    assert finding.health is Health.DOUBTFUL
    assert finding.said.split("; ") == [
        "nowhere: ./nowhere.sh is not there, or may not be executed",
        "nowhere: DEPLOY_NOWHERE is not set",
        "unlisted: its sha256 is missing",
        "hook: HOOK_NOWHERE is not set",
        "flow: GITHUB_NOWHERE is not set",
        "health: it asks this very host, and `own_host: true` is not there",
    ]
    assert finding.to_do == f"Commands run in {stage.runbooks}."
    side.write_text(f"commands: {{here: {{argv: [sh], sha256: {digest(['sh'])}}}}}")
    finding = (await found(stage))["side file small"]
    assert (finding.health, finding.said) == (Health.GOOD, "1 commands, 0 probes")
    side.write_text("comands: {}")
    assert (await found(stage))["side file small"].health is Health.BAD


async def test_over_http_no_app_level_token_is_needed(stage: Stage) -> None:
    stage.transport = "http"
    settings = stage.settings()
    findings = [finding async for finding in examine(settings, Clock())]
    assert findings[-1].said == "not needed: Slack delivers over HTTP"


async def test_the_command_ends_with_1_where_something_is_broken(stage: Stage) -> None:
    settings = environment(
        stage.url, stage.runbooks.parent, SLACK_BOT_TOKEN="xoxb-story", SLACK_APP_TOKEN="xapp-wrong"
    )
    async with running(settings, "doctor") as process:
        ended = await process.ended(within=20)
    assert (ended.code, ended.said) == (1, "")
