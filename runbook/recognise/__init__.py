"""What forms of a checklist are understood: one family of constructs a file, and no other.

encoding        damaged characters, and what they were meant to be
headings        a claim mark, the dates of a phase, the clock of a stage, the name and version released
parts           what a section is for, by the words of its heading
windows         `Hour 4-24`, `Week 1`; the `(24 hours)` over which criteria are judged
metadata        `**Key:** value` lines above the first items
planned_start   the date, the time and the zone of the deployment
roles           roles of people: in the metadata, the contact tree and the approvals

boxes           task boxes, nested ones too
verbs           what an item asks for, by its first word
evidence        the measure at the end of a claim: (5/5), (92%), (A+)
comparisons     `Error rate > 10% for 5 minutes`
durations       `48h`, `every 4 hours`, `within 24h`, `for month 1`
recurrence      cadences, recurring items, and duties that are never done
traffic tags    `Route 25% traffic`; the version to tag
signoffs        `QA Lead: ____ Date: ____`
blanks          places to be filled in by hand
filled          what a finished run wrote into the document
hints           `<!-- runsheet: owner=@devops -->`

triggers        automatic triggers, and the reasons that people weigh
procedure       the steps of the rollback, in a shell's fence
communications  who is told what, and when
severities      `**Severity 1 (Critical):**` and its steps
contacts        the levels of escalation
labels          bold words alone on a line, which name what stands below
sorts           which kind of line each of them is

Each is pure. What none of them recognises is prose: shown, never acted on. The words they look for are data:
`runbook/words/`, one table a language.
"""
