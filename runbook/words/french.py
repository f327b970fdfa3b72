"""The words of French checklists."""

from runbook.model import Verb
from runbook.terms import Part, Unit
from runbook.words.table import Words

_RELEASE = r"(?:déploiement|mise en (?:production|ligne|service)|mep|lancement|livraison|release)"
_WAY_BACK = r"(?:retour (?:en )?arrière|rollback|restauration)"

_PARTS: tuple[tuple[Part, str], ...] = (
    (Part.CONFIRMATION, r"\b(?:validation|approbation)s? finale"),
    (Part.APPROVAL, r"\b(?:approbations?|signatures?|accord)\b"),
    (
        Part.BEFORE,
        rf"\bpr[eé]-?\s?(?!{_WAY_BACK}){_RELEASE}|^\W*(?:\d+[.)] )?avant\b|\bpré-?requis\b|\bgel\b",
    ),
    (Part.AFTER, rf"\bpost-?\s?{_RELEASE}|^\W*(?:\d+[.)] )?après\b"),
    (Part.SUCCESS, r"\bcritères? (?:de succès|d'acceptation|d’acceptation)\b"),
    (Part.COMMUNICATION, r"\bplan de communication\b|^\W*communications?\b"),
    (Part.CRITERIA, rf"\bcritères? de {_WAY_BACK}\b"),
    (Part.RECOVER, rf"\b{_WAY_BACK}\b|\bplan b\b"),
    (Part.CONTACTS, r"\bcontacts?\b|\bescalade\b"),
    (Part.EMERGENCY, r"\burgences?\b"),
    (
        Part.REFERENCE,
        (
            r"^\W*(?:\d+[.)] )?(?:dépannage|problèmes (?:courants|fréquents)|glossaire|"
            r"références|ressources|table des matières|sommaire|bonnes pratiques)\b"
        ),
    ),
    (Part.MONITORING, r"\bsurveillance\b|\bsupervision\b"),
    (Part.BEFORE, r"\bpréparation\b|\bpréparatifs\b"),
    (
        Part.DURING,
        (
            rf"\b(?:étapes|processus|procédure|exécution|jour|fenêtre)\b.*\b{_RELEASE}\b|"
            rf"^\W*(?:\d+[.)] )?(?:pendant\b|{_RELEASE}$)|\bexécution\b"
        ),
    ),
    (Part.AFTER, r"\bvérifications?\b"),
)

FRENCH = Words(
    parts=_PARTS,
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    units={
        **dict.fromkeys(
            (
                "seconde",
                "secondes",
            ),
            Unit.SECOND,
        ),
        **dict.fromkeys(
            (
                "minute",
                "minutes",
            ),
            Unit.MINUTE,
        ),
        **dict.fromkeys(
            (
                "heure",
                "heures",
            ),
            Unit.HOUR,
        ),
        **dict.fromkeys(
            (
                "jour",
                "jours",
            ),
            Unit.DAY,
        ),
        **dict.fromkeys(
            (
                "semaine",
                "semaines",
            ),
            Unit.WEEK,
        ),
        **dict.fromkeys(("mois",), Unit.MONTH),
    },
    verbs={
        **dict.fromkeys(("vérifier", "contrôler", "surveiller", "tester", "valider"), Verb.OBSERVATION),
        **dict.fromkeys(("exécuter", "lancer", "créer", "déployer"), Verb.ACTION),
        **dict.fromkeys(("prévenir", "informer", "annoncer", "notifier", "envoyer"), Verb.COMMUNICATION),
    },
    before=("avant",),
    during=("pendant",),
    after=("après",),
    dated=("date",),
    roles=(
        "responsable",
        "chef",
    ),
    every=("chaque",),
)
