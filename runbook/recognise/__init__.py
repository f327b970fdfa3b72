"""What forms of a checklist are understood: one family of constructs a file, and no other.

encoding       damaged characters, and what they were meant to be
headings       a claim mark, the dates of a phase, the clock of a stage, the name and version released
metadata       `**Key:** value` lines above the first items
planned_start  the date, the time and the zone of the deployment
boxes          task boxes, nested ones too
evidence       the measure at the end of a claim: (5/5), (92%), (A+)
blanks         places to be filled in by hand

Each is pure. What none of them recognises is prose: shown, never acted on.
"""
