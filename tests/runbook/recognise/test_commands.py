"""Commands and what they should answer."""

import pytest

from runbook.recognise.commands import commands, expected, in_words
from runbook.terms import Command


def of(content: str, language: str = "bash") -> list[tuple[int, str, str | None]]:
    return [(each.line, each.text, each.expected) for each in commands(10, language, content)]


def test_one_a_line() -> None:
    assert of("git fetch\n\ngit tag v1\n") == [(10, "git fetch", None), (12, "git tag v1", None)]


def test_what_continues_is_one_command() -> None:
    assert of("docker run \\\n  --rm \\\n  app\nls") == [
        (10, "docker run \\\n  --rm \\\n  app", None),
        (13, "ls", None),
    ]
    assert of("cat <<'EOF' > f\n# not a comment\nx y\nEOF\nls") == [
        (10, "cat <<'EOF' > f\n# not a comment\nx y\nEOF", None),
        (14, "ls", None),
    ]
    assert of("for n in a b; do\n  ssh $n\ndone\nls") == [
        (10, "for n in a b; do\n  ssh $n\ndone", None),
        (13, "ls", None),
    ]
    assert of("for n in a b; do ssh $n; done\nls")[1] == (11, "ls", None)
    assert of("curl -d '{\n \"a\": 1\n}' http://x\nls")[1] == (13, "ls", None)
    assert of("Set-Item `\n  -Path x\nls", "powershell") == [
        (10, "Set-Item `\n  -Path x", None),
        (12, "ls", None),
    ]


def test_what_never_closes_takes_the_rest() -> None:
    assert of('echo "open\nls\n') == [(10, 'echo "open\nls', None)]


def test_prompts_go_and_output_is_expected() -> None:
    assert of("$ app --version\n1.2.3\n$ app check\n", "console") == [
        (10, "app --version", "1.2.3"),
        (12, "app check", None),
    ]
    assert of("$ ls\n", "") == [(10, "ls", None)]
    assert of("ls\n", "") == [], "a fence of no language is a command only with a prompt"
    assert of("PS C:\\app> Get-Service x\n", "powershell") == [(10, "Get-Service x", None)]


def test_what_is_said_of_the_answer() -> None:
    assert of("curl -s x\n# Expected: 200 OK\nls\n") == [(10, "curl -s x", "200 OK"), (12, "ls", None)]
    assert of("node --version  # Should be v20\n") == [(10, "node --version", "Should be v20")]
    assert of("npm run build\n# → dist/ is there\n") == [(10, "npm run build", "dist/ is there")]
    assert of("# 1. Build\nmake  # the whole of it\n") == [(11, "make  # the whole of it", None)]
    assert expected("**Expected:** all pods are ready") == "all pods are ready"
    assert expected("预期结果：构建成功") == "构建成功"
    assert expected("As expected it works") is None


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("json", '{"a": 1}'),
        ("sql", "DROP TABLE users;"),
        ("", "GoVersion: go1.16.3"),
        ("text", "$ not a shell"),
        ("{important}", "Read this"),
        ("bash", "DATABASE_URL=postgres://x\nexport MODE=production\n# a comment"),
        ("bash", "# only comments\n\n"),
        ("bash", "# Option A: switch it off\n./off.sh\n# Option B: go back\n./undo.sh\n"),
    ],
)
def test_what_is_no_command(language: str, content: str) -> None:
    assert of(content, language) == []


def test_a_span_after_run() -> None:
    assert in_words(3, "Run `npm ci` on the host") == (Command(3, "npm ci"),)
    assert in_words(3, "Tests pass: `./scripts/test.sh`") == (Command(3, "./scripts/test.sh"),)
    assert in_words(3, "Set `SECRET_KEY` and check `docker`") == ()
    assert in_words(3, "Branch: `main`, tag: `v1.0.0`") == ()
