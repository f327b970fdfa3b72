"""A runbook that somebody gives in Slack: chosen, pasted, or uploaded and then fetched."""

import base64
from hashlib import sha256
from pathlib import PurePath

from commands import access, documents, kit, outside
from commands.facts import RunbooksRead
from commands.feature import Answer, Open, Refused, Right, Say, Submitted
from commands.outside import Download, Downloaded, Outcome
from commands.reading import look, rules, views
from commands.reading.inputs import GiveForm, ShowSummary
from runbook import reader
from runbook.model import Unreadable
from store import effects, journal, messages, people, runbooks
from store.db import Transaction
from store.effects import End
from store.messages import Surface
from store.people import Person
from store.runbooks import Runbook

DOWNLOADED = "reading.downloaded"

_WHY = {
    "too_large": "It is larger than 2 MB: split it into several runbooks.",
    "file_not_found": "The file is not there any more. Upload it again.",
    "file_deleted": "The file was deleted. Upload it again.",
    "missing_scope": "Slack does not let me read files: my app lacks `files:read`. Ask an operator.",
}


async def submit(tx: Transaction, sent: Submitted[GiveForm]) -> Answer:
    form, by = sent.form, sent.by
    rules.one_given(form.runbook, form.file, form.text)
    if form.runbook:
        offered = await documents.offered(tx, by.team_id)
        chosen = offered[documents.named(form.runbook, list(offered))]
        return Open(await look.window(tx, ShowSummary(runbook=chosen.id), by))
    access.check(by.standing, Right.ACT)
    if form.text:
        kept = await _keep(tx, by, None, form.text.encode(), field="text")
        return Open(await look.window(tx, ShowSummary(runbook=kept.id), by))
    wanted = Download(file=form.file[0], most=reader.MAX_BYTES)
    await outside.want(tx, by.team_id, f"read:{form.file[0]}", wanted, then=DOWNLOADED, subject=by.user_id)
    return Say("I am reading the file. What I find comes to you as a direct message.")


async def downloaded(tx: Transaction, outcome: Outcome[Downloaded]) -> None:
    """The card, or why there is none, to whoever gave the file."""
    by = await people.find(tx, outcome.team_id, outcome.subject)
    if by is None:
        return
    try:
        kept = await _keep_file(tx, by, outcome)
        said = views.card(await look.at(tx, kept, by))
    except Refused as refused:
        said = Say(f"⛔ Your file was not read. {refused.text}")
    await effects.forget_answer(tx, outcome.team_id, outcome.key)
    body = kit.body(said.text, said.blocks)
    await messages.note(tx, by.team_id, outcome.key, by.user_id, body, surface=Surface.DM)


async def _keep_file(tx: Transaction, by: Person, outcome: Outcome[Downloaded]) -> Runbook:
    if outcome.end is not End.DONE or outcome.answer is None:
        code = (outcome.problem or "").partition(" ")[0]
        raise Refused(_WHY.get(code, f"Slack did not give it to me (`{kit.safe(code)}`). Upload it again."))
    content = base64.b64decode(outcome.answer.content)
    return await _keep(tx, by, PurePath(outcome.answer.name).stem, content)


async def _keep(
    tx: Transaction, by: Person, stem: str | None, raw: bytes, field: str | None = None
) -> Runbook:
    """Beside those of the folder; a name given before stands for the new version."""
    try:
        document = reader.read(raw)
    except Unreadable as unreadable:
        raise Refused(kit.safe(unreadable.reason), field) from None
    name = rules.name(stem or document.title)
    there = await runbooks.named(tx, by.team_id, name)
    rules.free(name, in_folder=there is not None and there.given_by is None, field=field)
    kept = await runbooks.keep(
        tx,
        Runbook(
            team_id=by.team_id, name=name, sha256=sha256(raw).hexdigest(), title=document.title, raw=raw,
            read_at=tx.now, given_by=by.user_id,
        ),
    )  # fmt: skip
    await journal.record(tx, by.team_id, f"runbook:{name}", by.user_id, "runbook.given", sha256=kept.sha256)
    tx.tell(RunbooksRead(by.team_id))
    return kept
