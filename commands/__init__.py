"""What people can do: one folder a feature, listed here in order of help."""

from commands import (
    checklist,
    deploy,
    help,  # noqa: A004
    home,
    incident,
    oncall,
    preparing,
    reading,
    stages,
    topic,
    traffic,
)
from commands.feature import Feature

_OWN = (
    preparing.FEATURE, deploy.FEATURE, reading.FEATURE, checklist.FEATURE, stages.FEATURE, traffic.FEATURE,
    topic.FEATURE, incident.FEATURE, oncall.FEATURE, home.FEATURE,
)  # fmt: skip

FEATURES: tuple[Feature, ...] = (*_OWN, help.feature(_OWN))
