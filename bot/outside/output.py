"""What a program writes, kept within bounds: its beginning and its end, cleaned, with no secret in it."""

import re
from collections.abc import Iterable
from copy import deepcopy

from commands.outside import Output
from runbook.recognise.masking import HIDDEN, mask

KEPT = 32 * 1024
"""Bytes of the beginning, and as many of the end."""

LONGEST = 2000
"""Characters of a line that are shown."""

EDGE = 256
"""Characters that are looked at beyond those: half a secret would not be recognised as one."""

SHORTEST_SECRET = 6
"""Characters: hiding a shorter value would hide half of the words."""

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_CONTROLS = re.compile(r"[^\S\n\t ]|[\x00-\x08\x0b-\x1f\x7f]")
_KEY = re.compile(r"(?<=-----BEGIN )([A-Z ]{0,30}PRIVATE KEY-----)[^-]{1,20000}")
_REST_OF_KEY = re.compile(r"\A[^-]*(?=-----END [A-Z ]{0,30}PRIVATE KEY-----)")


class Heard:
    """Takes any amount of bytes and keeps few of them. `secrets` are hidden wherever they stand."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self.total = 0
        self._secrets = sorted((s for s in secrets if len(s) >= SHORTEST_SECRET), key=len, reverse=True)
        self._head = bytearray()
        self._tail = bytearray()

    def add(self, data: bytes) -> None:
        self.total += len(data)
        room = KEPT - len(self._head)
        self._head += data[:room]
        self._tail += data[room:]
        if len(self._tail) > 2 * KEPT:
            del self._tail[:-KEPT]

    def copy(self) -> "Heard":
        """As it is now, to be worked on while more is heard."""
        return deepcopy(self)

    def kept(self, *, so_far: bool = False) -> Output:
        """Whole lines, where something was left out; `so_far`: more is to come, so the last one waits."""
        left_out = self.total - 2 * KEPT
        if left_out <= 0:
            whole = self._shown(self._head + self._tail)
            return Output(head=_ended(whole) if so_far else whole)
        head = _ended(self._shown(self._head)) or self._shown(self._head)
        tail = _REST_OF_KEY.sub(HIDDEN, self._shown(self._tail[-KEPT:]))
        tail = tail[tail.find("\n") + 1 :] if "\n" in tail else ""
        return Output(head=head, tail=_ended(tail) if so_far else tail, left_out=left_out)

    def _shown(self, data: bytearray) -> str:
        text = clean(data.decode(errors="replace"))
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        text = _KEY.sub(rf"\g<1>{HIDDEN}", text)
        return "".join(map(_masked, text.splitlines(keepends=True)))


def clean(text: str) -> str:
    """Without colours and other controls; of a line that was drawn over again, what stood there last."""
    text = _ESCAPES.sub("", text)
    drawn = (line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return _CONTROLS.sub("", "\n".join(drawn))


def _masked(line: str) -> str:
    if len(line) <= LONGEST:
        return mask(line)
    return mask(line[: LONGEST + EDGE])[:LONGEST] + "…" + "\n" * line.endswith("\n")


def _ended(text: str) -> str:
    """Up to the end of its last line that has one."""
    return text[: text.rfind("\n") + 1]
