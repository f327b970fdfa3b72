"""A checklist whose stages are behind a gate, and whose end is behind another; and people who sign."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from commands.facts import RunChanged
from commands.feature import Command, Feature, Typed
from store import runs
from store.db import Transaction
from tests.stories.scene import ANA, CHI, DEPLOYMENTS, Scene, Stage

DEV, EMI, FIN, GIA = "UDEV", "UEMI", "UFIN", "UGIA"

CHECKLIST = """# Release

## Parcel Tracking v2.4.0

**Deployment Date:** March 9, 2026
**Deployment Time:** 12:00 PM UTC

### Before

- [ ] Backup taken
- [ ] Team told

## Release Day (March 9)

### 11:00 - Get Ready

- [ ] Meet

### 12:00 - Deploy

- [ ] Create the tag

## Success Criteria

### Service Quality (24 hours)

- [ ] Error rate below 1 %

## Sign-Off

### Approval to Deploy

- [ ] Engineering Lead: ____ Date: ____
- [ ] QA Lead: ____ Date: ____

### Confirmation of the Deployment

- [ ] Release completed: ____ Date: ____
- [ ] Free of critical issues: ____ Date: ____
"""
"""The gate is before the stage at 12:00, four hours after stories begin."""

BOUND = "roles: {QA Lead: UCHI, Engineering Lead: [UDEV, UEMI]}\n"

APPROVAL, CONFIRMATION = "Approval to Deploy", "Confirmation of the Deployment"


@asynccontextmanager
async def started(stage: Stage, side: str | None = BOUND, checklist: str = CHECKLIST) -> AsyncIterator[Scene]:
    """A planned run of that checklist, led by Ana."""
    (stage.runbooks / "small.md").write_text(checklist)
    if side is not None:
        (stage.runbooks / "small.bindings.yaml").write_text(side)
    async with stage.running() as scene:
        await scene.starts(ANA)
        yield scene


def gate(scene: Scene) -> dict[str, Any]:
    return scene.card(APPROVAL)


async def all_sign(scene: Scene) -> None:
    await presses(scene, DEV, "Go", "Engineering Lead")
    await presses(scene, CHI, "Go", "QA Lead")


async def presses(scene: Scene, user: str, label: str, name: str, title: str = APPROVAL) -> None:
    """A button of the signature of that name: beside its words, or in the row beneath them."""
    card = scene.card(title)
    blocks = card["blocks"]
    at = next(
        index
        for index, block in enumerate(blocks)
        if block["block_id"].startswith("signoff-") and f"*{name}*" in block["text"]["text"]
    )
    row = {**card, "blocks": blocks[at : at + (2 if _has_row(blocks, at) else 1)]}
    await scene.presses(user, label, row)


def _has_row(blocks: list[dict[str, Any]], at: int) -> bool:
    return at + 1 < len(blocks) and blocks[at + 1]["block_id"].startswith("sign-")


def said(scene: Scene, name: str, title: str = APPROVAL) -> str:
    """What stands at the signature of that name."""
    for block in scene.card(title)["blocks"]:
        if block["block_id"].startswith("signoff-") and f"*{name}*" in block["text"]["text"]:
            return str(block["text"]["text"])
    raise AssertionError(f"no {name!r}")


def posts(scene: Scene) -> list[str]:
    return [message["text"] for message in scene.messages(DEPLOYMENTS)]


# A feature that does what later ones will: another release is put into a planned run. -----------------------


async def _bump(tx: Transaction, typed: Typed) -> None:
    await _put(tx, typed)
    tx.tell(RunChanged(typed.by.team_id, 1))


async def _put(tx: Transaction, typed: Typed) -> None:
    run = await runs.get(tx, 1)
    run.version = typed.text


CHANGING = Feature(
    name="changing",
    about="Puts another version into run 1, aloud or without a word.",
    commands=(Command("/deploy", "bump", "", _bump), Command("/deploy", "slip", "", _put)),
)
