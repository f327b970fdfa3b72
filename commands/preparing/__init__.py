"""Preparing a run: what is asked before it starts, saved as it goes, and its plan confirmed."""

from commands.feature import Command, Feature
from commands.preparing import asking, inputs, look, starting

FEATURE = Feature(
    name="preparing",
    about="Start a deployment from a checklist: what is open is asked, and the plan is shown first.",
    commands=(
        Command("/deploy", "", "opens the start form", starting.start),
        Command(
            "/deploy", "start", "starts a run; asks for what is missing", starting.start,
            usage="[runbook] [version]", example="/deploy start production-deployment v2.4.0",
        ),
    ),
    clicks={
        inputs.AskStart: starting.ask_start,
        inputs.PickRunbook: starting.pick_runbook,
        inputs.ShowOpen: look.show_open,
        inputs.Continue: asking.go_on,
        inputs.CheckAgain: asking.check_again,
        inputs.BackToForm: starting.back_to_form,
        inputs.Discard: asking.discard,
        inputs.PickStart: asking.pick_start,
    },
    forms={
        inputs.StartForm: starting.submit_start,
        inputs.PeopleForm: asking.people,
        inputs.AnswersForm: asking.answers,
        inputs.AnywayForm: asking.anyway,
        inputs.PlanForm: asking.confirm,
    },
    shortcuts={"start_deployment": starting.ask_start},
    outcomes={look.MET: look.met},
    panels={"home": look.home_panel, look.RUN: look.run_panel},
)  # fmt: skip
