"""What forms of a checklist are understood: one family of constructs a file, and no other.

encoding        damaged characters, and what they were meant to be
headings        a claim mark, the dates of a phase, the clock of a stage, the name and version released
parts           what a section is for, by the words of its heading
windows         `Hour 4-24`, `Week 1`; the `(24 hours)` over which criteria are judged
languages       whether the words of the file are of a language that has a table
metadata        `**Key:** value` lines, `- Key: value` bullets and tables of settings above the first items
front_matter    `key: value` lines between two rules at the very top
planned_start   the date, the time and the zone of the deployment
offsets         `T-30 min`, `D-7`, `2 days before launch`; a missing unit is asked for
roles people    roles of people: in the metadata, the contacts and the approvals, as owners

boxes           task boxes, nested ones too
tables rows     rows with a box, and rows of a table of steps or checks
lists steps     ordered lists that say what to do
glyphs          ☐ ☑ ⬜ ✅ where they are boxes
fields          `- Owner: DBA` below an item
choices         one decision with several outcomes: `[ ] GO [ ] NO-GO`, `Pass / Fail`
force owners    optional or required, on what condition; whose it is
holds           `Wait 10 minutes`
commands        what a shell's fence says to run, and what it should answer
verbs           what an item asks for, by its first word
evidence        the measure at the end of a claim: (5/5), (92%), (A+)
comparisons     `Error rate > 10% for 5 minutes`
frames          `GO if:`, `ROLLBACK if:`: whether a comparison below must hold, or fires
durations       `48h`, `every 4 hours`, `within 24h`, `for month 1`
recurrence      cadences, recurring items, and duties that are never done
traffic tags    `Route 25% traffic`; the version to tag
signoffs        `QA Lead: ____ Date: ____`, `CTO: ____`, tables with a Signature column
blanks          places to be filled in by hand
placeholders    `[Name]`, `<env>`, `vX.Y.Z`, `TBD`
masking         credentials, addresses and phone numbers, which no channel is to show
filled          what a finished run wrote into the document
hints           `<!-- runsheet: owner=@devops -->`

triggers        automatic triggers, and the reasons that people weigh
procedure       the steps of the rollback, in a shell's fence
alternatives    `Option A`, `Method 2`: ways back of which one is chosen
communications  who is told what, and when; channels  where
severities      `**Severity 1 (Critical):**` and its steps
contacts        the levels of escalation
labels          bold words alone on a line, which name what stands below
sorts           which kind of line each of them is

Each is pure. What none of them recognises is prose: shown, never acted on. The words they look for are data:
`runbook/words/`, one table a language.
"""
