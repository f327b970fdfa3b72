"""Every table, in one place for migrations."""

from store.blockers import Blocker
from store.effects import Effect
from store.inbox import Delivered
from store.items import Item
from store.journal import Entry, Head
from store.messages import Message
from store.people import Person
from store.readings import Overruled
from store.runbooks import Runbook
from store.runs import Run
from store.sections import Section
from store.timers import Timer
from store.workspaces import Workspace

ALL = (
    Blocker,
    Delivered,
    Effect,
    Entry,
    Head,
    Item,
    Message,
    Overruled,
    Person,
    Run,
    Runbook,
    Section,
    Timer,
    Workspace,
)
