"""Each lint finds what it is for, at its line, and leaves alone what is as it should be."""

from datetime import UTC, datetime

import pytest

from runbook import bindings, reader
from runbook.bindings import Bindings, digest
from runbook.lint import LINTS, Level, Problem, lint
from tests.runbook.samples import SHIPPED

BEFORE, AFTER = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
BESIDE = SHIPPED.with_suffix(".bindings.yaml")


def found(markdown: str, bound: str = "", now: datetime = BEFORE) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in problems(markdown, bound, now)]


def problems(markdown: str, bound: str = "", now: datetime = BEFORE) -> tuple[Problem, ...]:
    return lint(reader.read(markdown.encode()), now, bindings.read(bound.encode(), "x.yaml"))


# The default runbook. ---------------------------------------------------------------------------------------


def shipped(bound: Bindings | None = None, now: datetime = AFTER) -> list[tuple[str, list[int]]]:
    lines: dict[str, list[int]] = {}
    for problem in lint(reader.read(SHIPPED.read_bytes()), now, bound):
        lines.setdefault(problem.code, []).append(problem.line)
    return sorted(lines.items())


def test_the_default_runbook_without_bindings() -> None:
    assert shipped() == [
        ("E1", [7, 8, 334, 335, 336, 337, 338, 342, 343, 344, 345]),
        ("E2", [5]),
        ("E3", [7, 8, 293, 295, 297, 334, 335, 336, 337, 338]),
        ("E6", [167]),
        ("E7", [214]),
        ("I1", [207]),
        ("I2", [84]),
        ("W10", [136]),
        ("W11", [276]),
        ("W12", [314]),
        ("W13", [28]),
        ("W14", [177]),
        ("W2", [65]),
        ("W4", [332]),
        ("W5", [204, 205, 206]),
        ("W7", [183]),
        ("W8", [228, 246, 247, 248, 252, 253, 254, 258, 259, 260]),
        ("W9", [142]),
    ]


def test_its_bindings_answer_every_error() -> None:
    bound = bindings.read(BESIDE.read_bytes(), BESIDE.name)
    assert [code for code, _ in shipped(bound, BEFORE) if code.startswith("E")] == []
    assert not {"W2", "W7"} & dict(shipped(bound, BEFORE)).keys()


# One by one: what has it, what has it not. ------------------------------------------------------------------

DEPLOY = "# Deploy\n\n## Api v2.0.0\n\n"
META = "**Deployment Date:** {date}  \n**Deployment Time:** 08:00 UTC\n**Deployment Lead:** {lead}\n\n"
STAGE = "## Day\n\n### 08:00 - Begin\n\n- [ ] Begin\n\n"
BACK = "## Rollback Procedure\n\n```bash\n# 1. Roll back\n{command}\n```\n"
TRIGGERS = (
    "## Rollback Criteria\n\n### Automatic Rollback Triggers\n\n- Errors > 5% for 5 minutes\n- {event}\n"
)
PLANNED = DEPLOY + META.format(date="March 11, 2026", lead="Ana") + STAGE
APPROVAL = "## Sign-Off\n\n### Pre-Deployment Approval\n\n- [ ] QA Lead: ____ Date: ____\n"
TWO_SIGN = PLANNED + APPROVAL.replace("- [ ]", "- [ ] CTO: ____ Date: ____\n- [ ]")
CLAIMED = DEPLOY + "## Before\n\n- [x] {claim}\n\n"
SUCCESS = "## Success Criteria\n\n### Metrics (24 hours)\n\n- [ ] {criterion}\n"
ON_CALL = "**On-Call Engineer:** [Name]\n\n"
ROLLED = DEPLOY + "- [ ] X\n\n" + TRIGGERS.format(event="Leak")
ROLLOUT = DEPLOY + "## Day\n\n### 09:00 - {title}\n\n- [ ] Route {percent}% traffic\n"
TIMELINES = ROLLOUT.format(title="First", percent=10) + "\n```\n{clock}  10 % of the traffic\n```\n"
WAYS_BACK = (
    DEPLOY
    + "## Deploy\n\n- [ ] X\n\n## Rollback\n\n### Option A: Flags\n\n1. Switch it off\n\n"
    + ("### Option B: Image\n\n1. Deploy the one before\n")
)
MIGRATED = ROLLOUT.format(title="First", percent=10).replace("Route", "Run migrations\n- [ ] Route")
TOLD = PLANNED + "## Communication Plan\n\n### Users\n\n**{phase}:**\n\n- {told}\n"
MONITORED = PLANNED + "## Post-Deployment Monitoring\n\n### Hour 1-4\n\n- [ ] Monitor {every}\n\n{second}"
MORTEMS = BACK.format(command="./back.sh\n\n# 2. Post-mortem\n# Hold it within {first}") + (
    "\n## Emergency\n\n**Severity 1 (Critical):**\n\n1. Page\n2. {last}\n"
)
DAILY = MONITORED.format(every="every hour", second="### Day 2-7\n\n- [ ] Daily health report\n\n") + (
    "## Post-Deployment Tasks\n\n### Week 1\n\n- [ ] Daily {what}\n"
)

