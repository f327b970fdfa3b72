"""Counts."""

from runbook import reader
from runbook.counts import counts
from tests.runbook.samples import SHIPPED, fixture, read


def test_a_whole_checklist() -> None:
    assert counts(reader.read(fixture("whole"))) == {
        "h1": 1,
        "h2": 10,
        "h3": 22,
        "items": 43,
        "ticked": 7,
        "bullets": 14,
        "ordered": 5,
        "stages": 4,
        "traffic_steps": 2,
        "windows": 7,
        "cadences": 3,
        "recurring": 3,
        "metric_triggers": 2,
        "event_triggers": 1,
        "manual_criteria": 2,
        "procedure_steps": 5,
        "success_criteria": 6,
        "communications": 9,
        "severity_steps": {"1": 4, "3": 1},
        "contact_levels": 3,
        "signoffs": {"pre": 2, "post": 1},
        "roles": 6,
    }


def test_the_shipped_runbook() -> None:
    found = counts(reader.read(SHIPPED.read_bytes()))

    assert (found["h1"], found["h2"], found["h3"], found["items"], found["ticked"]) == (1, 10, 31, 119, 38)
    assert (found["bullets"], found["ordered"], found["stages"], found["traffic_steps"]) == (27, 12, 8, 4)
    assert (found["windows"], found["cadences"], found["recurring"]) == (8, 3, 3)
    assert (found["metric_triggers"], found["event_triggers"], found["manual_criteria"]) == (3, 1, 5)
    assert (found["procedure_steps"], found["success_criteria"], found["communications"]) == (5, 10, 18)
    assert found["severity_steps"] == {"1": 7, "2": 5}
    assert (found["contact_levels"], found["signoffs"], found["roles"]) == (4, {"pre": 5, "post": 4}, 10)


def test_a_title_with_items_of_its_own_is_counted_once() -> None:
    assert counts(read("# T\n- [ ] a\n# U\n```\n# no\n```\n- [ ] b\n"))["h1"] == 2
