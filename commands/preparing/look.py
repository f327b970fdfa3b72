"""What a draft leaves open, the page that asks for it, and what cards say of preparing."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import access, documents, kit, outside, roles, zones
from commands.feature import Answer, Click, Modal, Panel, Refused, Show
from commands.outside import AskPerson, Outcome, PersonFound
from commands.preparing import forms, rules, views
from commands.preparing.inputs import ShowOpen
from runbook.bindings import Bindings
from runbook.bindings.needs import Need, unbound
from runbook.lint import Problem, lint
from runbook.model import Runbook as Document
from runbook.plan import Plan, plan
from runbook.recognise.roles import is_lead
from store import drafts, journal, messages, people, runs, workspaces
from store.db import Transaction
from store.drafts import Draft
from store.people import Person
from store.runbooks import Runbook
from store.runs import Run

RUN, HOME = "run", "home"
MET = "preparing.met"


@dataclass(frozen=True)
class Prepared:
    """A draft beside its runbook as that is now. `problems` are those that nobody has accepted yet.

    `needs` are what is still to be asked: a role that was left empty is a problem, and no question any more.
    """

    draft: Draft
    kept: Runbook
    document: Document
    bound: Bindings
    needs: Sequence[Need]
    errors: Sequence[Problem]
    problems: Sequence[Problem]

    @property
    def roles(self) -> list[Need]:
        return [need for need in self.needs if need.family == "roles"]

    @property
    def questions(self) -> list[Need]:
        return [need for need in self.needs if need.family in {"baselines", "signals"}]

    @property
    def is_open(self) -> bool:
        return bool(self.roles or self.questions or self.problems)

    @property
    def plan(self) -> Plan:
        """Raises Refused for a year that cannot be planned."""
        try:
            return plan(self.document, self.draft.planned_at, zone=zones.parse(self.draft.zone))
        except ValueError:
            raise Refused("No run can be planned for that year. Pick another start.", "start") from None


async def at(tx: Transaction, draft: Draft) -> Prepared:
    """Raises Refused where the runbook or its side file is of no use any more."""
    offered = await documents.offered(tx, draft.team_id)
    kept = offered[documents.named(draft.runbook, list(offered))]
    document = await documents.read(tx, kept)
    leads = {role.name: [draft.lead] for role in document.roles if is_lead(documents.key(role.name))}
    chosen = {role: [user] for role, user in draft.roles.items() if user}
    beside, wrong = _side(kept)
    bound = documents.completed(beside, {**chosen, **leads}, draft.baselines, draft.signals)
    waived = rules.waived(document, bound)
    errors = [*wrong, *rules.blocking(document, lint(document, tx.now, bound), waived)]
    needs = unbound(document, bound) if errors else ()
    return Prepared(
        draft=draft,
        kept=kept,
        document=document,
        bound=bound,
        needs=[need for need in needs if need.name not in waived and need.name not in draft.roles],
        errors=errors,
        problems=rules.unaccepted(errors, draft.accepted),
    )


def _side(kept: Runbook) -> tuple[Bindings, list[Problem]]:
    """What the side file binds; one that cannot be used binds nothing, and is a problem like any other."""
    try:
        return documents.bound(kept), []
    except Refused as refused:
        return Bindings(), [Problem(rules.SIDE_FILE, 1, refused.text, "Correct the side file.")]


async def page(tx: Transaction, it: Prepared, by: Person, says: str | None = None) -> Modal:
    """The next thing to be asked, the plan when nothing is."""
    draft = it.draft
    head = forms.Head(draft, await people.names(tx, draft.team_id, [draft.lead, draft.begun_by]), says)
    if it.roles:
        asked = it.roles[: rules.A_PAGE]
        on_duty = [await roles.on_duty(tx, draft.team_id, need.name) for need in asked]
        rows = [
            forms.Role(need, next(iter(who), None), _named(it.document, need.name))
            for need, who in zip(asked, on_duty, strict=True)
        ]
        return forms.people_form(head, rows, left=len(it.roles) - len(asked))
    if it.questions:
        return forms.answers_form(head, it.questions[: rules.A_PAGE])
    if it.problems:
        return forms.problems_form(head, it.problems, may=await _may(tx, by, draft))
    held = await roles.everybody(tx, draft.team_id, it.bound)
    known = await people.names(tx, draft.team_id, [user for users in held.values() for user in users])
    return forms.plan_form(head, it.plan, views.holders(held, known), len(it.errors))


def _named(document: Document, role: str) -> str | None:
    """Whom the checklist itself names, which is a name and nobody in Slack."""
    return next((each.person for each in document.roles if each.name == role), None)


async def _may(tx: Transaction, by: Person, draft: Draft) -> bool:
    return by.user_id == draft.lead or await operates(tx, by)


async def operates(tx: Transaction, by: Person) -> bool:
    operators = (await workspaces.get(tx, by.team_id)).operators
    try:
        access.operator(by.user_id, operators, is_admin=by.is_admin)
    except Refused:
        return False
    return True


# The run that is in the way. --------------------------------------------------------------------------------


async def occupied(tx: Transaction, team_id: str, service: str, environment: str) -> views.Occupied | None:
    """There is one open run a service and environment."""
    run = await runs.open_for(tx, team_id, service, environment)
    if run is None:
        return None
    names = await people.names(tx, team_id, [run.lead])
    first = await journal.first(tx, team_id, f"run:{run.id}")
    return views.Occupied(run, kit.person(names, run.lead), first.at if first else None)


async def show_open(_tx: Transaction, click: Click[ShowOpen]) -> Answer:
    return Show(RUN, str(click.button.run))


# Panels. ----------------------------------------------------------------------------------------------------


async def home_panel(tx: Transaction, team_id: str, _user_id: str) -> Panel:
    found = await drafts.all_of(tx, team_id)
    names = await people.names(tx, team_id, [draft.begun_by for draft in found])
    return views.home(found[:10], names)


async def run_panel(tx: Transaction, _team_id: str, run_id: str) -> Panel | None:
    run = await runs.get(tx, int(run_id))
    held = await roles.held(tx, run)
    known = await people.names(tx, run.team_id, [user for users in held.values() for user in users])
    return views.people(views.holders(held, known)) if held else None


async def meet(tx: Transaction, run: Run) -> None:
    """The people of the side file are asked for, so that the card can name them without a mention."""
    everybody = {user for users in (await roles.held(tx, run)).values() for user in users}
    known = await people.names(tx, run.team_id, everybody)
    for user in sorted(everybody - set(known)):
        if not roles.is_group(user):
            key = f"preparing.met:{run.id}:{user}"
            asked = AskPerson(user=user)
            await outside.want(tx, run.team_id, key, asked, then=MET, subject=str(run.id))


async def met(tx: Transaction, outcome: Outcome[PersonFound]) -> None:
    await messages.redraw(tx, outcome.team_id, RUN, outcome.subject)
