"""What people can do: one folder a feature, listed here in order of help."""

from commands import checklist, deploy, help, home, incident, oncall, reading, record  # noqa: A004
from commands.feature import Feature

_OWN = (
    deploy.FEATURE, reading.FEATURE, checklist.FEATURE, incident.FEATURE, oncall.FEATURE, home.FEATURE,
    record.FEATURE,
)  # fmt: skip

FEATURES: tuple[Feature, ...] = (*_OWN, help.feature(_OWN))
