"""The lead of a run: handed over by whoever has it, taken over in need by whoever is on call."""

from commands.feature import Command, Feature
from commands.leading import flow, inputs, look

FEATURE = Feature(
    name="leading",
    about="Hand over the lead of a run, or take it over when whoever leads is not there.",
    commands=(
        Command(
            "/deploy", "lead", "hands over the lead of a run, or takes it over (on-call)", flow.type_lead,
            usage="[run]", example="/deploy lead 3",
        ),
    ),
    clicks={inputs.AskLead: flow.ask},
    forms={inputs.HandOverForm: flow.hand_over, inputs.TakeOverForm: flow.take_over},
    panels={look.RUN: look.run_panel},
)  # fmt: skip
