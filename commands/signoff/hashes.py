"""What a signature is bound to: the document, its bindings, and the release, each as a SHA-256."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from commands.signoff.rules import Hashes
from store import roles, runbooks
from store.db import Transaction
from store.gates import Gate
from store.runs import Run
from store.signoffs import SignOff


async def hashes(tx: Transaction, run: Run) -> Hashes:
    """Those of a run as it is now."""
    document = (await runbooks.get(tx, run.runbook_id)).sha256
    side = sha256(run.side).hexdigest() if run.side else ""
    answers = {"roles": await roles.chosen(tx, run.id), **(run.answered or {})}
    return Hashes(document, _bindings(side, answers), _release(run))


def _release(run: Run) -> str:
    named = [run.commit] if run.commit else []
    said = [run.service, run.environment, run.version, run.previous or "", *named]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _bindings(side: str, answers: Mapping[str, Any]) -> str:
    """That of the side file alone where nobody answered anything besides; "" without either."""
    if not any(answers.values()):
        return side
    return sha256(json.dumps([side, answers], sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def of(signed: SignOff | Gate) -> Hashes:
    """Those that something was signed, or passed, for."""
    return Hashes(signed.document or "", signed.side or "", signed.release or "")


def bind(signed: SignOff | Gate, to: Hashes) -> None:
    signed.document, signed.side, signed.release = to.document, to.side, to.release
