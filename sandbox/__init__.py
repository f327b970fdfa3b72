"""A Slack of your own: its Web API, Socket Mode and people, over real HTTP on this machine."""

from sandbox.app import App
from sandbox.errors import BadAct
from sandbox.sandbox import Recorded, Sandbox
from sandbox.world import World

__all__ = ["App", "BadAct", "Recorded", "Sandbox", "World"]
