"""The pages of preparing a run: what is asked, what is left open, the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    Block,
    DateTimePickerElement,
    NumberInputElement,
    RadioButtonsElement,
    UserSelectElement,
)

from commands import kit
from commands.feature import Modal
from commands.preparing import planned, rules
from commands.preparing.inputs import (
    AnswersForm,
    AnywayForm,
    BackToForm,
    CheckAgain,
    PeopleForm,
    PickStart,
    PlanForm,
)
from commands.preparing.views import release
from runbook.bindings.needs import Need
from runbook.lint import Problem
from runbook.plan import Plan
from store.drafts import Draft

_SHOWN = 20
"""Problems that are listed one by one."""


# The pages. -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Head:
    """What stands above every page; `says` is news, such as that somebody changed something."""

    draft: Draft
    names: Mapping[str, str]
    says: str | None = None

    def blocks(self) -> list[Block]:
        draft = self.draft
        lead = kit.person(self.names, draft.lead)
        start = kit.in_zone(draft.planned_at, draft.zone)
        said = f"*{release(draft)}*\nStarts {start} · lead {lead} · in <#{draft.channel}>"
        back = kit.button("Change…", BackToForm(draft=draft.id), "Back to the first form")
        news = [kit.words(self.says, "news")] if self.says else []
        return [*news, kit.words(said, "draft", back)]

    @property
    def hidden(self) -> dict[str, int]:
        return {"draft": self.draft.id}


@dataclass(frozen=True)
class Role:
    """A role that is asked for: who is on call for it, and whom the checklist names."""

    need: Need
    on_duty: str | None
    named: str | None


def people_form(head: Head, asked: Sequence[Role], left: int) -> Modal:
    """`left` counts the roles of the pages to come."""
    more = f" {left} more come on the next page." if left else ""
    says = (
        f"The checklist names {kit.many(len(asked) + left, 'role')} that nobody is bound to. "
        f"What is left empty is listed as a problem.{more}"
    )
    return Modal(
        form=PeopleForm,
        title="Who does what?",
        submit="Next",
        close="Later",
        blocks=[*head.blocks(), kit.words(says, "says"), *map(_role, asked)],
        hidden=head.hidden,
    )


def _role(asked: Role) -> Block:
    name = asked.need.name
    says = f", which says {asked.named}." if asked.named else "."
    hint = f"Line {asked.need.line} of the checklist{says}"
    picker = UserSelectElement(action_id="value", initial_user=asked.on_duty)
    return kit.ask(rules.field_of("role", name), kit.cut(name, 200), picker, hint=hint, optional=True)


def answers_form(head: Head, asked: Sequence[Need]) -> Modal:
    return Modal(
        form=AnswersForm,
        title="What is still open",
        submit="Next",
        close="Later",
        blocks=[*head.blocks(), *map(_question, asked)],
        hidden=head.hidden,
    )


def _question(need: Need) -> Block:
    said = kit.cut(need.said, 300)
    field = rules.field_of(need.family, need.name)
    if need.family == "signals":
        options = [
            kit.option("Somebody presses a button", "button"),
            kit.option("Another system posts to a webhook", "webhook"),
        ]
        menu = RadioButtonsElement(action_id="value", options=options, initial_option=options[0])
        label = kit.cut(f"How is it told: {need.name}", 200)
        return kit.ask(field, label, menu, hint=f"Line {need.line}: “{said}”")
    number = NumberInputElement(action_id="value", is_decimal_allowed=True)
    hint = f"The number to compare with, as it is now. Line {need.line}: “{said}”"
    return kit.ask(field, kit.cut(f"Baseline of {need.name}", 200), number, hint=hint)


def problems_form(head: Head, problems: Sequence[Problem], *, may: bool) -> Modal:
    """Whoever `may` starts nevertheless; the others are told who."""
    lead = kit.person(head.names, head.draft.lead)
    again = kit.button("Check again", CheckAgain(draft=head.draft.id), "Check again, after a change")
    says = (
        f"*{kit.many(len(problems), 'problem')}* left. Change the file, or its side file, and press "
        "*Check again*; *Change…* asks for people once more."
    )
    who = "Or start with them: the reason stands in the record." if may else f"Or ask {lead} (the lead), or "
    who += "" if may else "an operator: they may start with them."
    rest = len(problems) - _SHOWN
    blocks = [
        *head.blocks(),
        kit.words(says, "says", again),
        *(kit.words(_problem(each), f"problem-{at}") for at, each in enumerate(problems[:_SHOWN])),
        *([kit.small(f"… and {rest} more: `/deploy read` lists them.", "more")] if rest > 0 else []),
        kit.words(who, "who"),
    ]
    if not may:
        return Modal(title="Problems", blocks=blocks, close="Later", hidden=head.hidden)
    reason = kit.paragraph("Why it is right to start like this")
    return Modal(
        form=AnywayForm,
        title="Problems",
        submit="Start anyway",
        close="Later",
        blocks=[*blocks, kit.ask("reason", "Reason", reason)],
        hidden=head.hidden,
    )


def _problem(found: Problem) -> str:
    if found.code == rules.SIDE_FILE:
        return f"⛔ {kit.cut(found.message, 500)}\n_{kit.safe(found.fix)}_"
    said = kit.safe(kit.cut(found.message, 500))
    return f"⛔ *{found.code}* line {found.line} · {said}\n_{kit.safe(found.fix)}_"


def plan_form(head: Head, made: Plan, holders: str, errors: int) -> Modal:
    """The last page. `errors` are started with nevertheless."""
    start = int(made.start.timestamp())
    picker = DateTimePickerElement(action_id=PickStart.action, initial_date_time=start)
    taken_on = f"⛔ Starts with {kit.many(errors, 'problem')}: {kit.safe(head.draft.accepted_why or '')}"
    return Modal(
        form=PlanForm,
        title="The plan",
        submit="Confirm plan",
        close="Later",
        blocks=[
            *head.blocks(),
            *([kit.small(taken_on, "problems")] if errors else []),
            *([kit.small(f"👥 {holders}", "people")] if holders else []),
            kit.ask(kit.fresh("start", str(start)), "Planned start", picker, acts=True),
            *plan_blocks(made),
        ],
        hidden=head.hidden,
    )


def plan_blocks(made: Plan) -> list[Block]:
    zone = made.start.tzname() or ""
    waits = planned.waits(made)
    return [
        kit.header(kit.cut(f"The plan ({zone})", 150), "plan"),
        *(kit.words(row, f"plan-{at}") for at, row in enumerate(planned.rows(made))),
        *([kit.small(f"⏳ {waits}", "waits")] if waits else []),
        kit.small("`/deploy plan` shows every action.", "whole-plan"),
    ]
