"""The steps of an incident are those of the runbook, as it was when the incident was declared."""

from tests.stories.incidents import declared, room, room_card, staff
from tests.stories.scene import CHI, SHORT, Scene, Stage, words

LEDGER = """
## Emergency

**Severity 1 (Books wrong):**

1. Page the on-call engineer
2. Freeze the ledger
3. Decide: fix forward or roll back
4. Document what happened
"""


def rows(scene: Scene) -> list[str]:
    shown = words(room_card(scene)).replace("*", "").split("\n")
    return [row.partition(" · ")[0] for row in shown if row.startswith(("⬜", "✅"))]


async def test_steps_of_the_runbook(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(SHORT + LEDGER)
    async with stage.running() as scene:
        await staff(scene)
        await scene.starts()
        await declared(scene)
        (stage.runbooks / "small.md").write_text(SHORT + LEDGER.replace("Freeze", "Thaw"))
        assert rows(scene) == [
            "✅  1. Page the on-call engineer",
            "⬜  2. Freeze the ledger",
            "⬜  3. Decide: fix forward or roll back",
            "⬜  4. Check that the service is well again",
            "⬜  5. Document what happened",
        ]
        await scene.presses(CHI, "Done", room_card(scene), near="Freeze")
        assert "✅  2. Freeze the ledger" in rows(scene)
        await scene.types(CHI, "/incident resolve the books are right", room(scene))
        await scene.presses(CHI, "Done", room_card(scene), near="Check that")
        assert "Post-mortem due" in words(room_card(scene))
