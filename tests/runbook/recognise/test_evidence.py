"""Evidence at the end of a claim."""

import pytest

from runbook.recognise.evidence import evidence, without


@pytest.mark.parametrize("measure", ["5/5", "755/755", "1,204/1,204", "92%", "99.5 %", "A+", "B-", "A"])
def test_a_measure(measure: str) -> None:
    assert evidence(f"Claimed ({measure})") == measure
    assert without(f"Claimed ({measure})") == "Claimed"


@pytest.mark.parametrize(
    "text",
    [
        "V2 (Stable)",
        "V1 (Development)",
        "Week (1)",
        "(5/5) first",
        "Grade A+",
        "Zone (G)",
        "Open ( )",
        "Took (2 h)",
    ],
)
def test_no_measure(text: str) -> None:
    assert evidence(text) is None
    assert without(text) == text
