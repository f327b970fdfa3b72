"""A run that is live, for stories of what happens then."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.stories.scene import ANA, Scene, Stage, labels

SMALL = """# Release

## Parcel Tracking v2.4.0

**Deployment Date:** {date}
**Deployment Time:** {time} {zone}

## Release Day

### {time} - Deploy

- [ ] Trigger the pipeline

## Post-Deployment Monitoring

### Hour 1

- [ ] Monitor the release every 15 minutes
- [ ] Check that the error rate stays in its band
- [ ] Respond to each alert at once
- [ ] Write the report of the first hour

### Hour 2-24

- [ ] Monitor the release every 4 hours
{more}
"""
"""One stage, a window of an hour with four check-ins, and one of the rest of the day with six."""

DAYS = """
### Day 2-7

- [ ] Daily health summary to the team
"""

SUCCESS = """
## Success Criteria

### Service Quality (24 hours)

- [ ] Error rate < 2%
- [ ] No incident of the highest severity
- [ ] The team is content
"""

TASKS = """
## Post-Deployment Tasks

### Day 1

- [ ] Review the logs
- [ ] Meet for a debrief
"""


def checklist(*more: str, date: str = "March 9, 2026", time: str = "10:00", zone: str = "UTC+1") -> str:
    return SMALL.format(date=date, time=time, zone=zone, more="".join(more))


@asynccontextmanager
async def live(stage: Stage, text: str, **settings: Any) -> AsyncIterator[Scene]:
    """Started by Ana, each stage begun when its time has come, and said to be live at once."""
    (stage.runbooks / "live.md").write_text(text)
    async with stage.running(**settings) as scene:
        await scene.starts(ANA, "live v2.4.0")
        while "It is live" not in labels(scene.card("→")):
            if "Start stage" in labels(scene.card("→")):
                await scene.presses(ANA, "Start stage", scene.card("→"))
            else:
                await jumps(scene)
        await scene.presses(ANA, "It is live", scene.card("→"))
        yield scene


async def jumps(scene: Scene) -> str:
    """To the next thing that is due; when that was, in UTC."""
    answer = await scene.act(do="clock", jump=True)
    return str(answer.get("jumped_to", answer.get("error")))[:16]


async def until(scene: Scene, clock: str, jumps_at_most: int = 200) -> None:
    """From one thing due to the next, up to the one at that time of day in UTC, and it as well."""
    for _ in range(jumps_at_most):
        if (await jumps(scene)).endswith(f"T{clock}"):
            return
    raise AssertionError(f"nothing was due at {clock}")
