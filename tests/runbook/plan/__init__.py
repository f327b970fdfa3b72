"""What a runbook leads to and when."""
