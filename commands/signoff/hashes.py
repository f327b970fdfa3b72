"""What a signature is bound to: the document, its side file, and the release, each as a SHA-256."""

import json
from hashlib import sha256

from commands.signoff.rules import Hashes
from store import runbooks
from store.db import Transaction
from store.gates import Gate
from store.runs import Run
from store.signoffs import SignOff


async def hashes(tx: Transaction, run: Run) -> Hashes:
    """Those of a run as it is now."""
    document = (await runbooks.get(tx, run.runbook_id)).sha256
    side = sha256(run.side).hexdigest() if run.side else ""
    release = json.dumps([run.service, run.environment, run.version, run.previous or ""], ensure_ascii=False)
    return Hashes(document, side, sha256(release.encode()).hexdigest())


def of(signed: SignOff | Gate) -> Hashes:
    """Those that something was signed, or passed, for."""
    return Hashes(signed.document or "", signed.side or "", signed.release or "")


def bind(signed: SignOff | Gate, to: Hashes) -> None:
    signed.document, signed.side, signed.release = to.document, to.side, to.release
