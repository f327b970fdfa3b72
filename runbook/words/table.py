"""What a language's table of words holds: data for the recognisers, and no rule of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from runbook.constructs import Response, StepKind
from runbook.model import Verb
from runbook.terms import Part, Span, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language, in lower case; a language leaves empty what it does not have.

    parts        patterns over the heading in lower case; tried in their order, the first one found wins
    verbs        first words of items; `leading` ones are skipped before them ("Continue monitoring")
    watching     verbs of looking at a metric; `metrics`, `logs` and `papers` are what can be looked at
    frequencies  first words of recurring items ("Daily"); `not_ours` before an "every" says that something
                 else comes back ("verify that the backup runs every hour")
    standing     first words of duties that are never done
    roles        last words of a role
    steps        first words, then words anywhere, of steps in a procedure
    responses    words of the steps of a severity: the first one in a step says what it comes to
    """

    months: tuple[str, ...] = ()
    units: Mapping[str, Unit] = field(default_factory=dict)
    one: tuple[str, ...] = ()
    parts: tuple[tuple[Part, str], ...] = ()
    verbs: Mapping[str, Verb] = field(default_factory=dict)
    leading: tuple[str, ...] = ()
    watching: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    logs: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    frequencies: Mapping[str, Span] = field(default_factory=dict)
    every: tuple[str, ...] = ()
    not_ours: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    traffic: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    baseline: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    on_event: tuple[str, ...] = ()
    stream: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    decide: tuple[str, ...] = ()
    alternative: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    steps: tuple[tuple[StepKind, tuple[str, ...]], ...] = ()
    responses: tuple[tuple[Response, tuple[str, ...]], ...] = ()
