"""The forms of an incident."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    Option,
    RadioButtonsElement,
    StaticSelectElement,
    UserSelectElement,
)

from commands import kit
from commands.feature import Form, Modal, Shortcut
from commands.incident.inputs import (
    DecideForm,
    EscalateForm,
    HandOverForm,
    NoteForm,
    OpenForm,
    PostmortemForm,
    ReopenForm,
    ResolveForm,
    ReviewForm,
    SeverityForm,
    TimelineForm,
    UpdateForm,
)
from commands.incident.plan import Level
from commands.incident.rules import LONGEST_TITLE, Decision
from store.incidents import Incident
from store.runs import Run

SEVERITIES = {
    "1": "Severity 1: critical. Pages at once, opens a channel",
    "2": "Severity 2: high. Alerts whoever is on call",
}
"""What each means, in a line: chosen at night, by somebody who has not read the handbook."""


def open_form(severity: int | None, title: str, run: Run | None, message: Shortcut | None = None) -> Modal:
    private = CheckboxesElement(
        action_id="value", options=[kit.option("Private channel, only for who is invited", "private")]
    )
    about = f"It belongs to run {run.number}: {run.service} {run.version}." if run else None
    line = kit.line(title or None, "What is broken, in a few words", LONGEST_TITLE)
    blocks = [
        kit.ask("title", "What is broken?", line, hint=about),
        kit.ask("severity", "How bad?", _severities(severity or 1)),
        kit.ask("private", "Who may see it?", private, optional=True),
    ]
    hidden: dict[str, object] = {"run": run.id} if run else {}
    if message is not None and message.text and message.ts:
        blocks.append(kit.small(f"First in the timeline: {kit.safe(kit.cut(message.text, 200))}", "message"))
        hidden |= {
            "channel": message.channel, "ts": message.ts, "author": message.author,
            "said": kit.cut(message.text, 1000),
        }  # fmt: skip
    return Modal(
        form=OpenForm, title="Declare an incident", submit="Declare", close="Cancel", blocks=blocks,
        hidden=hidden,
    )  # fmt: skip


def update(which: Sequence[Incident], text: str = "") -> Modal:
    hint = "Who is hit, what is being done, when you say more."
    return _form(
        UpdateForm, "Status update", "Post", which, [_words("text", "Where do things stand?", text, hint)]
    )


def note(which: Sequence[Incident], text: str = "") -> Modal:
    return _form(NoteForm, "Add a note", "Add", which, [_words("text", "Note", text)])


def decide(which: Sequence[Incident], decision: str, reason: str = "") -> Modal:
    options = [kit.option(each.value.capitalize(), each.value) for each in Decision]
    chosen = next(option for option in options if option.value == decision)
    radio = RadioButtonsElement(action_id="value", options=options, initial_option=chosen)
    blocks = [kit.ask("decision", "Decision", radio), _words("reason", "Why?", reason)]
    return _form(DecideForm, "Decide", "Decide", which, blocks)


def severity(which: Sequence[Incident]) -> Modal:
    other = 2 if which[0].severity == 1 else 1
    return _form(SeverityForm, "Change the severity", "Change", which, [
        kit.ask("severity", "How bad is it?", _severities(other))
    ])  # fmt: skip


def resolve(which: Sequence[Incident], summary: str = "") -> Modal:
    hint = "Nobody is paged any more. Somebody then checks that the service is well."
    return _form(
        ResolveForm, "Resolve", "Resolve", which, [_words("summary", "What ended it?", summary, hint)]
    )


def reopen(incident: Incident) -> Modal:
    hint = "Whoever had it has it again, or else the contact tree is climbed."
    return _form(ReopenForm, "Reopen", "Reopen", [incident], [_words("reason", "What is wrong?", "", hint)])


def review(which: Sequence[Incident], learned: str = "") -> Modal:
    blocks = [
        _words("learned", "What was learned?", learned),
        kit.ask("link", "Link to the post-mortem", kit.line(None, "https://…", 300), optional=True),
    ]
    return _form(ReviewForm, "Review", "Close", which, blocks)


def postmortem(which: Sequence[Incident], owner: str) -> Modal:
    menu = UserSelectElement(action_id="value", initial_user=owner if owner[:1] in {"U", "W"} else None)
    asked = kit.ask("owner", "Who writes it?", menu, hint="A fresh draft is posted with it.")
    return _form(PostmortemForm, "Post-mortem", "Save", which, [asked])


def hand_over(incident: Incident) -> Modal:
    menu = UserSelectElement(action_id="value")
    hint = "They are paged; it is theirs once they acknowledge. Choose yourself to take it at once."
    return _form(
        HandOverForm, "Hand over", "Hand over", [incident], [kit.ask("to", "To whom?", menu, hint=hint)]
    )


def escalate(incident: Incident, levels: Sequence[Level], names: Mapping[str, str]) -> Modal:
    options = [
        kit.option(f"{level.position} · {level.role}: {_who(level, names)}", str(level.position))
        for level in levels
    ]
    menu = StaticSelectElement(action_id="value", options=options)
    return _form(
        EscalateForm, "Escalate", "Page them", [incident], [kit.ask("level", "To which level?", menu)]
    )


def timeline(which: Sequence[Incident], message: Shortcut) -> Modal:
    """A message for the timeline; nothing to submit where there is no incident."""
    if not which:
        return kit.notice("Add to an incident", "No incident is open. `/incident open` declares one.")
    said = kit.cut(message.text or "(no text)", 1000)
    shown = kit.small(kit.safe(kit.cut(said, 300)), "message")
    hidden = {"channel": message.channel, "ts": message.ts, "author": message.author, "said": said}
    return _form(TimelineForm, "Add to the timeline", "Add", which, [shown], hidden)


# Parts. -----------------------------------------------------------------------------------------------------


def _form(
    form: type[Form],
    title: str,
    submit: str,
    which: Sequence[Incident],
    blocks: list[Block],
    more: Mapping[str, object] | None = None,
) -> Modal:
    """About one incident, or with a menu of several."""
    if len(which) == 1:
        head = [kit.small(f"Incident {which[0].number}: {kit.safe(which[0].title)}", "about")]
    else:
        menu = StaticSelectElement(action_id="value", options=[_incident(each) for each in which[:100]])
        head = [kit.ask("incident", "Which incident?", menu)]
    hidden = {"incident": which[0].id} if len(which) == 1 else {}
    return Modal(
        form=form, title=title, submit=submit, close="Cancel", blocks=[*head, *blocks],
        hidden={**hidden, **(more or {})},
    )  # fmt: skip


def _incident(incident: Incident) -> Option:
    return kit.option(f"{incident.number} · sev{incident.severity} · {incident.title}", str(incident.id))


def _severities(chosen: int) -> RadioButtonsElement:
    options = [kit.option(label, value) for value, label in SEVERITIES.items()]
    initial = next(option for option in options if option.value == str(chosen))
    return RadioButtonsElement(action_id="value", options=options, initial_option=initial)


def _words(field: str, label: str, text: str = "", hint: str | None = None) -> Block:
    return kit.ask(field, label, kit.paragraph(initial=text or None), hint=hint)


def _who(level: Level, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(user, user) for user in level.people)
