"""`/incident …` in a line: the same use cases as the buttons, with a form for what is missing."""

from commands.feature import Answer, Open, Refused, Submitted, Typed
from commands.incident import chosen, ending, forms, rules, running
from commands.incident.inputs import DecideForm, NoteForm, ResolveForm, SeverityForm, UpdateForm
from commands.incident.rules import Decision
from store.db import Transaction


async def update(tx: Transaction, typed: Typed) -> Answer | None:
    which, text = await chosen.chosen(tx, typed)
    if len(which) > 1 or not text:
        return Open(forms.update(which, text))
    await running.update(tx, Submitted(typed.by, UpdateForm(incident=which[0].id, text=text)))
    return None


async def note(tx: Transaction, typed: Typed) -> Answer | None:
    which, text = await chosen.chosen(tx, typed, ended=True)
    if len(which) > 1 or not text:
        return Open(forms.note(which, text))
    await running.note(tx, Submitted(typed.by, NoteForm(incident=which[0].id, text=text)))
    return None


async def decide(tx: Transaction, typed: Typed) -> Answer | None:
    """`/incident decide roll back: errors climb`."""
    which, text = await chosen.chosen(tx, typed)
    decision, reason = rules.split_decision(text)
    if len(which) > 1 or decision is None or not reason:
        return Open(forms.decide(which, decision or Decision.FIX, reason))
    form = DecideForm(incident=which[0].id, decision=decision.value, reason=reason)
    await running.decide(tx, Submitted(typed.by, form))
    return None


async def severity(tx: Transaction, typed: Typed) -> Answer | None:
    """`/incident sev 7 sev1`, or in its channel `/incident sev 1`."""
    words = typed.text.split()
    wanted = rules.severity(words[-1]) if words else None
    which, _ = await chosen.chosen(tx, Typed(typed.by, " ".join(words[:-1]), typed.channel))
    if len(which) > 1 or wanted is None:
        return Open(forms.severity(which))
    form = SeverityForm.model_validate({"incident": which[0].id, "severity": str(wanted)})
    await running.change_severity(tx, Submitted(typed.by, form))
    return None


async def resolve(tx: Transaction, typed: Typed) -> Answer | None:
    which, summary = await chosen.chosen(tx, typed)
    if len(which) > 1 or not summary:
        return Open(forms.resolve(which, summary))
    await ending.resolve(tx, Submitted(typed.by, ResolveForm(incident=which[0].id, summary=summary)))
    return None


async def postmortem(tx: Transaction, typed: Typed) -> Answer:
    """Whose it is, and a fresh draft."""
    which, _ = await chosen.chosen(tx, typed, ended=True)
    which = [each for each in which if each.resolved_at is not None and each.reviewed_at is None]
    if not which:
        raise Refused("No post-mortem is due: it comes once an incident is resolved, `/incident resolve`.")
    return Open(forms.postmortem(which, which[0].postmortem_owner or typed.by.user_id))
