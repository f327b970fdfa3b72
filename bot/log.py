"""Structured logs: one event a line, an id for each interaction, secrets masked."""

import logging
import sys
from typing import Any

import structlog

CHATTY = {
    "slack_bolt": logging.ERROR,  # warns that it does not use the token in the environment, as it should not
    "slack_sdk": logging.WARNING,
    "alembic": logging.WARNING,
    "aiohttp.access": logging.WARNING,
}

get = structlog.stdlib.get_logger


class _Masked:
    """Takes every secret out of what is about to be printed, wherever in it they stand."""

    def __init__(self, secrets: list[str]) -> None:
        self._secrets = [secret for secret in secrets if secret]

    def __call__(self, _logger: object, _method: str, printed: str) -> str:
        for secret in self._secrets:
            printed = printed.replace(secret, "…")
        return printed


def set_up(form: str, secrets: list[str]) -> None:
    """Everything logged by anybody goes to standard error, as `console` or `json`."""
    renderer: Any = structlog.processors.JSONRenderer()
    if form == "console":
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    masked: Any = _Masked(secrets)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                renderer,
                masked,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name, level in CHATTY.items():
        logging.getLogger(name).setLevel(level)
