"""On call: who answers at each level of the contact tree, hand-offs, covers, and pages."""

from commands.facts import RunStarted
from commands.feature import Command, Feature, Right
from commands.oncall import checking, covering, handing, inputs, look, paging, setting

FEATURE = Feature(
    name="oncall",
    about="See who is on call, take over, and reach somebody now.",
    commands=(
        Command("/oncall", "", "who is on call now, at every level", look.status, right=Right.READ),
        Command(
            "/oncall", "set", "says who is on call at a level: people, a user group, nobody (operators)",
            setting.type_set, usage="[level] [@people | @group | nobody]",
            example="/oncall set team lead @ana",
        ),
        Command(
            "/oncall", "rotation", "people take turns, every week or every day (operators)",
            setting.type_rotation, usage="[level] [@people]", example="/oncall rotation 1 @ana @ben @chi",
        ),
        Command(
            "/oncall", "cover", "you take over until then", covering.type_cover,
            usage="[level] [until] [18:00 | tomorrow 09:00 | 3h]", example="/oncall cover until 18:00",
        ),
        Command(
            "/oncall", "page", "reaches somebody now, a person or a level", paging.type_page,
            usage="[@person | level] [why]", example="/oncall page @ben payments are down",
        ),
        Command("/oncall", "test", "sends you a test page and says how long it took", paging.type_test),
    ),
    clicks={
        inputs.AskSet: setting.ask_set,
        inputs.AskRotation: setting.ask_rotation,
        inputs.AskCover: covering.ask_cover,
        inputs.EndCover: covering.end_cover,
        inputs.SendTest: paging.press_test,
        inputs.Acknowledge: paging.acknowledge,
    },
    forms={
        inputs.SetForm: setting.submit_set,
        inputs.RotationForm: setting.preview_rotation,
        inputs.ConfirmRotation: setting.start_rotation,
        inputs.CoverForm: covering.submit_cover,
        inputs.PageForm: paging.submit_page,
    },
    timers={
        handing.BEFORE: handing.before,
        handing.HANDOFF: handing.handed,
        handing.COVER_END: handing.cover_ended,
        checking.DAILY: checking.daily,
        paging.NEWS: paging.news,
    },
    outcomes={
        checking.DM: checking.opened,
        checking.PERSON: checking.found,
        checking.QUIET: checking.quiet,
        checking.GROUP: checking.grouped,
        paging.RUNG: paging.rung,
    },
    reacts={RunStarted: checking.run_started},
    draws={paging.CARD: look.draw},
    panels={"home": look.home_panel},
)  # fmt: skip
