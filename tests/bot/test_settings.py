"""Settings: right ones are taken, each wrong one is refused in a sentence of its own."""

import pytest

from bot.settings import HttpSettings, SocketSettings, Wrong, load

RIGHT = {
    "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "RUNSHEET_CHANNEL": "C024BE91L",
}  # fmt: skip
EVERY = {str(field.alias) for field in SocketSettings.model_fields.values()} | {
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
}


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in EVERY:
        monkeypatch.delenv(name, raising=False)
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)


def refused() -> list[str]:
    with pytest.raises(Wrong) as wrong:
        load()
    assert str(wrong.value) == "\n".join(wrong.value.sentences)
    return wrong.value.sentences


def test_the_environment_is_read() -> None:
    settings = load(SocketSettings)
    assert settings.secrets == ["xoxb-1", "xapp-1"]
    assert settings.channel == "C024BE91L"


def test_what_is_left_out_has_a_default() -> None:
    settings = load()
    assert settings.api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite+aiosqlite:///runsheet.db"
    assert (settings.host, settings.port, settings.log_format) == ("127.0.0.1", 8080, "console")
    assert settings.signing_secret is None
    assert settings.runbooks is None


@pytest.mark.parametrize("name", sorted(EVERY - RIGHT.keys()))
def test_empty_is_unset(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    usual = load()
    monkeypatch.setenv(name, "")
    assert load() == usual


@pytest.mark.parametrize("name", sorted(RIGHT))
@pytest.mark.parametrize("empty", [True, False])
def test_what_is_needed_is_asked_for(monkeypatch: pytest.MonkeyPatch, name: str, *, empty: bool) -> None:
    if empty:
        monkeypatch.setenv(name, "")
    else:
        monkeypatch.delenv(name)
    [sentence] = refused()
    assert sentence.startswith(f"{name} is not set: it is the ")


def test_each_missing_setting_has_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in RIGHT:
        monkeypatch.delenv(name)
    assert [sentence.split()[0] for sentence in refused()] == list(RIGHT)


WRONG = [
    ("SLACK_BOT_TOKEN", "xapp-1", "is not a bot token (those start with xoxb-)."),
    ("SLACK_APP_TOKEN", "xoxb-1", "is not an app-level token (those start with xapp-)."),
    ("SLACK_API_URL", "slack.com/api", "is no http(s) address."),
    ("RUNSHEET_CHANNEL", "#operations", "is no channel id (such as C024BE91L;"),
    ("RUNSHEET_CHANNEL", "operations", "is no channel id (such as C024BE91L;"),
    ("RUNSHEET_DATABASE_URL", "runsheet.db", "is no database URL (such as sqlite:///runsheet.db)."),
    (
        "RUNSHEET_DATABASE_URL",
        "mysql://host/db",
        "names the database mysql; Runsheet keeps its record in sqlite or postgresql.",
    ),
    ("RUNSHEET_PORT", "http", "is wrong: Input should be a valid integer"),
    ("RUNSHEET_PORT", "65536", "is wrong: Input should be less than or equal to 65535."),
    ("RUNSHEET_LOG_FORMAT", "xml", "is wrong: String should match pattern '^(console|json)$'."),
]


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG, ids=[f"{w[0]}={w[1]}" for w in WRONG])
def test_each_wrong_value_has_its_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(name, value)
    [said] = refused()
    assert said.startswith(f"{name} {sentence}")
    assert said.endswith(".")


def test_several_wrong_values_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("RUNSHEET_PORT", "-1"), ("SLACK_API_URL", "ftp://x"), ("SLACK_BOT_TOKEN", "secret")):
        monkeypatch.setenv(name, value)
    assert [sentence.split()[0] for sentence in refused()] == [
        "SLACK_BOT_TOKEN",
        "SLACK_API_URL",
        "RUNSHEET_PORT",
    ]


def test_a_wrong_token_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxp-very-secret")
    assert "very-secret" not in " ".join(refused())
    assert "very-secret" not in repr(load(bot_token="xoxb-very-secret"))


def test_oauth_by_accident_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    load()
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "secret")
    assert refused() == [
        "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are set: unset them, one bot token is used."
    ]


@pytest.mark.parametrize(
    "given", ["http://127.0.0.1:80/api", "http://127.0.0.1:80/api/", "http://127.0.0.1:80/api//"]
)
def test_the_api_address_ends_in_one_slash(given: str) -> None:
    assert load(api_url=given).api_url == "http://127.0.0.1:80/api/"


def test_what_is_given_by_name_comes_before_the_environment() -> None:
    assert load(bot_token="xoxb-given").bot_token.get_secret_value() == "xoxb-given"


def test_every_secret_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().secrets == ["xoxb-1", "xapp-1"]
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s1")
    assert load().secrets == ["xoxb-1", "xapp-1", "s1"]


def test_over_http_the_signing_secret_is_needed_and_the_app_token_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SLACK_APP_TOKEN")
    with pytest.raises(Wrong, match="SLACK_SIGNING_SECRET is not set: it is the secret that Slack signs"):
        load(HttpSettings)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "signed")
    assert load(HttpSettings).secrets == ["xoxb-1", "signed"]


@pytest.mark.parametrize(
    "given", ["postgresql://u:p@h/d", "postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"]
)
def test_any_postgresql_driver_becomes_ours(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("RUNSHEET_DATABASE_URL", given)
    assert load().database_url == "postgresql+asyncpg://u:p@h/d"


def test_operators_are_ids_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNSHEET_OPERATORS", "U024BE7LH, W0AAAAAAA ,")
    assert load().operators == ("U024BE7LH", "W0AAAAAAA")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("RUNSHEET_OPERATORS", "ana", "RUNSHEET_OPERATORS names 'ana', which is no member id"),
        ("RUNSHEET_WEBHOOK_TOKEN", "short", "RUNSHEET_WEBHOOK_TOKEN is shorter than 16 characters"),
        ("RUNSHEET_PAGER_URL", "ftp://pager", "RUNSHEET_PAGER_URL is no http(s) address."),
    ],
)
def test_what_is_wrong_with_new_ways_in_and_out_is_said(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(name, value)
    [said] = refused()
    assert said.startswith(sentence)


def test_tokens_and_addresses_are_kept_out_of_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RUNSHEET_WEBHOOK_TOKEN", "RUNSHEET_PAGER_URL", "RUNSHEET_PAGER_SECRET"):
        monkeypatch.setenv(name, f"https://{name}")
        assert f"https://{name}" in load().secrets