HAVE = [
    ("E1", "[Name]", DEPLOY + META.format(date="March 11, 2026", lead="[Name]") + STAGE),
    ("E1", "QA Lead", DEPLOY + "- [ ] X\n\n## Approvals\n\n- [ ] QA Lead: ____ Date: ____\n"),
    ("E2", "January", DEPLOY + META.format(date="January 5, 2026", lead="Ana") + STAGE),
    ("E3", "[Name]", DEPLOY + META.format(date="March 11, 2026", lead="[Name]") + STAGE),
    ("E4", "curl", PLANNED + BACK.format(command="curl -s http://localhost:8000/healthz")),
    ("E5", "watch", PLANNED + BACK.format(command="watch -n 5 ./status.sh")),
    ("E5", "tail", PLANNED + BACK.format(command="tail -n 20 -f app.log")),
    ("E6", "Data leak", DEPLOY + "- [ ] X\n\n" + TRIGGERS.format(event="Data leak reported")),
    ("E7", "tickets", DEPLOY + "- [ ] X\n\n" + SUCCESS.format(criterion="Support tickets < baseline")),
    ("E10", "back.sh", PLANNED + BACK.format(command="./back.sh --to <previous-tag>")),
    ("E10", "cp", PLANNED + BACK.format(command="cp <source> /srv")),
    ("E10", "back.sh", PLANNED + BACK.format(command="./back.sh --at YYYY-MM-DD")),
    ("E10", "back.sh", PLANNED + BACK.format(command="./back.sh --to [PREVIOUS_TAG]")),
    ("E9", "T-7", DEPLOY + "## T-7\n\n- [ ] Announce\n"),
    ("E9", "Week 2", DEPLOY + "## Preparing\n\n### Week 2\n\n- [ ] Rehearse\n"),
    ("W1", "approval obtained", CLAIMED.format(claim="Management approval obtained") + APPROVAL),
    ("W2", "schedule", CLAIMED.format(claim="On-call schedule set").replace("## B", ON_CALL + "## B")),
    ("W3", "Everyone", ROLLOUT.format(title="Everyone", percent=50)),
    ("W4", "### Pre-Deployment Approval", PLANNED + APPROVAL),
    ("W5", "< 1%", ROLLED + SUCCESS.format(criterion="Errors < 1%")),
    ("W6", "72h", TOLD.format(phase="Before", told="Email 72h before").replace("March 11", "March 10")),
    ("W7", "b.sh", PLANNED + TRIGGERS.format(event="Leak") + BACK.format(command="./b.sh --reason bad")),
    ("W8", "Blog", TOLD.format(phase="After", told="Blog post")),
    ("W9", "Hour 4-24", MONITORED.format(every="twice", second="### Hour 4-24\n\n- [ ] Look\n")),
    ("W10", "every 5", MONITORED.format(every="every 5 minutes", second="")),
    ("W11", "48h", PLANNED + MORTEMS.format(first="24 hours", last="Post-mortem within 48h")),
    ("W12", "to all", DAILY.format(what="health report to all")),
    ("W13", "migrations", MIGRATED + BACK.format(command="./back.sh")),
    ("W14", "Fix time", PLANNED + "## Manual Rollback Decision\n\n- Fix time > 30 minutes\n"),
    ("W15", "Weekly", TOLD.format(phase="After", told="Weekly for month 1").replace("March 1", "December 1")),
    ("W16", "09:30", TIMELINES.format(clock="09:30")),
    ("W16", "T+53", DEPLOY + "## T+56 min: Shift\n\n- [ ] Route 50% traffic\n\n```\nT+53 min  50 %\n```\n"),
    ("W17", "✅", DEPLOY + "- [ ] Tests run ✅\n"),
    ("W17", "❌", DEPLOY + "- [x] Tests run ❌\n"),
    ("W20", "<!--", DEPLOY + "- [ ] X\n\n<!-- for a minor release:\n- [ ] Y\n-->\n"),
    ("W21", "psql", DEPLOY + "- [ ] X\n\n```\nexport A=1\npsql postgres://app:hunter22@db/live\n```\n"),
    ("W21", "hunter", DEPLOY + "- [ ] Log in with password: hunter2222\n"),
    ("W21", "glpat", DEPLOY + "- [ ] X\n\n```\nexport A=1\nlogin glpat-0123456789abcdef\n```\n"),
    ("W21", "correct", DEPLOY + "- [ ] X\n\n```\nDB_PASSWORD='correcthorse' run\n```\n"),
    ("W22", "# Deploy", DEPLOY + "- [ ] X\n"),
    ("W23", "<!-- later", DEPLOY + "- [ ] X\n\n<!-- later\n\n## More\n\n- [ ] Y\n"),
    ("W23", "<!-- later", DEPLOY + "- [ ] X\n\n<!-- later --!>\n\n## More\n"),
    ("I1", "No serious", DEPLOY + "- [ ] X\n\n" + SUCCESS.format(criterion="No serious incidents")),
    ("I2", "tag", DEPLOY + "- [ ] Create tag `v2.0.0`\n"),
    ("W18", "1. Stop", DEPLOY + "## Deploy\n\n1. Stop the queue\n2. Start it\n"),
    ("W19", "Option A", WAYS_BACK),
    ("I4", "# Deploy", DEPLOY + "- [ ] Wykonać kopię\n\n" + "Nie jest dla się oraz przed wszystkie.\n" * 3),
    ("I3", "Troubleshooting", DEPLOY + "- [ ] X\n\n## Troubleshooting\n\n- Restart it\n"),
]  # fmt: skip

