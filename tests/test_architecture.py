"""The house rules that a reader of ARCHITECTURE.md may rely on."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot import slack
from commands import FEATURES

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "commands", "runbook", "sandbox", "store")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
OURS = [path for path in MODULES if "versions" not in path.parts]

MAY_IMPORT = {
    "bot": {"bot", "commands", "runbook", "store"},
    "commands": {"commands", "runbook", "store"},
    "runbook": {"runbook"},
    "sandbox": {"sandbox"},
    "store": {"store"},
}
SHARED_BY_FEATURES = {
    "access",
    "changes",
    "contacts",
    "documents",
    "facts",
    "feature",
    "kit",
    "known",
    "outside",
    "rehearsal",
    "roles",
    "rota",
    "offers",
    "runner",
    "zones",
}

LOCAL = ("bot/demo.py", "bot/rehearsal/")
"""What brings a Slack of its own."""

LIMITED = {
    "slack_bolt": {"bot"},
    "aiohttp": {"bot", "sandbox"},
    "sqlalchemy": {"store"},
    "sqlmodel": {"store"},
    "alembic": {"store"},
    "slack_sdk": {"bot", "commands"},
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    allowed = MAY_IMPORT[package] | ({"sandbox"} if name(path).startswith(LOCAL) else set())
    used = {each.partition(".")[0] for each in imports(path)} & set(PACKAGES)
    assert used <= allowed


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.parent.parent.name == "commands"], ids=name
)
def test_features_do_not_know_each_other(path: Path) -> None:
    others = {each.split(".")[1] for each in imports(path) if each.startswith("commands.")}
    assert others <= SHARED_BY_FEATURES | {path.parent.name}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_libraries_stay_in_their_package(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    for used in imports(path):
        homes = LIMITED.get(used.partition(".")[0])
        assert homes is None or package in homes or name(path) in EXCEPTIONS.get(used.partition(".")[0], ())


EXCEPTIONS = {"sqlalchemy": {"bot/settings.py"}}
"""The settings check that a database URL is one."""


@pytest.mark.parametrize(
    "path", [p for p in OURS if p.parts[-3] == "commands" or "commands" in p.parts], ids=name
)
def test_slacks_blocks_are_drawn_in_views(path: Path) -> None:
    if not path.name.endswith(("views.py", "forms.py", "kit.py", "feature.py")):
        assert not [used for used in imports(path) if used.startswith("slack_sdk")]


@pytest.mark.parametrize("path", sorted(ROOT.glob("commands/*/rules.py")), ids=name)
def test_rules_are_pure(path: Path) -> None:
    ours = {each for each in imports(path) if each.partition(".")[0] in PACKAGES}
    beside = {each for each in ours if each.partition(".")[0] != "runbook"}  # that package is pure
    assert {".".join(each.split(".")[:2]) for each in beside} <= {"commands.feature"}
    assert not [
        node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.AsyncFunctionDef)
    ]


WAITS = {"sleep", "create_task", "ensure_future"}
MAY_WAIT = {"bot/loops.py", "bot/socket.py", "bot/outside/shell.py", "bot/rehearsal/running.py"}
MAY_CATCH_ALL = {"bot/turn.py", "bot/loops.py", "bot/socket.py"}


@pytest.mark.parametrize("path", [p for p in OURS if p.parts[len(ROOT.parts)] != "sandbox"], ids=name)
def test_waiting_and_catching_everything_have_their_places(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and node.attr in WAITS:
            assert name(path) in MAY_WAIT, f"line {node.lineno}: {node.attr}"
        if isinstance(node, ast.ExceptHandler) and _catches_all(node):
            assert name(path) in MAY_CATCH_ALL, f"line {node.lineno}: a broad except"


def _catches_all(node: ast.ExceptHandler) -> bool:
    return node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception")


@pytest.mark.parametrize("path", OURS, ids=name)
def test_modules_and_functions_stay_small(path: Path) -> None:
    source = path.read_text()
    assert len(source.splitlines()) <= 300
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < 40, node.name


@pytest.mark.parametrize("path", [p for p in MODULES if p.name != "__main__.py"], ids=name)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text())), "a sentence at the top"


def test_every_feature_folder_is_listed() -> None:
    folders = {path.parent.name for path in ROOT.glob("commands/*/__init__.py")}
    assert folders - SHARED_BY_FEATURES == {feature.name for feature in FEATURES}


def test_names_are_claimed_once() -> None:
    claimed = [
        claim
        for feature in FEATURES
        for claim in (
            *(f"button {kind.action}" for kind in feature.clicks),
            *(f"form {kind.callback}" for kind in feature.forms),
            *(f"shortcut {each}" for each in feature.shortcuts),
            *(f"timer {each}" for each in feature.timers),
            *(f"outcome {each}" for each in feature.outcomes),
            *(f"webhook {each}" for each in feature.webhooks),
            *(f"card {each}" for each in feature.draws),
            *(f"command {command.slash} {command.word}" for command in feature.commands),
        )
    ]
    assert len(claimed) == len(set(claimed))


# The manifest asks for what is used, and for nothing else. --------------------------------------------------

MANIFEST = yaml.safe_load((ROOT / "app_manifest.yml").read_text())
EVENT_SCOPES = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "message": {"im:history"},
    "reaction_added": {"reactions:read"},
    "user_change": {"users:read"},
}
EVENT_NAMES = {"message": "message.im"}
PLATFORM_EVENTS = {"user_change"}
POSTS_WHERE_IT_IS_NOT_A_MEMBER = {"chat:write.public"}


def test_manifest_declares_the_commands() -> None:
    declared = {command["command"]: command for command in MANIFEST["features"]["slash_commands"]}
    assert set(declared) == {command.slash for feature in FEATURES for command in feature.commands}
    for feature in FEATURES:
        for command in feature.commands:
            assert command.word in declared[command.slash]["usage_hint"]
            assert declared[command.slash]["should_escape"] is True


def test_manifest_declares_the_shortcuts() -> None:
    declared = {shortcut["callback_id"] for shortcut in MANIFEST["features"]["shortcuts"]}
    assert declared == {name for feature in FEATURES for name in feature.shortcuts}


def test_manifest_subscribes_the_events() -> None:
    used = {event for feature in FEATURES for event in feature.events} | PLATFORM_EVENTS
    declared = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
    assert declared == {EVENT_NAMES.get(event, event) for event in used}


def test_manifest_asks_for_the_scopes() -> None:
    methods = {scope for scopes in slack.METHODS.values() if scopes for scope in scopes.split()}
    events = {event for feature in FEATURES for event in feature.events} | PLATFORM_EVENTS
    needed = methods | {"commands"} | POSTS_WHERE_IT_IS_NOT_A_MEMBER
    needed |= {scope for event in events for scope in EVENT_SCOPES[event]}
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed


# Nothing of the machine or of a package registry stands in what is committed. -------------------------------


def test_locked_files_name_no_registry() -> None:
    for path in ROOT.glob("requirements*.txt"):
        assert "://" not in path.read_text()
