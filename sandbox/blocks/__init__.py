"""Block Kit as Slack checks it: what may be sent to a message, a modal and a Home tab."""

from sandbox.blocks.checks import Fault
from sandbox.blocks.surfaces import HOME, MESSAGE, MODAL, Surface, faults

__all__ = ["HOME", "MESSAGE", "MODAL", "Fault", "Surface", "faults"]