HAVE_WITH = [
    ("E4", "curl", PLANNED + BACK.format(command="curl http://localhost/z"),
        "probes: {health: {http: 'http://127.0.0.1/z'}}"),
    ("W24", "back.sh", PLANNED + BACK.format(command="./back.sh"),
        "commands: {rollback: {argv: [./back.sh]}}"),
    ("W24", "smoke", DEPLOY + "- [ ] Run smoke tests: `./smoke.sh`\n",
        "commands: {run-smoke-tests: {argv: [./smoke.sh]}}"),
    ("W24", "# Deploy", DEPLOY + "- [ ] X\n", "traffic: {argv: [./traffic.sh, '{percent}']}"),
    ("W26", "# Deploy", PLANNED, "stages: {Begun: clock}"),
    ("W25", "QA Lead", TWO_SIGN, "roles: {qa lead: UCHI, CTO: [UCHI]}"),
]  # fmt: skip
"""Where it is a side file that has it."""

HAVE_NOT = [
    ("E1", DEPLOY + META.format(date="May 1, 2026", lead="[Name]") + STAGE, "roles: {Deployment Lead: U1}"),
    ("E1", CLAIMED.format(claim="Tests green") + APPROVAL, "roles: {QA Lead: U1}"),
    ("E2", DEPLOY + META.format(date="March 11, 2026", lead="Ana") + STAGE, ""),
    ("E3", DEPLOY + META.format(date="May 1, 2026", lead="[Name]") + STAGE, "roles: {deployment lead: [S1]}"),
    ("E4", PLANNED + BACK.format(command="curl -s http://localhost/healthz"),
        "probes: {health: {http: 'https://api.example'}}"),
    ("E4", PLANNED + BACK.format(command="curl -s https://api.example/healthz"), ""),
    ("E5", PLANNED + BACK.format(command="./watchdog.sh --once"), ""),
    ("E6", DEPLOY + "- [ ] X\n\n" + TRIGGERS.format(event="Leak seen"), "signals: {leak seen: button}"),
    ("E7", ROLLED + SUCCESS.format(criterion="Tickets < baseline"), "baselines: {tickets: 4}"),
    ("E10", PLANNED + BACK.format(command="./back.sh --to v1.9.0 2>&1 <input.txt"), ""),
    ("E10", PLANNED + BACK.format(command="docker ps --format '{{.Names}}'"), ""),
    ("E9", DEPLOY + "## T-7 days\n\n- [ ] Announce\n", ""),
    ("E9", DEPLOY + "## After the deployment\n\n### Week 2\n\n- [ ] Look\n", ""),
    ("W1", CLAIMED.format(claim="Code review approved") + APPROVAL, ""),
    ("W1", CLAIMED.format(claim="Approval obtained"), ""),
    ("W2", CLAIMED.format(claim="On-call schedule set"), ""),
    ("W3", ROLLOUT.format(title="Everyone", percent=100), ""),
    ("W3", ROLLOUT.format(title="A tenth", percent=10), ""),
    ("W4", DEPLOY + APPROVAL + STAGE, ""),
    ("W5", ROLLED + SUCCESS.format(criterion="Wait < 1s"), ""),
    ("W6", TOLD.format(phase="Before", told="Email 24h before"), ""),
    ("W7", PLANNED + TRIGGERS.format(event="Leak") + BACK.format(command="./back.sh --to v1"), ""),
    ("W8", TOLD.format(phase="After", told="Email within 2 hours"), ""),
    ("W9", MONITORED.format(every="twice", second="### Hour 5-24\n\n- [ ] Look\n"), ""),
    ("W10", MONITORED.format(every="every hour", second=""), ""),
    ("W11", PLANNED + MORTEMS.format(first="24 hours", last="Write it down"), ""),
    ("W12", DAILY.format(what="stand-up of the shift"), ""),
    ("W13", MIGRATED + BACK.format(command="./traffic.sh 0"), ""),
    ("W14", PLANNED + "## Manual Rollback Decision\n\n- More than 3 incidents\n", ""),
    ("W15", TOLD.format(phase="After", told="Weekly updates for month 1"), ""),
    ("W16", TIMELINES.format(clock="09:00"), ""),
    ("W17", DEPLOY + "- [x] Tests run ✅\n", ""),
    ("I4", SHIPPED.read_text(), ""),
    ("W18", DEPLOY + "- [ ] X\n\n1. Detail\n2. Detail\n", ""),
    ("W19", PLANNED + BACK.format(command="./back.sh"), ""),
    ("W20", DEPLOY + "- [ ] X\n\n<!-- runsheet: owner=@ops -->\n", ""),
    ("W21", DEPLOY + "- [ ] X\n\n```\npsql postgres://app:$PASSWORD@db/live\n```\n", ""),
    ("W21", DEPLOY + "- [ ] Ask for the password: <password>\n", ""),
    ("W21", DEPLOY + "- [ ] Mail ops@harbor.example or call +84 912 345 678\n", ""),
    ("W21", DEPLOY + "- [ ] X\n\n```\nmkdir -p releases/v2\n```\n", ""),
    ("W22", PLANNED + BACK.format(command="./back.sh"), ""),
    ("W24", PLANNED, f"commands: {{rollback: {{argv: [./back.sh], sha256: {digest(['./back.sh'])}}}}}"),
    ("W26", PLANNED, "stages: {begin: clock}"),
    ("W26", PLANNED, "stages: {'08:00 - Begin': clock}"),
    ("W24", DEPLOY + "- [ ] X\n", "traffic: {readback: {prometheus: share}}"),
    ("W25", TWO_SIGN, "roles: {QA Lead: UCHI, CTO: [UCHI, UDEV]}"),
    ("W25", TWO_SIGN, "roles: {QA Lead: SQA, CTO: SQA}"),
    ("W25", TWO_SIGN, "roles: {QA Lead: UCHI, CTO: UDEV, DevOps Lead: UCHI}"),
    ("W25", TWO_SIGN, "{roles: {QA Lead: UCHI, CTO: UCHI}, signoff: {distinct: false}}"),
    ("W25", TWO_SIGN, "{roles: {QA Lead: UCHI, CTO: UCHI}, signoff: {roles: [cto]}}"),
    ("W25", TWO_SIGN.replace("08:00 - ", ""), "roles: {QA Lead: UCHI, CTO: UCHI}"),
    ("E4", PLANNED + BACK.format(command="curl http://localhost/z"),
        "probes: {health: {http: 'http://127.0.0.1/z', own_host: true}}"),
    ("W23", DEPLOY + "- [ ] X\n\n<!-- a -->\n<!-- b -->\n", ""),
    ("I1", DEPLOY + "- [ ] X\n\n" + SUCCESS.format(criterion="No complaints"), ""),
    ("I2", DEPLOY + "- [ ] Create tag `v3.0.0`\n", ""),
    ("I3", DEPLOY + "- [ ] X\n\n## Before you begin\n\n- [ ] Y\n", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "words", "markdown"), HAVE)
