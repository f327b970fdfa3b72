"""The documents that the tests read."""

from pathlib import Path

from runbook import reader
from runbook.markdown import Document, parse
from runbook.model import Item, Runbook

_ROOT = Path(__file__).parents[2]
SHIPPED = _ROOT / "runbooks" / "production-deployment.md"


def fixture(name: str) -> bytes:
    return (_ROOT / "tests" / "fixtures" / "runbooks" / f"{name}.md").read_bytes()


def read(markdown: str) -> Runbook:
    return reader.read(markdown.encode())


def only_item(markdown: str) -> Item:
    (item,) = read(markdown).items
    return item


def document(markdown: str = "") -> Document:
    return parse(markdown)
