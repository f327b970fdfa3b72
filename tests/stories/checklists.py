"""Checklists that stories run on, written as briefly as they can be."""

from collections.abc import Sequence

DATED = """# Release

## Parcel Tracking v2.4.0

**Deployment Date:** {date}
**Deployment Time:** 08:00 AM UTC+7

### Before

- [ ] Go
"""


def of(title: str = "Parcel Tracking v2.4.0", /, **sections: Sequence[str]) -> str:
    """A checklist with these sections, each of its open items."""
    told = [f"# Release\n\n## {title}\n"]
    for name, items in sections.items():
        told += [f"\n### {name}\n", *(f"- [ ] {item}" for item in items)]
    return "\n".join(told) + "\n"


def steps(count: int, first: int = 1) -> list[str]:
    return [f"Step {number}" for number in range(first, first + count)]


def numbered(count: int, in_each: int) -> str:
    """So many items, in sections of the same size."""
    sections = {f"Part-{at}": steps(in_each, at * in_each + 1) for at in range(count // in_each)}
    return of(**sections)
