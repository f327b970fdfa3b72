"""What people can do: one folder a feature, listed here in order of help."""

from commands import checklist, deploy, help, home, incident, oncall, reading, signoff, stages  # noqa: A004
from commands.feature import Feature

_OWN = (
    deploy.FEATURE, reading.FEATURE, checklist.FEATURE, stages.FEATURE, signoff.FEATURE, incident.FEATURE,
    oncall.FEATURE, home.FEATURE,
)  # fmt: skip

FEATURES: tuple[Feature, ...] = (*_OWN, help.feature(_OWN))
