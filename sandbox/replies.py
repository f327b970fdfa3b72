"""What goes back for one Web API call: Slack's JSON, or something a proxy in front of it would say."""

import json
from dataclasses import dataclass, field

from sandbox.faults import CallFault
from sandbox.wire import Json

JSON = "application/json"


@dataclass(frozen=True)
class Reply:
    """`is_cut` means that the connection is aborted and nothing goes back."""

    text: str
    status: int = 200
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    is_cut: bool = False


CUT = Reply("", is_cut=True)
INTERNAL: Json = {"ok": False, "error": "internal_error"}
LIMITED: Json = {"ok": False, "error": "ratelimited"}


def answered(answer: Json, headers: dict[str, str]) -> Reply:
    return Reply(json.dumps(answer), headers=headers)


def limited(seconds: int) -> Reply:
    return Reply(json.dumps(LIMITED), status=429, headers={"Retry-After": str(seconds)})


def failed(fault: CallFault) -> Reply:
    """What the app gets instead of the answer."""
    if fault.kind == "ratelimited":
        return limited(fault.retry_after)
    if fault.kind.startswith("http_500"):
        return Reply(json.dumps(INTERNAL), status=500)
    if fault.kind.startswith("http_503"):
        return Reply("upstream connect error", status=503, content_type="text/plain")
    if fault.kind.startswith("non_json"):
        return Reply("<html><body>Bad gateway</body></html>", content_type="text/html")
    return CUT
