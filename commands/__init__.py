"""What people can do: one folder a feature, listed here in order of help."""

from commands import checklist, deploy, help, home, oncall, reading  # noqa: A004
from commands.feature import Feature

_OWN = (deploy.FEATURE, reading.FEATURE, checklist.FEATURE, oncall.FEATURE, home.FEATURE)

FEATURES: tuple[Feature, ...] = (*_OWN, help.feature(_OWN))
