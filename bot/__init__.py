"""The running process: knows Slack and time, and no feature by name."""

__version__ = "0.1.0"
