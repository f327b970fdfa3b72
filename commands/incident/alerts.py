"""Incidents from other systems: Alertmanager's payload, or a plain one; each alert opens one once."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from commands import kit
from commands.feature import Answer, Posted, Refused, Say
from commands.incident import declaring, rules, telling
from commands.incident.declaring import Declared
from store import alerts, incidents
from store.alerts import Alert
from store.db import Transaction
from store.incidents import Incident

HOW = (
    'Send Alertmanager\'s webhook payload, or {"title": "…", "severity": "sev1", "key": "…"}; '
    'with "status": "resolved" once it is over.'
)


class _Alert(BaseModel):
    """As Alertmanager has it (webhook_config, version 4)."""

    model_config = ConfigDict(extra="ignore")
    status: str = "firing"
    labels: dict[str, str] = {}
    annotations: dict[str, str] = {}
    starts_at: str = Field("", alias="startsAt")
    fingerprint: str = ""


class _Group(BaseModel):
    model_config = ConfigDict(extra="ignore")
    group_key: str = Field("", alias="groupKey")
    alerts: list[_Alert] = Field(min_length=1, max_length=1000)


class _Plain(BaseModel):
    """`key` tells one alert from another; without it, the title does."""

    model_config = ConfigDict(extra="ignore")
    title: str = Field(min_length=1)
    severity: str = "sev2"
    key: str = ""
    status: str = "firing"


@dataclass(frozen=True)
class Said:
    """One alert, whoever sent it."""

    key: str
    title: str
    severity: int
    firing: bool


def key(payload: Mapping[str, Any]) -> str:
    """The same bytes again are the same delivery. Raises Refused for what is neither of the two shapes."""
    _read(payload)
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


async def posted(tx: Transaction, given: Posted) -> Answer:
    """New ones open an incident, or join the open one of their group; resolved ones are noted, no more."""
    group, said = _read(given.payload)
    fresh = [each for each in said if each.firing and not await alerts.find(tx, given.by.team_id, each.key)]
    over = [await _resolved(tx, given, each) for each in said if not each.firing]
    opened = await _firing(tx, given, group, fresh) if fresh else None
    parts = [f"Incident {opened.number}." if opened else "", f"{sum(over)} resolved." if any(over) else ""]
    return Say(" ".join(part for part in parts if part) or "Nothing new.")


async def _firing(tx: Transaction, given: Posted, group: str, fresh: list[Said]) -> Incident:
    team_id, by = given.by.team_id, given.by.user_id
    incident = await incidents.of_source(tx, team_id, group)
    if incident is None:
        worst = min(fresh, key=lambda each: each.severity)
        incident = await declaring.declare(
            tx, team_id, Declared(by, worst.severity, worst.title, source=group)
        )
    for each in fresh:
        kept = Alert(team_id=team_id, key=each.key, incident_id=incident.id, title=each.title, seen_at=tx.now)
        await alerts.add(tx, kept)
        seq = await telling.happened(tx, incident, by, "alert.firing", f"Alert: {each.title}", alert=each.key)
        if each.title != incident.title:
            await telling.say(tx, incident, f"alert:{seq}", f"🔔 Alert: {kit.safe(each.title)}")
    return incident


async def _resolved(tx: Transaction, given: Posted, said: Said) -> bool:
    """The alert is over; the incident is not: that is for a person to say."""
    kept = await alerts.find(tx, given.by.team_id, said.key)
    if kept is None or kept.resolved_at is not None:
        return False
    kept.resolved_at = tx.now
    tx.session.add(kept)
    incident = await incidents.find(tx, given.by.team_id, kept.incident_id)
    if incident is not None and incident.reviewed_at is None:
        text = f"The alert is over: {kept.title}"
        seq = await telling.happened(tx, incident, given.by.user_id, "alert.resolved", text, alert=kept.key)
        said_aloud = f"🔕 {kit.safe(text)}. The incident stays open until somebody resolves it."
        await telling.say(tx, incident, f"alert:{seq}", said_aloud)
    return True


# Reading. ---------------------------------------------------------------------------------------------------


def _read(payload: Mapping[str, Any]) -> tuple[str, list[Said]]:
    """The group, and its alerts."""
    try:
        if "alerts" in payload:
            group = _Group.model_validate(payload)
            said = [_said(each) for each in group.alerts]
            return group.group_key or said[0].key, said
        plain = _Plain.model_validate(payload)
    except ValidationError as error:
        problem = error.errors()[0]
        at = ".".join(str(each) for each in problem["loc"])
        raise Refused(f"`{kit.safe(at)}`: {kit.safe(problem['msg'])}. {HOW}") from None
    name = f"plain:{plain.key or plain.title}"
    severity = rules.severity(plain.severity)
    return name, [Said(name, plain.title, severity, plain.status != "resolved")]


def _said(alert: _Alert) -> Said:
    labels, notes = alert.labels, alert.annotations
    title = notes.get("summary") or notes.get("title") or labels.get("alertname") or "Alert without a name"
    printed = alert.fingerprint or hashlib.sha256(json.dumps(labels, sort_keys=True).encode()).hexdigest()
    return Said(
        key=f"{printed}:{alert.starts_at}",
        title=title,
        severity=rules.of_alert(labels.get("severity")),
        firing=alert.status != "resolved",
    )
