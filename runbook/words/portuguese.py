"""The words of Portuguese checklists."""

from runbook.model import Verb
from runbook.terms import Part, Unit
from runbook.words.table import Words

_RELEASE = r"(?:deploy|implantação|lançamento|publicação|release|produção)"
_WAY_BACK = r"(?:reversão|reverter|rollback|retorno)"

_PARTS: tuple[tuple[Part, str], ...] = (
    (Part.CONFIRMATION, r"\baprovaç(?:ão|ões) fina(?:l|is)\b"),
    (Part.APPROVAL, r"\baprovaç(?:ão|ões)\b|\bassinaturas?\b"),
    (
        Part.BEFORE,
        rf"\bpr[eé]-?\s?(?!{_WAY_BACK}){_RELEASE}|^\W*(?:\d+[.)] )?antes\b|\bpré-?requisitos\b",
    ),
    (Part.AFTER, rf"\bp[oó]s-?\s?{_RELEASE}|^\W*(?:\d+[.)] )?(?:após|depois)\b"),
    (Part.SUCCESS, r"\bcritérios de (?:sucesso|aceitação)\b"),
    (Part.COMMUNICATION, r"\bcomunicaç(?:ão|ões)\b"),
    (Part.CRITERIA, rf"\bcritérios de {_WAY_BACK}\b"),
    (Part.RECOVER, rf"\b{_WAY_BACK}\b|\babortar\b"),
    (Part.CONTACTS, r"\bcontatos?\b|\bescalonamento\b"),
    (Part.EMERGENCY, r"\bemergências?\b"),
    (
        Part.REFERENCE,
        (
            r"^\W*(?:\d+[.)] )?(?:solução de problemas|problemas comuns|perguntas frequentes|"
            r"glossário|referências|recursos|índice|boas práticas)\b"
        ),
    ),
    (Part.MONITORING, r"\bmonitoramento\b|\bmonitorização\b"),
    (Part.BEFORE, r"\b(?:preparação|preparativos)\b"),
    (
        Part.DURING,
        (
            rf"\b(?:passos|etapas|processo|procedimento|execução|comandos|janela|"
            rf"dia)\b.*\b{_RELEASE}\b|^\W*(?:\d+[.)] )?(?:durante\b|{_RELEASE}$)|\bexecução\b"
        ),
    ),
    (Part.AFTER, r"\b(?:verificação|validação)\b|\bsmoke\b"),
)

PORTUGUESE = Words(
    parts=_PARTS,
    months=(
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
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
                "mês",
                "meses",
            ),
            Unit.MONTH,
        ),
    },
    verbs={
        **dict.fromkeys(
            ("verificar", "conferir", "revisar", "monitorar", "testar", "validar"), Verb.OBSERVATION
        ),
        **dict.fromkeys(("executar", "criar", "implantar"), Verb.ACTION),
        **dict.fromkeys(("avisar", "notificar", "comunicar", "anunciar", "enviar"), Verb.COMMUNICATION),
    },
    before=("antes",),
    during=("durante",),
    after=(
        "após",
        "depois",
    ),
    dated=("data",),
    roles=(
        "responsável",
        "líder",
        "gerente",
    ),
    every=("cada",),
)
