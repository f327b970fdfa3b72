"""Masking: credentials, mail addresses and phone numbers, which no channel is to show."""

import re

HIDDEN = "▒▒▒▒"

_KEYS = (
    r"(?:pass(?:word|wd|phrase)?|pwd(?![\"']?\s*[=:]\s*[\"']?[/~.])|secret|token|auth(?!or(?:\b|s\b|ity|ed|ing))"
    r"|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret)"
)
_KEY = re.compile(r"(?P<keep>-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)(?P<hide>[^-]{1,5000})")
_PLACE = r"(?:[<\[{$%*_x▒]|\.\.\.|your[-_ ]|changeme\b|example\b|secrets?\.|vault:|env\b)"
_SECRETS = (
    re.compile(
        r"(?P<keep>\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@'\"]{1,80}:)(?![<\[{$])(?P<hide>[^\s/@'\"]{1,200})(?=@)",
        re.I,
    ),
    re.compile(
        rf"(?P<keep>\b[\w-]{{0,40}}{_KEYS}[\w-]{{0,40}}[\"']?\s*[=:]\s*[\"']?)(?!{_PLACE})"
        rf"(?P<hide>(?=[^\s'\"]*[\d!@#%^&+/-])[^\s'\"`,;]{{6,200}})",
        re.I,
    ),
    re.compile(
        rf"(?P<keep>\b[\w-]{{0,40}}{_KEYS}[\w-]{{0,40}}[\"']?\s*[=:]\s*[\"'])(?!{_PLACE})"
        r"(?P<hide>[^\s'\"`,;]{6,200})(?=[\"'])",
        re.I,
    ),
    re.compile(
        rf"(?P<keep>(?:--password|--token|-p(?![= ]+\S*/))[= ]+)(?!{_PLACE})"
        rf"(?P<hide>(?=\S*\d)(?=\S*[A-Za-z])[^\s'\"`]{{6,200}})"
    ),
    re.compile(r"(?P<keep>\b(?:Bearer|Basic)\s+)(?P<hide>[A-Za-z0-9._~+/-]{16,}=*)"),
    re.compile(r"(?P<keep>)(?P<hide>\b(?:AKIA|ASIA)[A-Z0-9]{16}\b)"),
    re.compile(
        r"(?P<keep>)(?P<hide>\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}"
        r"|xox[abeoprs]-[\w-]{10,}|xapp-[\w-]{10,}"
        r"|glpat-[\w-]{16,}|sk[-_](?:live|test)[-_]\w{10,})\b)"
    ),
    re.compile(r"(?P<keep>)(?P<hide>\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+)"),
    _KEY,
)
_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}\b(?!:)")
_PHONE = re.compile(
    r"(?<![\w.:/+-])(?:\+\d{1,3}[ .()-]{0,2}(?:\d[ .()-]{0,2}){6,12}\d"
    r"|\(\d{3}\)[ -]?\d{3}[ -]\d{4}|\d{3}-\d{3}-\d{4})(?![\w:/]|-\d|\.\d)"
)


def mask(text: str) -> str:
    """The text as a channel may show it; blanks such as `<password>` and `$TOKEN` hide nothing."""
    for secret in _SECRETS:
        text = secret.sub(lambda found: found["keep"] + HIDDEN, text)
    return _PHONE.sub(HIDDEN, _ADDRESS.sub(HIDDEN, text))


def holds_credential(text: str) -> bool:
    """Whether something in it is hidden that gives access; an address or a phone number does not."""
    return any(secret.search(text) for secret in _SECRETS)


def without_keys(text: str) -> str:
    """The text with its private keys hidden line by line, so that no line changes its number."""
    return _KEY.sub(lambda found: found["keep"] + _LINE.sub(HIDDEN, found["hide"]), text)
