"""Items that act: their commands, probes and links on the section cards, and what became of each."""

from commands import runner
from commands.execution import ending, inputs, look, looking, proving, settling, starting
from commands.facts import ProgressMade
from commands.feature import Feature

FEATURE = Feature(
    name="execution",
    about="Run what the runbook's side file binds: commands, probes, links.",
    clicks={
        inputs.AskRun: starting.ask_run,
        inputs.RunProbe: starting.run_probe,
        inputs.CompareTag: starting.compare_tag,
        inputs.OpenLink: starting.open_link,
        inputs.ShowOutput: settling.show_output,
        inputs.Settle: settling.settle,
        inputs.RunAgain: settling.run_again,
    },
    forms={inputs.RunForm: starting.run},
    timers={
        runner.LOOK: looking.look,
        proving.OVER: proving.over,
        proving.UNBLOCKED: proving.unblocked,
    },
    outcomes={
        runner.ENDED: ending.ended,
        looking.LOOKED: looking.looked,
        looking.SEEN: looking.seen,
        runner.COMPARED: ending.compared,
    },
    progress={runner.ENDED: ending.so_far},
    reacts={ProgressMade: proving.unblock},
    draws={runner.CARD: look.draw},
    panels={look.SECTION: look.panel},
)
