"""Once a run is live: check-ins, recurring items, lists with a time, and verdicts on its success."""

from commands.facts import ProgressMade, RolledBack, RunEnded, RunStarted, WentLive
from commands.feature import Feature
from commands.monitoring import checking, hanging, inputs, judging, lists, look, prompting, telling, views

FEATURE = Feature(
    name="monitoring",
    about="Watch what is live: check-ins, reports, lists with a time, and the verdict on its success.",
    clicks={
        inputs.AllWell: checking.all_well,
        inputs.AskWrong: checking.ask_wrong,
        inputs.Done: prompting.done,
        inputs.AskDone: prompting.ask_done,
    },
    forms={inputs.WrongForm: checking.wrong, inputs.DoneForm: prompting.done_with_a_note},
    timers={
        hanging.CHECK_IN: checking.check_in,
        hanging.ASK: checking.ask_in_the_morning,
        hanging.PROMPT: prompting.prompt,
        hanging.NEARS: lists.nears,
        hanging.DUE: lists.due,
        hanging.DIGEST: lists.digest,
        hanging.PHASE: lists.phase_ended,
        hanging.UNJUDGED: judging.unjudged,
    },
    reacts={
        RunStarted: lists.begin,
        WentLive: hanging.went_live,
        ProgressMade: judging.judge,
        RolledBack: hanging.rolled_back,
        RunEnded: hanging.end,
    },
    draws={views.CHECK_IN: look.draw_checkin, views.PROMPT: look.draw_prompt},
    panels={telling.SECTION: look.section_panel},
)
