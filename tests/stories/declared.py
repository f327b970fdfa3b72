"""What the bot asked of Slack, held against what it declares: checked at the end of every story."""

import yaml

from bot import shipped
from bot.slack import METHODS
from sandbox import Sandbox

GRANTED = frozenset(yaml.safe_load(shipped.MANIFEST.read_text())["oauth_config"]["scopes"]["bot"])


def check(sandbox: Sandbox) -> None:
    """By the sandbox's own record: nothing beyond METHODS, nothing that the manifest's scopes do not open."""
    asked = {call.method for call in sandbox.calls}
    assert asked <= METHODS.keys(), f"not declared: {sorted(asked - METHODS.keys())}"
    for method in asked:
        needed = set((METHODS[method] or "").split())
        assert needed <= GRANTED, (
            f"{method} takes {sorted(needed - GRANTED)}, which the manifest does not ask for"
        )
    if sandbox.workspace.app.scopes == GRANTED:  # else the story takes one away
        refused = {call.method for call in sandbox.calls if call.answer.get("error") == "missing_scope"}
        assert not refused, f"the manifest's scopes do not do for {sorted(refused)}"
