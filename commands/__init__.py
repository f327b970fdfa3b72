"""What people can do: one folder a feature, listed here in order of help."""

from commands import (
    checklist,
    deploy,
    execution,
    help,  # noqa: A004
    home,
    incident,
    oncall,
    reading,
    record,
    stages,
    topic,
    traffic,
)
from commands.feature import Feature

_OWN = (
    deploy.FEATURE, reading.FEATURE, checklist.FEATURE, execution.FEATURE, stages.FEATURE, traffic.FEATURE,
    topic.FEATURE, incident.FEATURE, oncall.FEATURE, home.FEATURE,
    record.FEATURE,
)  # fmt: skip

FEATURES: tuple[Feature, ...] = (*_OWN, help.feature(_OWN))
