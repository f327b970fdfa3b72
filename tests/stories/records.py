"""A run to its end, and its record, as several stories have it."""

from tests.stories.aside import ask, choice
from tests.stories.scene import ANA, BEN, CHI, Json, Scene, Stage

SIGNED = """# Small Deployment

## Parcel Tracking v2.4.0

**Deployment Date:** March 9, 2026
**Deployment Time:** 04:00 PM UTC+7

The old key was `--token hx81k2q9zz71`.

### Before

- [x] Tests green
- [x] Backup taken
- [ ] Team told of <v2.4.0 & `@here`

### 16:00 - During

- [ ] Traffic moved
- [ ] Errors watched

Decision: [ ] GO [ ] NO-GO

### Wrap-up

- [ ] QA Lead: ____ Date: ____
"""
"""A runbook with a bit of everything, in another zone than UTC."""


def shelve(stage: Stage) -> None:
    """Beside the small one; a bot that starts now offers it."""
    (stage.runbooks / "signed.md").write_text(SIGNED)


async def run_to_the_end(scene: Scene) -> Json:
    """Attested, ticked, skipped, reopened, noted, decided, held, signed and finished; the run's card."""
    await scene.starts(ANA, "signed v2.4.0")
    await scene.presses(BEN, "Attest 2 claims", scene.card("Before"))
    await scene.passes(minutes=70)
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team")
    await scene.presses(ANA, "Start stage", scene.card("During"))
    await ask(scene, CHI, "During")
    await scene.submits(CHI, item=choice(scene.form(CHI), "Errors"), reason="No <errors> | at all")
    await scene.presses(BEN, "Done", scene.card("During"), near="Traffic")
    await scene.presses(CHI, "Reopen…", scene.card("During"), near="Traffic")
    await scene.submits(CHI, reason="Only half of it moved")
    await scene.types(CHI, "/deploy hold half of it is missing")
    await scene.passes(minutes=5)
    await scene.types(ANA, "/deploy resume")
    await scene.presses(BEN, "Done", scene.card("During"), near="Traffic")
    await scene.presses(ANA, "GO", scene.card("During"))
    await scene.presses(ANA, "It is live", scene.card("Parcel Tracking"))
    await scene.presses(ANA, "Done", scene.card("Wrap-up"), near="QA Lead")
    await scene.types(ANA, "/deploy finish")
    await scene.submits(ANA)
    return scene.card("Parcel Tracking")


def files(scene: Scene) -> dict[str, str]:
    """What was uploaded, by name; the latest of each."""
    held = scene.stage.sandbox.world.files.values()
    return {file.name: (file.content or b"").decode() for file in held}


def shared(scene: Scene, under: Json) -> list[str]:
    """The names of the files in a thread, in order."""
    replies = [said for said in scene.messages(under["channel"]) if said["thread_ts"] == under["ts"]]
    return [file["name"] for said in replies for file in said.get("files") or []]
