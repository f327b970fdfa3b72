"""The words of Spanish checklists."""

from runbook.model import Verb
from runbook.terms import Part, Unit
from runbook.words.table import Words

_RELEASE = r"(?:despliegue|lanzamiento|publicación|release|deploy|producción|puesta en marcha)"
_WAY_BACK = r"(?:reversión|revertir|rollback|vuelta atrás|marcha atrás)"

_PARTS: tuple[tuple[Part, str], ...] = (
    (Part.CONFIRMATION, r"\b(?:aprobación|firma)s? (?:final|posterior)"),
    (Part.APPROVAL, r"\b(?:aprobaci(?:ón|ones)|firmas?|visto bueno)\b"),
    (
        Part.BEFORE,
        rf"\bpre-?\s?(?!{_WAY_BACK}){_RELEASE}|^\W*(?:\d+[.)] )?(?:antes|previo)\b|\bprerrequisitos\b",
    ),
    (Part.AFTER, rf"\bpos(?:t|terior)-?\s?(?:al )?{_RELEASE}|^\W*(?:\d+[.)] )?(?:después|tras)\b"),
    (Part.SUCCESS, r"\bcriterios de (?:éxito|aceptación)\b"),
    (Part.COMMUNICATION, r"\bcomunicaci(?:ón|ones)\b"),
    (Part.CRITERIA, rf"\bcriterios de {_WAY_BACK}\b"),
    (Part.RECOVER, rf"\b{_WAY_BACK}\b|\babortar\b"),
    (Part.CONTACTS, r"\bcontactos?\b|\bescalamiento\b|\bescalado\b"),
    (Part.EMERGENCY, r"\bemergencias?\b"),
    (
        Part.REFERENCE,
        (
            r"^\W*(?:\d+[.)] )?(?:solución de problemas|problemas comunes|"
            r"preguntas frecuentes|glosario|referencias|recursos|índice|buenas prácticas)\b"
        ),
    ),
    (Part.MONITORING, r"\bmonitoreo\b|\bmonitorización\b|\bsupervisión\b"),
    (Part.BEFORE, r"\b(?:preparación|preparativos|requisitos)\b"),
    (
        Part.DURING,
        (
            rf"\b(?:pasos|proceso|procedimiento|ejecución|ventana|día)\b.*\b{_RELEASE}\b|"
            rf"^\W*(?:\d+[.)] )?(?:durante\b|{_RELEASE}$)|\bejecución\b"
        ),
    ),
    (Part.AFTER, r"\b(?:verificación|validación|pruebas de humo)\b"),
)

SPANISH = Words(
    parts=_PARTS,
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    units={
        **dict.fromkeys(
            (
                "segundo",
                "segundos",
            ),
            Unit.SECOND,
        ),
        **dict.fromkeys(
            (
                "minuto",
                "minutos",
            ),
            Unit.MINUTE,
        ),
        **dict.fromkeys(
            (
                "hora",
                "horas",
            ),
            Unit.HOUR,
        ),
        **dict.fromkeys(
            (
                "día",
                "días",
                "dia",
                "dias",
            ),
            Unit.DAY,
        ),
        **dict.fromkeys(
            (
                "semana",
                "semanas",
            ),
            Unit.WEEK,
        ),
        **dict.fromkeys(
            (
                "mes",
                "meses",
            ),
            Unit.MONTH,
        ),
    },
    verbs={
        **dict.fromkeys(
            ("verificar", "comprobar", "revisar", "monitorear", "probar", "validar"), Verb.OBSERVATION
        ),
        **dict.fromkeys(("ejecutar", "crear", "desplegar"), Verb.ACTION),
        **dict.fromkeys(("avisar", "notificar", "comunicar", "anunciar", "enviar"), Verb.COMMUNICATION),
    },
    before=(
        "antes",
        "previo",
    ),
    during=("durante",),
    after=(
        "después",
        "tras",
    ),
    dated=("fecha",),
    roles=(
        "responsable",
        "líder",
        "gerente",
        "jefe",
    ),
    every=("cada",),
)
