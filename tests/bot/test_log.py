"""Logs: one event a line, an id for each interaction, no secret anywhere."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot import log
from bot.turn import guarded
from commands.feature import Refused

SECRETS = ["xoxb-123-abc", "xapp-456-def", "8f742231b10e8888abcd99yyyzzz85a5"]
FORMS = ["console", "json"]


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    """What is set up here is for this process; it goes with the test."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def fail(secret: str) -> None:
    raise RuntimeError(f"Slack said no to {secret}")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_is_printed(capsys: pytest.CaptureFixture[str], form: str, secret: str) -> None:
    log.set_up(form, [*SECRETS, ""])
    ours, theirs = log.get("bot.slack"), logging.getLogger("somebody.else")
    ours.info(
        f"called with {secret}", token=secret, nested={"headers": [("Authorization", f"Bearer {secret}")]}
    )
    ours.warning("refused", error=RuntimeError(secret))
    theirs.warning("their words: %s", {"token": secret})
    try:
        fail(secret)
    except RuntimeError:
        ours.exception("ours failed")
        theirs.exception("theirs failed")
    printed = capsys.readouterr().err
    assert secret not in printed
    assert printed.count("RuntimeError: Slack said no to …") == 2
    assert "Bearer …" in printed


def test_json_is_a_line_an_event(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up("json", SECRETS)
    log.get("bot.app").info("running", team="THARBOR", note="two\nlines", secret=SECRETS[0])
    logging.getLogger("somebody.else").error("theirs")
    ours, theirs = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert ours.pop("timestamp").endswith("Z")
    assert ours == {
        "event": "running", "level": "info", "logger": "bot.app", "team": "THARBOR", "note": "two\nlines",
        "secret": "…",
    }  # fmt: skip
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("theirs", "error", "somebody.else")


@pytest.mark.parametrize("form", FORMS)
def test_chatter_is_left_out(capsys: pytest.CaptureFixture[str], form: str) -> None:
    log.set_up(form, [])
    logging.getLogger("slack_bolt").warning("about a token")
    logging.getLogger("slack_bolt.AsyncRequestVerification").info("the raw body of a request")
    logging.getLogger("aiohttp.access").info("GET /health")
    log.get("bot.app").debug("details")
    assert capsys.readouterr().err == ""


def printed_events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


async def test_whatever_an_interaction_logs_carries_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up("json", [])

    async def work(_limit: object) -> Any:
        log.get("bot.edge").info("ours")
        logging.getLogger("somebody.else").warning("theirs")
        raise LookupError("a bug")

    refused = await guarded(work, 1)
    log.get("bot.edge").info("after it")
    ours, theirs, bug, after = printed_events(capsys)
    assert isinstance(refused, Refused)
    assert ours["interaction"] == theirs["interaction"] == bug["interaction"]
    assert refused.text.endswith(f"Report it as error {bug['interaction']}.")
    assert "LookupError: a bug" in bug["exception"]
    assert "interaction" not in after


async def test_interactions_have_different_ids(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up("json", [])

    async def work(_limit: object) -> Any:
        raise LookupError

    for _ in range(2):
        await guarded(work, 1)
    first, second = printed_events(capsys)
    assert first["interaction"] != second["interaction"]
