"""Every table, in one place for migrations."""

from store.blockers import Blocker
from store.checks import Check
from store.direct_pages import DirectPage
from store.effects import Effect
from store.inbox import Delivered
from store.items import Item
from store.journal import Entry, Head
from store.messages import Message
from store.oncall import Cover, Duty, Group, Reach
from store.people import Person
from store.readings import Overruled
from store.runbooks import Runbook
from store.runs import Run
from store.sections import Section
from store.timers import Timer
from store.workspaces import Workspace

ALL = (
    Blocker, Check, Cover, Delivered, DirectPage, Duty, Effect, Entry, Group, Head, Item, Message, Overruled,
    Person, Reach, Run, Runbook, Section, Timer, Workspace,
)  # fmt: skip
