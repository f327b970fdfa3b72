"""Labels: a paragraph of nothing but bold words, `**Before Deployment:**`, which names what stands below."""

import re

from runbook.blocks import Block, Shape

_LABEL = re.compile(r"\s*(?:\*\*|__)(?P<label>[^*_\n]{1,200})(?:\*\*|__)\s*:?\s*")


def label(block: Block) -> str | None:
    """The words of a label, without its colon."""
    found = _LABEL.fullmatch(block.content) if block.loose and block.shape is Shape.PARAGRAPH else None
    return found["label"].strip().rstrip(":").rstrip() or None if found else None
