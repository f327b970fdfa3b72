"""How a criterion of success can be known, by its words."""

import pytest

from commands.monitoring.criteria import Known, Source, known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Service availability ≥ 99.5%", Known(Source.MEASURED)),
        ("Customer rating ≥ 4.0/5.0", Known(Source.MEASURED)),
        ("Support contacts < baseline", Known(Source.MEASURED)),
        ("Incidents < 3", Known(Source.MEASURED)),
        ("No incident of the highest severity", Known(Source.DERIVED, 1)),
        ("No critical incidents", Known(Source.DERIVED, 1)),
        ("No SEV-2 incident", Known(Source.DERIVED, 2)),
        ("No incidents", Known(Source.DERIVED)),
        ("No serious complaint from a customer", Known(Source.DERIVED)),
        ("Not one parcel record lost", Known(Source.DERIVED)),
        ("No data loss", Known(Source.DERIVED)),
        ("The team is content", Known(Source.ATTESTED)),
        ("Coincidental findings are written down", Known(Source.ATTESTED)),
    ],
)
def test_by_its_words(text: str, expected: Known) -> None:
    assert known(text) == expected
