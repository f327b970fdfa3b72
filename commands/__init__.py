"""What people can do: one folder a feature, listed here in order of help."""

from commands import (
    checklist,
    communications,
    deploy,
    execution,
    help,  # noqa: A004
    home,
    incident,
    leading,
    monitoring,
    oncall,
    preparing,
    reading,
    record,
    rehearsing,
    signoff,
    stages,
    topic,
    traffic,
    versions,
)
from commands.feature import Feature

_OWN = (
    preparing.FEATURE,
    deploy.FEATURE,
    leading.FEATURE,
    reading.FEATURE,
    rehearsing.FEATURE,
    checklist.FEATURE,
    versions.FEATURE,
    execution.FEATURE,
    stages.FEATURE,
    signoff.FEATURE,
    traffic.FEATURE,
    topic.FEATURE,
    monitoring.FEATURE,
    communications.FEATURE,
    incident.FEATURE,
    oncall.FEATURE,
    home.FEATURE,
    record.FEATURE,
)

FEATURES: tuple[Feature, ...] = (*_OWN, help.feature(_OWN))
