"""What a feature may want done once outside, and how it is told of the end."""

from collections.abc import Mapping

from commands.outside.beyond import Ring as Ring
from commands.outside.channels import Archive as Archive
from commands.outside.channels import AskChannel as AskChannel
from commands.outside.channels import Bookmark as Bookmark
from commands.outside.channels import ChannelCreated as ChannelCreated
from commands.outside.channels import ChannelFound as ChannelFound
from commands.outside.channels import CreateChannel as CreateChannel
from commands.outside.channels import Download as Download
from commands.outside.channels import Downloaded as Downloaded
from commands.outside.channels import InChannel as InChannel
from commands.outside.channels import Invite as Invite
from commands.outside.channels import Invited as Invited
from commands.outside.channels import SetTopic as SetTopic
from commands.outside.channels import Upload as Upload
from commands.outside.channels import Uploaded as Uploaded
from commands.outside.messages import AskMessage as AskMessage
from commands.outside.messages import MessageFound as MessageFound
from commands.outside.messages import OnMessage as OnMessage
from commands.outside.messages import Pin as Pin
from commands.outside.messages import React as React
from commands.outside.messages import Unpin as Unpin
from commands.outside.people import AskGroup as AskGroup
from commands.outside.people import AskPerson as AskPerson
from commands.outside.people import AskQuiet as AskQuiet
from commands.outside.people import DmOpened as DmOpened
from commands.outside.people import Members as Members
from commands.outside.people import OnPerson as OnPerson
from commands.outside.people import OpenDm as OpenDm
from commands.outside.people import PersonFound as PersonFound
from commands.outside.people import Quiet as Quiet
from commands.outside.rehearsing import Kept as Kept
from commands.outside.rehearsing import Missed as Missed
from commands.outside.rehearsing import Rehearse as Rehearse
from commands.outside.rehearsing import Rehearsed as Rehearsed
from commands.outside.rehearsing import Watchable as Watchable
from commands.outside.running import AskWorkflow as AskWorkflow
from commands.outside.running import CallWebhook as CallWebhook
from commands.outside.running import FindTag as FindTag
from commands.outside.running import Finished as Finished
from commands.outside.running import LookAt as LookAt
from commands.outside.running import Looked as Looked
from commands.outside.running import OnGitHub as OnGitHub
from commands.outside.running import Output as Output
from commands.outside.running import Reading as Reading
from commands.outside.running import ReadMetric as ReadMetric
from commands.outside.running import RunCommand as RunCommand
from commands.outside.running import StartWorkflow as StartWorkflow
from commands.outside.running import TagFound as TagFound
from commands.outside.running import WorkflowSeen as WorkflowSeen
from commands.outside.running import WorkflowStarted as WorkflowStarted
from commands.outside.wanted import Nothing as Nothing
from commands.outside.wanted import Outcome as Outcome
from commands.outside.wanted import SoFar as SoFar
from commands.outside.wanted import Wanted as Wanted
from commands.outside.wanted import want as want

KINDS: Mapping[str, type[Wanted]] = {
    kind.kind: kind
    for kind in (
        CreateChannel, AskChannel, SetTopic, Invite, Bookmark, Archive, Upload, Download, Pin, Unpin, React,
        AskMessage, OpenDm, AskPerson, AskQuiet, AskGroup, Ring,
        RunCommand, CallWebhook, StartWorkflow, AskWorkflow, FindTag, LookAt, ReadMetric, Rehearse,
    )
}  # fmt: skip
