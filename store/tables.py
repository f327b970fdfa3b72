"""Every table, in one place for migrations."""

from store.alerts import Alert
from store.blockers import Blocker
from store.checkins import CheckIn
from store.checks import Check
from store.communications import Communication
from store.direct_pages import DirectPage
from store.drafts import Draft
from store.effects import Effect
from store.executions import Execution
from store.gates import Gate
from store.heartbeats import Heartbeat
from store.inbox import Delivered
from store.incidents import Incident
from store.items import Item
from store.journal import Entry, Head
from store.messages import Message
from store.occasions import Occasion
from store.offers import Offer
from store.oncall import Cover, Duty, Group, Reach
from store.pages import Page
from store.people import Person
from store.readings import Overruled
from store.roles import Holder
from store.runbooks import Runbook
from store.runs import Run
from store.sections import Section
from store.signoffs import SignOff
from store.steps import Step
from store.timeline import Moment
from store.timers import Timer
from store.workspaces import Workspace

ALL = (
    Alert,
    Blocker,
    Check,
    CheckIn,
    Communication,
    Cover,
    Delivered,
    DirectPage,
    Draft,
    Duty,
    Effect,
    Entry,
    Execution,
    Gate,
    Group,
    Head,
    Heartbeat,
    Holder,
    Incident,
    Item,
    Message,
    Moment,
    Occasion,
    Offer,
    Overruled,
    Page,
    Person,
    Reach,
    Run,
    Runbook,
    Section,
    SignOff,
    Step,
    Timer,
    Workspace,
)
