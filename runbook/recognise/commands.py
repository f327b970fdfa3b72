"""Commands: what a shell fence or a "Run `…`" says to run, each whole, with what it should answer.

A command is a proposal. The options of one fence are none: they are not to be run one after another.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from runbook.recognise import alternatives
from runbook.terms import Command

_SHELLS = {
    "bash", "sh", "shell", "zsh", "console", "shell-session", "terminal", "powershell", "pwsh", "ps1",
    "ps", "cmd", "bat",
}  # fmt: skip
_LONGEST = 2000
_PROMPT = re.compile(r"^\s*(?:\$|PS [^>]*>|PS>|[\w.-]+@[\w.-]+:[^$#]*[$#])\s+")
_BARE_PROMPT = re.compile(r"^\s*(?:\$|PS [^>]*>|PS>)\s+\S")
_COMMENT = re.compile(r"^\s*(?:#|REM\b|::|//)\s*(?P<said>.*)", re.I)
_EXPECTED = re.compile(
    r"^\W*(?:Expected(?: output| result| response)?\s*:?|→|->|=>"
    r"|(?:Output|It|This)?\s*Should (?=return|show|be|print|output|say)"
    r"|预期(?:结果)?\s*[:：]|期待(?:値|結果)\s*[:：]"
    r"|Ожидается\s*:|Esperado\s*:|Erwartet\s*:|Attendu\s*:|Kết quả mong đợi\s*:)\s*(?P<what>.+)",
    re.I,
)
_TRAILING = re.compile(r"\s+#\s*(?P<said>(?:expected|should|→|->|=>).*)$", re.I)
_SETTING = re.compile(r"^\s*(?:export\s+|set\s+)?[A-Za-z_][\w.]*=\S*.*$")
_HEREDOC = re.compile(r"<<-?\s*(?P<quote>['\"]?)(?P<end>[A-Za-z_]\w*)(?P=quote)")
_OPENS = re.compile(r"(?:^|[;&|]\s*|\bthen\s+|\bdo\s+)(?:for|while|until|if|case|select)\b|\{\s*$")
_CLOSES = re.compile(r"(?:^|[;&|]\s*|\s)(?:done|fi|esac)\b|^\s*\}")
_CONTINUES = re.compile(r"(?:(?<!\\)\\|(?<=\s)`|\|\|?|&&)\s*$")

_VERBS = ("run", "execute", "issue", "invoke", "launch", "type")
_RUN = re.compile(
    rf"\b(?:{'|'.join(_VERBS)})\b[^`.]{{0,60}}`(?P<command>[^`\n]{{2,300}})`|:\s*`(?P<after>[^`\n]{{2,300}})`",
    re.I,
)
_AFTER_COLON = re.compile(r":\s*`")
_PROGRAMS = {
    "ansible", "ansible-playbook", "apt", "aws", "az", "bash", "bundle", "cap", "cargo", "cat", "cd",
    "composer", "cp", "curl", "dig", "docker", "docker-compose", "dotnet", "eb", "fab", "flyctl",
    "gcloud", "gh", "git", "go", "gradle", "grep", "helm", "heroku", "java", "jq", "kubectl",
    "liquibase", "ls", "make", "mkdir", "mvn", "mysql", "mysqldump", "nginx", "node", "npm", "npx",
    "nslookup", "openssl", "pg_dump", "pg_restore", "php", "ping", "pip", "pm2", "pnpm", "poetry",
    "psql", "pytest", "python", "python3", "rails", "rake", "redis-cli", "rsync", "scp", "serverless",
    "sh", "ssh", "sudo", "supervisorctl", "systemctl", "terraform", "twine", "uv", "vault", "vercel",
    "wget", "yarn",
}  # fmt: skip


def commands(line: int, language: str, content: str) -> tuple[Command, ...]:
    """The commands of a fence whose first line of content is `line`; of other languages than shells, none."""
    lines = content.rstrip("\n").split("\n")
    if any(len(each) > _LONGEST for each in lines):
        return ()
    if alternatives.options_in(content):
        return ()
    prompted = any(map(_BARE_PROMPT.match, lines))
    if language.lower() not in _SHELLS and not (language == "" and prompted):
        return ()
    if all(not each.strip() or _COMMENT.match(each) or _SETTING.match(each) for each in lines):
        return ()  # the settings of an environment file
    return tuple(_bound(line, lines, prompted))


def in_words(line: int, text: str) -> tuple[Command, ...]:
    """What the words of an item say to run, where it begins with a program that is known, or with a path."""
    said = text[: text.rindex("`")].lower() if "`" in text else ""
    if not any(verb in said for verb in _VERBS) and not _AFTER_COLON.search(text):
        return ()
    named = (found["command"] or found["after"] for found in _RUN.finditer(text))
    return tuple(Command(line, each.strip()) for each in named if _is_command(each))


def expected(text: str) -> str | None:
    """What a line says that the command before it should answer."""
    found = _EXPECTED.match(text)
    return found["what"].strip(" *`") if found else None


def _is_command(said: str) -> bool:
    first = said.strip().split()[0] if said.strip() else ""
    return first.startswith(("./", "../")) or (first in _PROGRAMS and len(said.split()) > 1)


def _bound(line: int, lines: list[str], prompted: bool) -> Iterator[Command]:  # noqa: FBT001
    """The commands in order, each with what is said about its answer."""
    last: Command | None = None
    for at, said in _pieces(lines, prompted):
        answer = _answer(said, prompted)
        if answer is not None:
            if last and answer and last.expected is None:
                last = replace(last, expected=answer)
            continue
        if last:
            yield last
        last = _command(line + at, said)
    if last:
        yield last


def _answer(said: str, prompted: bool) -> str | None:  # noqa: FBT001
    """What a line that is no command says of the answer, perhaps nothing; None for a command."""
    comment = _COMMENT.match(said)
    if comment:
        return expected(comment["said"]) or ""
    if prompted and not _PROMPT.match(said):
        return said.strip()
    return expected(said) if said.lstrip().startswith(("→", "->", "=>")) else None


def _command(line: int, said: str) -> Command:
    text = _PROMPT.sub("", said.rstrip(), count=1)
    note = _TRAILING.search(text) if "\n" not in text else None
    if note is None:
        return Command(line, text)
    return Command(line, text[: note.start()], _said(note["said"]))


def _said(note: str) -> str:
    """What a note behind a command says of its answer; `should be v20` stays whole."""
    return note if note.lower().startswith("should") else expected(note) or note


def _pieces(lines: list[str], prompted: bool) -> Iterator[tuple[int, str]]:  # noqa: FBT001
    """Lines that belong together: continued ones, here-documents, loops, and open quotes."""
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = (
            at + 1
            if _COMMENT.match(lines[at]) or (prompted and not _PROMPT.match(lines[at]))
            else _end(lines, at)
        )
        yield at, "\n".join(lines[at:end])
        at = end


def _end(lines: list[str], at: int) -> int:
    """Behind the last line of the command that begins here; one that never closes takes the rest."""
    depth, quote, closing = 0, "", ""
    for end in range(at, len(lines)):
        line = lines[end]
        if closing:
            closing = "" if line.strip() == closing else closing
            if closing:
                continue
        elif heredoc := _HEREDOC.search(line):
            closing = heredoc["end"]
            continue
        depth += len(_OPENS.findall(line)) - len(_CLOSES.findall(line))
        quote = _quote(line, quote)
        if depth <= 0 and not quote and not _CONTINUES.search(line):
            return end + 1
    return len(lines)


def _quote(line: str, quote: str) -> str:
    """The quotation mark that is open at the end of a line."""
    skip = False
    for character in line:
        if skip:
            skip = False
        elif character == "\\" and quote != "'":
            skip = True
        elif quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
    return quote