def test_it_is_found_at_its_line(code: str, words: str, markdown: str) -> None:
    lines = markdown.splitlines()
    assert [words in lines[line - 1] for each, line in found(markdown) if each == code] == [True]


@pytest.mark.parametrize(("code", "words", "markdown", "bound"), HAVE_WITH)
def test_it_is_found_with_a_side_file(code: str, words: str, markdown: str, bound: str) -> None:
    lines = markdown.splitlines()
    assert [words in lines[line - 1] for each, line in found(markdown, bound) if each == code] == [True]


def test_lint_says_the_hash_to_paste() -> None:
    bound = "commands: {rollback: {argv: [./back.sh]}}"
    (problem,) = [each for each in problems(PLANNED, bound) if each.code == "W24"]
    assert problem.fix.endswith(f"sha256: {digest(['./back.sh'])}.")


def test_one_person_bound_to_two_signatures_is_named_with_both() -> None:
    (problem,) = [
        each for each in problems(TWO_SIGN, "roles: {QA Lead: UCHI, CTO: UCHI}") if each.code == "W25"
    ]
    assert problem.message == "UCHI alone is bound to CTO and to QA Lead, and nobody signs twice."
    assert problem.fix.startswith("Bind somebody else to one of the two")


@pytest.mark.parametrize(("code", "markdown", "bound"), HAVE_NOT)
def test_it_is_not_found_where_all_is_well(code: str, markdown: str, bound: str) -> None:
    assert code not in dict(found(markdown, bound))


def test_every_code_has_a_file_that_has_it_and_one_that_has_not() -> None:
    codes = {docstring.split(":")[0] for each in LINTS if (docstring := each.__doc__ or "")}
    assert len(codes) == len(LINTS)
    assert codes - {code for code, _, _ in HAVE} - {code for code, _, _, _ in HAVE_WITH} == set()
    assert codes - {code for code, _, _ in HAVE_NOT} == set()


def test_problems_say_what_and_what_to_do() -> None:
    for problem in problems(SHIPPED.read_text()):
        assert problem.level in Level
        assert problem.message.endswith(".")
        assert problem.fix.endswith(".")
