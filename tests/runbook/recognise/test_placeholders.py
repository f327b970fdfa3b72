"""Places to fill in, and what only looks like them."""

import pytest

from runbook.recognise.placeholders import placeholders


def seen(text: str, *, fence: bool = False) -> list[tuple[str, str | None, str | None]]:
    linked = {"Guide"}.__contains__
    return [
        (blank.raw, blank.name, blank.unit) for blank in placeholders(1, text, fence=fence, linked=linked)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("p95: ____ ms", [("____", None, "ms")]),
        ("Errors: ____ % of $____", [("____", None, "%"), ("____", None, "$")]),
        ("By: \\_\\_\\_\\_", [("\\_\\_\\_\\_", None, None)]),
        ("Lead: [Name]", [("[Name]", None, None)]),
        (
            "Deploy [Version] to [Environment]",
            [("[Version]", "Version", None), ("[Environment]", "Environment", None)],
        ),
        ("Tag <new-tag> on <env>", [("<new-tag>", "new-tag", None), ("<env>", "env", None)]),
        ("{{SERVICE_NAME}} is up", [("{{SERVICE_NAME}}", "SERVICE_NAME", None)]),
        ("export KEY=YOUR_API_KEY", [("YOUR_API_KEY", "YOUR_API_KEY", None)]),
        ("Tag `vX.Y.Z`, then vX.Y.Z again", [("vX.Y.Z", "vX.Y.Z", None)] * 2),
        ("On YYYY-MM-DD at HH:MM", [("YYYY-MM-DD", None, None), ("HH:MM", None, None)]),
        ("Due MM/DD/YYYY", [("MM/DD/YYYY", None, None)]),
        ("Owner: TBD", [("TBD", None, None)]),
        ("Log <!-- paste link here -->", [("<!-- paste link here -->", None, None)]),
        ("Duration: [X hours]", [("[X hours]", "X hours", None)]),
    ],
)
def test_places(text: str, found: list[tuple[str, str | None, str | None]]) -> None:
    assert seen(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "- [X] done and [ ] open and [x] too",
        "[Backend] Restart the workers",
        "- [ ] [DBA] Take the backup",
        "Read [Guide] and [Docs](url) and [Ref][id]",
        "[OK] and [WARN] in the log",
        "Use **kwargs and __init__ and *emphasis*",
        "a <b>bold</b> <br> <details> word",
        "<https://example.com> and <ana@example.com>",
        "if x < y and y > z",
        "snake___case stays",
        "<!-- runsheet: owner=@devops -->",
        "v1.2.3 on 2024-01-02 at 08:00",
    ],
)
def test_what_is_none(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("./deploy.sh <env>", ["<env>"]),
        ("git tag [VERSION]", ["[VERSION]"]),
        ('[ -n "$X" ] && grep "[A-Z]" f', []),
        ("psql < dump.sql > out.log", []),
        ("cat <<EOF", []),
        ("[[ $A == B ]]", []),
    ],
)
def test_fences(text: str, found: list[str]) -> None:
    assert [raw for raw, _, _ in seen(text, fence=True)] == found
