"""Steps: the top-level ordered lists of a section, where they say what to do one after another.

A list of links, of levels, of conditions, of do's and don'ts, or one that repeats what stands elsewhere is
prose, however it is numbered.
"""

import re

from runbook.recognise.lists import Listed

_EMPTY_BOX = re.compile(r"\[[ xX]?\]\s*$")
_LINK_ONLY = re.compile(r"\[[^\]]*\]\(#[^)]*\)\W*$")
_REPEAT = re.compile(r"(?:^|\s)§\s?\d")
_LEVEL = re.compile(r"\**(?:Level|L|Tier|Severity|Sev|P)[ -]?\d\b|.*\(\d+\s*(?:[-–]\s*\d+|\+)\s*min", re.I)
_ADVICE = re.compile(r"\**(?:✅|❌)?\s*(?:Do|Don['’]t|Do not|Never|Always|Avoid)\b", re.I)
_CONDITIONS = re.compile(
    r"\b(?:iff|if (?:all|any|one|both|either)\b.*|"
    r"(?:all|any|one|both) of (?:the following|these).*|when(?:ever)?)"
    r"[^.]*:?\s*$"
    r"|\b(?:criteria|conditions?|reasons?|levels?|rules?|principles?|notes?|assumptions?)\b[^.]*:\s*$",
    re.I,
)


def are_steps(found: Listed) -> bool:
    """Whether each of them can be done."""
    leads = found.leads
    if not found.ordered or not all(leads) or any(_EMPTY_BOX.match(lead) for lead in leads):
        return False
    if all(_LINK_ONLY.match(lead.strip("*_ ")) for lead in leads):
        return False
    if any(_REPEAT.search(lead) for lead in leads) or all(_LEVEL.match(lead) for lead in leads):
        return False
    if all(_ADVICE.match(lead) for lead in leads):
        return False
    return not _CONDITIONS.search(found.frame.strip("*_ "))
