"""The running process: knows Slack and time, and no feature by name."""
