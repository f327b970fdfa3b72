"""How a webhook of ours is signed, so that its receiver knows who called and can tell repetitions apart.

    Content-Type: application/json
    Idempotency-Key: <the same for every repetition>
    X-Runsheet-Timestamp: <Unix seconds>
    X-Runsheet-Signature: v1=<HMAC-SHA256 of "v1:<timestamp>:<body>" with the secret, in hex>

The signature is there where there is a secret.
"""

import hashlib
import hmac
from datetime import datetime


def headers(now: datetime, key: str, body: bytes, secret: str | None) -> dict[str, str]:
    """`now` is real time."""
    stamp = str(int(now.timestamp()))
    made = {"Content-Type": "application/json", "Idempotency-Key": key, "X-Runsheet-Timestamp": stamp}
    if secret is not None:
        said = f"v1:{stamp}:".encode() + body
        made["X-Runsheet-Signature"] = "v1=" + hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
    return made
