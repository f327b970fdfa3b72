"""A whole deployment at once: the checklist, invented people who do what it asks, and a clock that jumps."""

from bot.rehearsal.command import rehearse_command

__all__ = ["rehearse_command"]
