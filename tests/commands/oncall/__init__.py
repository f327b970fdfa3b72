"""Decisions about on-call."""
