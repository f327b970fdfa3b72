"""What the topic says: facts in, words out."""

from datetime import datetime, tzinfo


def topic(version: str, state: str, percent: int, lead: str, following: datetime | None, zone: tzinfo) -> str:
    """`v1.0.0 · 25 % · @Ana Ruiz · next 11:00`, in the run's zone; its state where no traffic has moved."""
    stands = state if state == "held" or not percent else f"{percent} %"
    facts = [version, stands, f"@{lead}"]
    if following and percent < 100:
        facts.append(f"next {following.astimezone(zone):%H:%M}")
    return " · ".join(facts)
