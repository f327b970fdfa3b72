"""The words of German checklists."""

from runbook.model import Verb
from runbook.terms import Part, Unit
from runbook.words.table import Words

_RELEASE = (
    r"(?:deployment|deploy|release|produktivsetzung|inbetriebnahme|auslieferung|"
    r"veröffentlichung|go-?live|rollout)"
)
_WAY_BACK = r"(?:rollback|zurückrollen|rückbau|rückfall|zurücksetzen)"

_PARTS: tuple[tuple[Part, str], ...] = (
    (Part.CONFIRMATION, r"\babschließende freigabe"),
    (Part.APPROVAL, r"\bfreigaben?\b|\bunterschriften?\b|\bgenehmigung(?:en)?\b"),
    (
        Part.BEFORE,
        (
            rf"^\W*(?:\d+[.)] )?(?:vor\b|vorab\b)|\bpre-?\s?{_RELEASE}|\bvorbereitung(?:en)?\b|"
            rf"\bvoraussetzungen\b"
        ),
    ),
    (Part.AFTER, rf"^\W*(?:\d+[.)] )?nach\b|\bpost-?\s?{_RELEASE}|\bnachbereitung\b|\bnacharbeiten\b"),
    (Part.SUCCESS, r"\b(?:erfolgs|abnahme)kriterien\b"),
    (Part.COMMUNICATION, r"\bkommunikation(?:splan)?\b"),
    (Part.CRITERIA, rf"\b{_WAY_BACK}-?kriterien\b"),
    (Part.RECOVER, rf"\b{_WAY_BACK}|\bnotfallplan\b"),
    (Part.CONTACTS, r"\bkontakte?\b|\bansprechpartner\b|\beskalation\b"),
    (Part.EMERGENCY, r"\bnotfall\b"),
    (
        Part.REFERENCE,
        (
            r"^\W*(?:\d+[.)] )?(?:fehlerbehebung|häufige (?:fehler|probleme|fragen)|glossar|"
            r"weiterführend|inhalt(?:sverzeichnis)?$|änderungsverlauf)"
        ),
    ),
    (Part.MONITORING, r"\büberwachung\b"),
    (
        Part.DURING,
        (
            rf"\b(?:ablauf|durchführung|schritte)\b|\b{_RELEASE}-?(?:schritte|ablauf|tag)\b|"
            rf"^\W*(?:\d+[.)] )?(?:während\b|{_RELEASE}$)"
        ),
    ),
    (Part.AFTER, r"\b(?:überprüfung|verifikation|verifizierung|prüfung)\b"),
)

GERMAN = Words(
    parts=_PARTS,
    months=(
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ),
    units={
        **dict.fromkeys(
            (
                "sekunde",
                "sekunden",
            ),
            Unit.SECOND,
        ),
        **dict.fromkeys(
            (
                "minute",
                "minuten",
            ),
            Unit.MINUTE,
        ),
        **dict.fromkeys(
            (
                "stunde",
                "stunden",
                "std",
            ),
            Unit.HOUR,
        ),
        **dict.fromkeys(
            (
                "tag",
                "tage",
                "tagen",
            ),
            Unit.DAY,
        ),
        **dict.fromkeys(
            (
                "woche",
                "wochen",
            ),
            Unit.WEEK,
        ),
        **dict.fromkeys(
            (
                "monat",
                "monate",
                "monaten",
            ),
            Unit.MONTH,
        ),
    },
    verbs={
        **dict.fromkeys(("prüfen", "kontrollieren", "überwachen", "testen"), Verb.OBSERVATION),
        **dict.fromkeys(("ausführen", "starten", "anlegen"), Verb.ACTION),
        **dict.fromkeys(("informieren", "benachrichtigen", "ankündigen", "melden"), Verb.COMMUNICATION),
    },
    before=(
        "vor",
        "vorher",
    ),
    during=("während",),
    after=(
        "nach",
        "nachher",
    ),
    dated=("datum",),
    roles=(
        "leiter",
        "leiterin",
        "verantwortlicher",
        "verantwortliche",
    ),
)
