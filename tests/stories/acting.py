"""A checklist whose items can act, with its side file and its scripts."""

from pathlib import Path
from typing import Any

import yaml

from runbook.bindings import digest
from tests.stories.scene import ANA, Json, Scene

CHECKLIST = """# Small Deployment

## Parcel Tracking v2.4.0

### Before

- [ ] Run smoke tests
- [ ] Verify health endpoint
- [ ] Review logs <!-- runsheet: link=logs -->
- [ ] Migrate the database <!-- runsheet: gate=hard -->

### After

- [ ] Status page updated
"""

SMOKE = ["./smoke.sh", "{version}"]
MIGRATE = ["./migrate.sh"]


def listed(argv: list[str], **how: Any) -> Json:
    """A command that is on the list of what may run."""
    return {"argv": argv, "sha256": digest(argv), **how}


def bind(folder: Path, checklist: str = CHECKLIST, name: str = "small", **bound: Any) -> None:
    """The checklist and its side file, in the folder of runbooks."""
    (folder / f"{name}.md").write_text(checklist)
    (folder / f"{name}.bindings.yaml").write_text(yaml.safe_dump(bound))


def script(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


async def runs(scene: Scene, item: str = "smoke", user: str = ANA) -> Json:
    """Press Run…, say yes; the card of what was started."""
    await scene.presses(user, "Run…", scene.card("Before"), near=item)
    await scene.submits(user)
    return started(scene)


def started(scene: Scene) -> Json:
    """The newest card of an execution."""
    found = [each for each in scene.messages() if any(b["block_id"] == "state" for b in each["blocks"] or [])]
    assert found, [each["text"] for each in scene.messages()]
    return found[-1]
