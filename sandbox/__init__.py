"""A Slack of your own: its Web API, Socket Mode and people, over real HTTP on this machine."""

from sandbox.app import App
from sandbox.errors import BadAct
from sandbox.faults import CallFault, DeliveryFault, Dice
from sandbox.sandbox import Sandbox
from sandbox.webapi import Recorded
from sandbox.world import World

__all__ = ["App", "BadAct", "CallFault", "DeliveryFault", "Dice", "Recorded", "Sandbox", "World"]
