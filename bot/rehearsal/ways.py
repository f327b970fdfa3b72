"""What a rehearsal does instead of reaching out: commands are shown, not run; addresses are not asked."""

from bot.outside import Attempt, Ways
from commands import outside
from commands.outside import Finished, Looked, Nothing, Output, WorkflowSeen, WorkflowStarted

_SAYS = "rehearsed, not run"


def ways() -> Ways:
    return {
        outside.RunCommand: _finished,
        outside.CallWebhook: _finished,
        outside.StartWorkflow: _workflow,
        outside.AskWorkflow: _seen,
        outside.LookAt: _looked,
        outside.Ring: _rung,
    }


async def _finished(_attempt: Attempt) -> Finished:
    return Finished(ok=True, said=_SAYS, code=0, output=Output(head=f"{_SAYS}\n"))


async def _workflow(_attempt: Attempt) -> WorkflowStarted:
    return WorkflowStarted(run=1)


async def _seen(_attempt: Attempt) -> WorkflowSeen:
    return WorkflowSeen(status="completed", conclusion="success")


async def _looked(_attempt: Attempt) -> Looked:
    return Looked(status=200)


async def _rung(_attempt: Attempt) -> Nothing:
    return Nothing()
