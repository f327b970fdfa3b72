"""What a checklist leaves open, contradicts or hides, found before a run depends on it."""

from datetime import datetime

from runbook import plan
from runbook.bindings import Bindings
from runbook.lint import answers, commands, forms, sense, signers, times
from runbook.lint.problem import Level, Lint, Linted, Problem
from runbook.model import Runbook

__all__ = ["Level", "Problem", "lint"]

LINTS: tuple[Lint, ...] = (
    answers.placeholders, answers.past, answers.roles, commands.own_host, commands.endless,
    answers.signals, answers.baselines, times.unanchored, commands.blanks,
    sense.approved_already, sense.rota_filled_already, sense.not_all_of_it, sense.gate_at_the_end,
    sense.amber, times.weekend, commands.fixed_reason, times.untimed, times.overlapping, times.check_ins,
    times.two_post_mortems, times.two_series, commands.traffic_stays, times.clocks, times.holidays,
    times.two_timelines,
    forms.glyphs, forms.steps, commands.alternatives, forms.hidden, forms.credentials,
    commands.no_way_back, commands.unlisted,
    forms.unclosed, signers.signs_twice, times.no_such_stage, sense.from_the_record, sense.tag_is_version,
    forms.reference, forms.language,
)  # fmt: skip


def lint(runbook: Runbook, now: datetime, bindings: Bindings | None = None) -> tuple[Problem, ...]:
    """Every problem, in the order of LINTS and then of the lines. `now` decides whether its date is past."""
    planned = plan.plan(runbook, runbook.start) if runbook.start else None
    linted = Linted(runbook, bindings or Bindings(), now, planned)
    return tuple(problem for each in LINTS for problem in sorted(each(linted), key=lambda found: found.line))
