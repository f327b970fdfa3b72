"""Every line of a whole checklist is read as one thing."""

import pytest

from runbook import reader
from runbook.kinds import Kind
from tests.runbook.samples import SHIPPED, fixture, read

WHOLE = {
    Kind.TITLE: "1",
    Kind.RELEASE: "3",
    Kind.DATE: "5",
    Kind.TIME: "6",
    Kind.LEAD: "7",
    Kind.ROLE: "8",
    Kind.META: "9",
    Kind.RULE: "11 29 59 81 118 134 163 192 205 218",
    Kind.PHASE: "13 31",
    Kind.CLAIMED: "15",
    Kind.SECTION: "24",
    Kind.EVIDENCED: "17 18 19",
    Kind.CLAIM: "20 22 27",
    Kind.COMPARED: "21",
    Kind.STAGE: "33 40 47 53",
    Kind.HUMAN: "26 35 36 51 57",
    Kind.CHECK: "37",
    Kind.SEND: "38",
    Kind.TAG: "42",
    Kind.ACTION: "43",
    Kind.METRIC: "44 50 56",
    Kind.LOGS: "45",
    Kind.TRAFFIC: "49 55",
    Kind.MONITORING: "61",
    Kind.WINDOW: "63 69 75",
    Kind.CADENCE: "65 71 79",
    Kind.TICK: "66 72",
    Kind.STANDING: "67",
    Kind.ONCE: "73",
    Kind.RECURRING: "77 78 202",
    Kind.ROLLBACK: "83",
    Kind.TRIGGERS: "85",
    Kind.TRIGGER: "87 88",
    Kind.EVENT: "89",
    Kind.DECISION: "91",
    Kind.LEAD_IN: "93",
    Kind.CRITERION: "95",
    Kind.CRITERION_CLOCK: "96",
    Kind.PROCEDURE: "98 100 104 107 110 113 116",
    Kind.STEP_TITLE: "101 105 108 111 114",
    Kind.ROLL_BACK: "102 103",
    Kind.VERIFY: "106",
    Kind.WATCH: "109",
    Kind.NOTIFY: "112",
    Kind.NOTE: "115",
    Kind.SUCCESS: "120",
    Kind.MEASURED: "122 128",
    Kind.CRITERION_METRIC: "124 125 130 132",
    Kind.CRITERION_ATTESTED: "126",
    Kind.CRITERION_BASELINE: "131",
    Kind.COMMUNICATION: "136",
    Kind.AUDIENCE: "138 157",
    Kind.LABEL: "140 145 151 159",
    Kind.COMMUNICATION_AT: "142 155",
    Kind.COMMUNICATION_UNTIMED: "143",
    Kind.COMMUNICATION_STREAM: "147",
    Kind.COMMUNICATION_EVERY: "148",
    Kind.COMMUNICATION_ON: "149",
    Kind.COMMUNICATION_WITHIN: "153 161",
    Kind.COMMUNICATION_SERIES: "154",
    Kind.EMERGENCY: "165 167",
    Kind.SEVERITY: "169 176",
    Kind.SEVERITY_STEP: "171 173 178",
    Kind.SEVERITY_DECISION: "172",
    Kind.SEVERITY_DEADLINE: "174",
    Kind.CONTACTS: "180 182 190",
    Kind.INCIDENT: "183",
    Kind.ARROW: "184 186 188",
    Kind.LEVEL: "185 187 189",
    Kind.TASKS: "194",
    Kind.TASK_WINDOW: "196 200",
    Kind.TASK: "198 203",
    Kind.APPROVAL: "207 209",
    Kind.SIGNOFF: "211 212",
    Kind.CONFIRMATION: "214",
    Kind.STATEMENT: "216",
    Kind.PROSE: "220",
}


def test_a_whole_checklist_line_by_line() -> None:
    runbook = reader.read(fixture("whole"))
    expected = {int(line): kind for kind, lines in WHOLE.items() for line in lines.split()}

    assert [entry.line for entry in runbook.reading] == list(range(1, 221))
    assert {entry.line: entry.kind for entry in runbook.reading if entry.kind is not Kind.BLANK} == expected


def test_an_entry_knows_what_it_is_part_of() -> None:
    runbook = reader.read(fixture("whole"))
    ids = {entry.line: entry.of for entry in runbook.reading}

    for section in runbook.sections:
        assert ids[section.line] == section.id
    for item in runbook.items:
        assert ids[item.line] == item.id
    assert [ids[line] for line in (87, 89)] == [runbook.triggers[0].id, runbook.triggers[2].id]
    assert [ids[line] for line in (95, 96)] == [criterion.id for criterion in runbook.criteria]
    assert [ids[told.line] for told in runbook.communications] == [told.id for told in runbook.communications]


def test_the_shipped_runbook_has_no_line_that_is_only_prose() -> None:
    kinds = [entry.kind for entry in reader.read(SHIPPED.read_bytes()).reading]

    assert len(kinds) == 349
    assert kinds.count(Kind.PROSE) == 1
    assert kinds.count(Kind.SECTION) == 0


@pytest.mark.parametrize(
    ("markdown", "kinds"),
    [
        ("Title\n=====\n\n- [ ] x\n", [Kind.TITLE, Kind.DETAIL, Kind.BLANK, Kind.HUMAN]),
        ("- [ ] x\n  y\n\n  z\n  - w\n", [Kind.HUMAN, Kind.DETAIL, Kind.BLANK, Kind.DETAIL, Kind.DETAIL]),
        ("- a\n- [ ] x\n\n1. b\n", [Kind.BULLET, Kind.HUMAN, Kind.BLANK, Kind.ORDERED]),
        ("> - a\n> b\n\n- [ ] x", [Kind.QUOTE, Kind.QUOTE, Kind.BLANK, Kind.HUMAN]),
        ("- [ ] x\n```\na\n\n```", [Kind.HUMAN, Kind.FENCE, Kind.FENCE, Kind.FENCE, Kind.FENCE]),
        ("- [ ] x\n```\na\n", [Kind.HUMAN, Kind.FENCE, Kind.FENCE]),
        ("    a\n\n- [ ] x\n", [Kind.CODE, Kind.BLANK, Kind.HUMAN]),
        ("|a|\n|-|\n|b|\n\n- [ ] x\n", [Kind.TABLE, Kind.TABLE, Kind.TABLE, Kind.BLANK, Kind.HUMAN]),
        ("<!-- a\nb -->\n<p>\n\n- [ ] x", [Kind.COMMENT, Kind.COMMENT, Kind.HTML, Kind.BLANK, Kind.HUMAN]),
        ("- [ ] x\n<!-- runsheet: gate=hard -->\n", [Kind.HUMAN, Kind.HINT]),
        ("- [ ] x\n\n[a]: /b\n", [Kind.HUMAN, Kind.BLANK, Kind.PROSE]),
    ],
)
def test_what_means_nothing_more(markdown: str, kinds: list[Kind]) -> None:
    assert [entry.kind for entry in read(markdown).reading] == kinds
