"""What the checklist says: Markdown in, `Runbook` out; no I/O and no clock."""
