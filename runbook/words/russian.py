"""The words of Russian checklists."""

from runbook.model import Verb
from runbook.terms import Part, Unit
from runbook.words.table import Words

_RELEASE = (
    r"(?:депло\w*|релиз\w*|выкатк\w*|развертывани\w*|развёртывани\w*|запуск\w*|публикаци\w*|внедрени\w*)"
)
_WAY_BACK = r"(?:откат\w*|rollback)"

_PARTS: tuple[tuple[Part, str], ...] = (
    (Part.APPROVAL, r"\b(?:согласовани|утверждени|подпис)\w*"),
    (
        Part.BEFORE,
        (
            r"^\W*(?:\d+[.)] )?(?:перед|до)\b|\bпред(?:варительн|релизн)\w*|\bподготовк\w*|"
            r"\bготовност\w*|\bтребовани\w*|\bзаморозк\w*"
        ),
    ),
    (Part.AFTER, r"^\W*(?:\d+[.)] )?после\b|\bпострелизн\w*"),
    (Part.SUCCESS, r"\bкритери\w* (?:успех|приемк|приёмк|готовност)\w*"),
    (Part.COMMUNICATION, r"\bкоммуникаци\w*|\bоповещени\w*"),
    (Part.CRITERIA, rf"\bкритери\w* {_WAY_BACK}"),
    (Part.RECOVER, rf"\b{_WAY_BACK}"),
    (Part.CONTACTS, r"\bконтакт\w*|\bэскалаци\w*"),
    (Part.EMERGENCY, r"\bаварийн\w*|\bчрезвычайн\w*"),
    (
        Part.REFERENCE,
        (
            r"^\W*(?:\d+[.)] )?(?:устранение неполадок|частые (?:проблемы|вопросы)|глоссарий|"
            r"ссылки|содержание|оглавление|история изменений)"
        ),
    ),
    (Part.MONITORING, r"\bмониторинг\w*|\bнаблюдени\w*"),
    (
        Part.DURING,
        (
            rf"\b(?:шаги|порядок|процесс|процедура|выполнение|план|день)\b.*{_RELEASE}|"
            rf"^\W*(?:\d+[.)] )?(?:во время\b|{_RELEASE}$)"
        ),
    ),
    (Part.AFTER, r"\bпроверк\w*"),
)

RUSSIAN = Words(
    parts=_PARTS,
    months=(
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    units={
        **dict.fromkeys(
            (
                "сек",
                "секунд",
                "секунды",
            ),
            Unit.SECOND,
        ),
        **dict.fromkeys(
            (
                "мин",
                "минут",
                "минуты",
                "минута",
            ),
            Unit.MINUTE,
        ),
        **dict.fromkeys(
            (
                "час",
                "часа",
                "часов",
            ),
            Unit.HOUR,
        ),
        **dict.fromkeys(
            (
                "день",
                "дня",
                "дней",
            ),
            Unit.DAY,
        ),
        **dict.fromkeys(
            (
                "неделя",
                "недели",
                "недель",
            ),
            Unit.WEEK,
        ),
        **dict.fromkeys(
            (
                "месяц",
                "месяца",
                "месяцев",
            ),
            Unit.MONTH,
        ),
    },
    verbs={
        **dict.fromkeys(("проверить", "убедиться", "протестировать", "отслеживать"), Verb.OBSERVATION),
        **dict.fromkeys(("запустить", "выполнить", "создать", "развернуть"), Verb.ACTION),
        **dict.fromkeys(("сообщить", "уведомить", "оповестить", "отправить"), Verb.COMMUNICATION),
    },
    before=(
        "перед",
        "до",
    ),
    during=("во время",),
    after=("после",),
    dated=("дата",),
    roles=(
        "руководитель",
        "менеджер",
        "ответственный",
        "дежурный",
    ),
    every=(
        "каждые",
        "каждый",
    ),
)
