"""The words of English checklists."""

from runbook.constructs import Response, StepKind
from runbook.model import Verb
from runbook.terms import Part, Span, Unit
from runbook.words.table import Words

_RELEASE = (
    r"(?:deploy(?:ment)?|release|launch|cut-?\s?over|roll-?\s?out|go-?\s?live|migration|upgrade|publish)"
)
_WAY_BACK = r"(?:roll(?:ing)?[- ]?back|revert|back-?\s?out)"
_DURING = (
    rf"\b{_RELEASE} (?:steps?|procedures?|process|day|tasks?|sequence|execution|window|phase|sprint)\b"
    rf"|^\W*(?:during\b|(?:\d+[.)] )?(?:the )?{_RELEASE}$)"
    r"|\b(?:deploying|releasing|publishing|tagging|execution)\b"
)
_REFERENCE = (
    r"^\W*(?:\d+[.)] )?(?:troubleshooting|common (?:issues|problems|failures|errors)|faq|frequently asked"
    r"|glossary|related\b|see also|(?:table of )?contents$|toc$|change ?log$|(?:useful )?resources$"
    r"|references?$|quick reference|best practices?|do'?s and don'?ts|appendix)"
)

# Whole phrases come first; a prefix (pre-, post-) wins over the noun that it stands before.
_PARTS: tuple[tuple[Part, str], ...] = (
    (Part.CONFIRMATION, r"\b(?:post|after|final)\b.*\b(?:sign-?\s?offs?|approvals?)\b|\bconfirmation\b"),
    (Part.APPROVAL, r"\bsign-?\s?offs?\b|\bapprovals?\b"),
    (
        Part.BEFORE,
        rf"\bpre-?\s?(?!{_WAY_BACK})(?:{_RELEASE}|flight|requisites?|merge|production)|^\W*before\b",
    ),
    (
        Part.SUCCESS,
        r"\b(?:success|acceptance) criteria\b|\bdefinition of done\b|^\W*(?:done when|must[- ]haves?)\b",
    ),
    (Part.COMMUNICATION, r"\bcommunications?\b"),
    (Part.TRIGGERS, r"\bautomat(?:ic|ed)\b.*\btriggers?\b"),
    (Part.DECISION, rf"\bmanual\b.*\bdecisions?\b|\b{_WAY_BACK} decision\b"),
    (Part.CRITERIA, rf"\b{_WAY_BACK} (?:criteria|conditions|triggers?)\b|\bwhen to {_WAY_BACK}\b"),
    (Part.PROCEDURE, rf"\b{_WAY_BACK}\b.*\bprocedures?\b"),
    (Part.RECOVER, rf"\b{_WAY_BACK}\b|\babort(?:ing)?\b|\bkill switch\b"),
    (Part.CONTACTS, r"\bcontacts?\b|\bescalation\b"),
    (Part.EMERGENCY, r"\bemergenc(?:y|ies)\b|\bincident response\b"),
    (Part.REFERENCE, _REFERENCE),
    (Part.TASKS, r"\b(?:post|after|follow-?\s?up)\b.*\btasks\b"),
    (Part.MONITORING, r"\bmonitoring\b"),
    (Part.AFTER, rf"\bpost-?\s?(?:{_RELEASE}|production)|^\W*after\b|\bafter (?:the )?{_RELEASE}\b"),
    (Part.BEFORE, r"\breadiness\b|\bprepar(?:e|ation|ing)\b|\bprerequisites?\b|\b(?:code |merge )?freeze\b"),
    (Part.DURING, _DURING),
    (Part.AFTER, r"\bverif(?:y|ication)\b|\bsmoke\b|\bwrap[- ]?up\b|\bhand-?\s?off\b"),
)

_UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), Unit.SECOND),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), Unit.MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), Unit.HOUR),
    **dict.fromkeys(("d", "day", "days"), Unit.DAY),
    **dict.fromkeys(("w", "week", "weeks"), Unit.WEEK),
    **dict.fromkeys(("month", "months"), Unit.MONTH),
}

_VERBS = {
    **dict.fromkeys(("check", "verify", "monitor", "review", "test", "watch", "validate"), Verb.OBSERVATION),
    **dict.fromkeys(("run", "trigger", "create", "route", "execute"), Verb.ACTION),
    **dict.fromkeys(
        (
            "alert",
            "update",
            "notify",
            "send",
            "announce",
            "inform",
            "email",
            "tell",
            "post",
            "share",
            "draft",
        ),
        Verb.COMMUNICATION,
    ),
}

_BACK = ("rollback", "roll back", "roll-back", "revert", "restore", "undo", "back out")

ENGLISH = Words(
    months=(
        *("january", "february", "march", "april", "may", "june"),
        *("july", "august", "september", "october", "november", "december"),
    ),
    units=_UNITS,
    one=("a", "an", "one"),
    parts=_PARTS,
    verbs=_VERBS,
    leading=("continue", "keep", "please", "also"),
    watching=("monitor", "watch"),
    metrics=("metric", "metrics", "error rate", "error rates", "response time", "response times", "latency"),
    logs=("log", "logs"),
    papers=("checklist", "runbook", "plan", "feedback", "document", "documentation", "users report"),
    frequencies={
        "hourly": Span(1, Unit.HOUR),
        "daily": Span(1, Unit.DAY),
        "weekly": Span(1, Unit.WEEK),
        "monthly": Span(1, Unit.MONTH),
    },
    every=("every",),
    not_ours=("run", "runs", "running", "executes", "scheduled", "refreshes", "fires", "works"),
    standing=("respond", "react", "stay"),
    route=("route", "shift", "send"),
    traffic=("traffic",),
    to=("to",),
    tag=("tag",),
    baseline=("baseline",),
    lasting=("for",),
    first=("first",),
    before=("before",),
    during=("during",),
    after=("after",),
    within=("within",),
    on_event=("if", "in case of", "when"),
    stream=("real-time", "realtime", "real time", "live updates", "live progress", "as it happens"),
    dated=("date",),
    severity=("severity", "sev"),
    decide=("decide", "decision"),
    alternative=("or",),
    roles=(
        *("lead", "engineer", "manager", "owner", "officer", "director", "architect", "administrator"),
        *("coordinator", "commander", "dba", "sre", "cto", "ceo", "ciso", "on-call", "head of"),
    ),
    leads=("deployment lead", "release lead", "release manager", "launch lead"),
    steps=(
        (StepKind.VERIFY, ("verify", "check", "prove", "test", "validate", "confirm", "ensure")),
        (StepKind.WATCH, ("watch", "monitor", "observe")),
        (StepKind.NOTIFY, ("notify", "tell", "announce", "inform", "alert", "email")),
        (StepKind.ROLL_BACK, _BACK),
    ),
    responses=(
        (Response.PAGE, ("page", "alert", "on-call", "on call")),
        (Response.CHANNEL, ("slack channel", "incident channel", "open a channel", "war room")),
        (Response.ASSESS, ("assess", "investigate", "diagnose", "identify", "triage", "find", "determine")),
        (Response.DECIDE, ("decide", "decision")),
        (Response.ACT, (*("execute", "carry out", "implement", "apply", "fix", "mitigate"), *_BACK)),
        (Response.VERIFY, ("verify", "validate", "confirm", "check", "monitor", "watch")),
        (
            Response.REVIEW,
            ("post-mortem", "postmortem", "post mortem", "retrospective", "review", "document", "write down"),
        ),
    ),
)
