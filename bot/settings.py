"""Settings from the environment, refused at start with one sentence for each that is wrong."""

import os
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


class Wrong(Exception):
    """One sentence for each setting that is missing or wrong."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


SHORTEST_TOKEN = 16
"""Characters of a webhook's token: a shorter one can be guessed."""


def _token(prefix: str, kind: str) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith(prefix):
            raise ValueError(f"is not {kind} (those start with {prefix})")
        return value

    return AfterValidator(check)


def _api_url(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("is no http(s) address")
    return value.rstrip("/") + "/"


def _channel(value: str) -> str:
    if not (value[:1] in {"C", "G"} and value.isalnum() and value.isupper()):
        raise ValueError("is no channel id (such as C024BE91L; in Slack: channel name, About, at the bottom)")
    return value


def _people(value: Any) -> Any:
    """Ids separated by commas, as the environment has them."""
    ids = [each.strip() for each in value.split(",") if each.strip()] if isinstance(value, str) else value
    for each in ids:
        if not (each[:1] in {"U", "W"} and each.isalnum() and each.isupper()):
            raise ValueError(
                f"names {each!r}, which is no member id (such as U024BE7LH; in Slack: profile, "
                "the three dots, Copy member ID)"
            )
    return tuple(ids)


def _long_enough(value: SecretStr | None) -> SecretStr | None:
    if value is not None and len(value.get_secret_value()) < SHORTEST_TOKEN:
        raise ValueError(f"is shorter than {SHORTEST_TOKEN} characters; make one with: openssl rand -hex 32")
    return value


def _web_url(value: SecretStr | None) -> SecretStr | None:
    if value is not None and not value.get_secret_value().startswith(("http://", "https://")):
        raise ValueError("is no http(s) address")
    return value


Kind = TypeVar("Kind", bound=BaseSettings)

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


def _database_url(value: str) -> str:
    """Any driver of the two databases becomes the asynchronous one that Runsheet brings."""
    try:
        url = make_url(value)
    except ArgumentError:
        raise ValueError("is no database URL (such as sqlite:///runsheet.db)") from None
    name = url.drivername.partition("+")[0]
    if name not in DRIVERS:
        raise ValueError(f"names the database {name}; Runsheet keeps its record in sqlite or postgresql")
    return url.set(drivername=DRIVERS[name]).render_as_string(hide_password=False)


class DatabaseSettings(BaseSettings):
    """What `runsheet db` needs. Every setting has its name in the environment as its alias."""

    model_config = SettingsConfigDict(populate_by_name=True, extra="ignore")

    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        "sqlite+aiosqlite:///runsheet.db", alias="RUNSHEET_DATABASE_URL"
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_is_unset(cls, values: Any) -> Any:
        return {name: value for name, value in values.items() if value != ""}


class Settings(DatabaseSettings):
    """What any bot needs, however Slack's deliveries come to it."""

    bot_token: Annotated[SecretStr, _token("xoxb-", "a bot token")] = Field(alias="SLACK_BOT_TOKEN")
    app_token: SecretStr | None = None
    signing_secret: SecretStr | None = Field(None, alias="SLACK_SIGNING_SECRET")
    api_url: Annotated[str, AfterValidator(_api_url)] = Field("https://slack.com/api/", alias="SLACK_API_URL")
    channel: Annotated[str, AfterValidator(_channel)] = Field(alias="RUNSHEET_CHANNEL")
    operators: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_people)] = Field(
        (), alias="RUNSHEET_OPERATORS"
    )
    webhook_token: Annotated[SecretStr | None, AfterValidator(_long_enough)] = Field(
        None, alias="RUNSHEET_WEBHOOK_TOKEN"
    )
    pager_url: Annotated[SecretStr | None, AfterValidator(_web_url)] = Field(None, alias="RUNSHEET_PAGER_URL")
    pager_secret: SecretStr | None = Field(None, alias="RUNSHEET_PAGER_SECRET")
    prometheus_url: Annotated[SecretStr | None, AfterValidator(_web_url)] = Field(
        None, alias="RUNSHEET_PROMETHEUS_URL"
    )
    runbooks: Path | None = Field(None, alias="RUNSHEET_RUNBOOKS")
    commands_folder: Path | None = Field(None, alias="RUNSHEET_COMMANDS_CWD")
    host: str = Field("127.0.0.1", alias="RUNSHEET_HOST")
    port: int = Field(8080, alias="RUNSHEET_PORT", ge=0, le=65535)
    replicas: int = Field(1, alias="RUNSHEET_REPLICAS", ge=1, le=5)
    log_format: str = Field("console", alias="RUNSHEET_LOG_FORMAT", pattern="^(console|json)$")

    @model_validator(mode="after")
    def _no_oauth(self) -> Self:
        if {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"} <= os.environ.keys():
            # Bolt would silently ignore the bot token and keep installations in files.
            raise ValueError(
                "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are set: unset them, one bot token is used"
            )
        return self

    @property
    def is_local(self) -> bool:
        """Whether Slack is on this very machine, as in the demo."""
        return urlsplit(self.api_url).hostname in {"127.0.0.1", "localhost", "::1"}

    @property
    def secrets(self) -> list[str]:
        held = (
            self.bot_token, self.app_token, self.signing_secret, self.webhook_token, self.pager_url,
            self.pager_secret, self.prometheus_url,
        )  # fmt: skip
        return [secret.get_secret_value() for secret in held if secret]


class SocketSettings(Settings):
    """A bot that opens sockets to Slack."""

    app_token: Annotated[SecretStr, _token("xapp-", "an app-level token")] = Field(alias="SLACK_APP_TOKEN")


class HttpSettings(Settings):
    """A bot that Slack sends signed requests to; it opens no socket, whatever tokens there are."""

    signing_secret: SecretStr = Field(alias="SLACK_SIGNING_SECRET")


def load(kind: type[Settings] = SocketSettings, **given: Any) -> Settings:
    """Raises Wrong. What is given by name comes before the environment."""
    return _loaded(kind, given)


def load_database_url() -> str:
    """Raises Wrong."""
    return _loaded(DatabaseSettings, {}).database_url


def _loaded(kind: type[Kind], given: dict[str, Any]) -> Kind:
    try:
        return kind(**given)
    except ValidationError as error:
        raise Wrong([_sentence(dict(problem)) for problem in error.errors()]) from None


_WHAT_FOR = {
    "SLACK_BOT_TOKEN": "the bot token, xoxb-…, from OAuth & Permissions of your Slack app",
    "SLACK_APP_TOKEN": "the app-level token, xapp-…, with connections:write, from Basic Information",
    "SLACK_SIGNING_SECRET": "the secret that Slack signs its requests with, from Basic Information",
    "RUNSHEET_CHANNEL": "the id of the operations channel, where warnings go",
}


def _sentence(problem: dict[str, Any]) -> str:
    name = str(problem["loc"][0]) if problem["loc"] else ""
    if problem["type"] == "missing":
        return f"{name} is not set: it is {_WHAT_FOR.get(name, 'needed')}."
    if problem["type"] == "value_error":
        return f"{name} {problem['ctx']['error']}.".strip()
    return f"{name} is wrong: {problem['msg']}."
