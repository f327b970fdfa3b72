"""The record of a run: its checklist filled in, every entry of the journal, a page for whoever audits it."""

from commands.facts import GatePassed, RunEnded, WentLive
from commands.feature import Command, Feature, Right
from commands.record import flow, inputs, look

FEATURE = Feature(
    name="record",
    about="Hand over the record of a run, in a form that shows any change.",
    commands=(
        Command(
            "/deploy", "record", "the record of a run, as files in its thread", flow.type_record,
            usage="[run]", example="/deploy record 3", right=Right.READ,
        ),
    ),
    clicks={inputs.AskRecord: flow.press_record},
    timers={flow.WRITE: flow.write},
    outcomes={flow.UPLOADED: flow.uploaded},
    reacts={GatePassed: flow.post_head, WentLive: flow.post_head, RunEnded: flow.post_head},
    panels={flow.RUN: look.run_panel},
)  # fmt: skip
