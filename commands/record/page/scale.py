"""A time axis on which long stretches without anything are folded away. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

FOLDED = timedelta(hours=3)
"""A stretch longer than this in which nothing begins or ends takes no more room than a fold."""

_FOLD = 3.0
"""How wide a fold is, of a hundred."""

_LEAST = 0.12
_INSTANT = 0.03
"""The least share of a stretch, and that of one which is a single moment."""

_APART, _AFTER_FIRST, _APART_IF_NARROW = 8.0, 11.0, 19.0
"""Of a hundred, between the labels of an axis; the first stands beside its place, the others around it."""

_STEPS = [timedelta(minutes=m) for m in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080)]


@dataclass(frozen=True)
class Stretch:
    """From one moment to another, drawn from `left` to `right` of a hundred."""

    since: datetime
    until: datetime
    left: float
    right: float


@dataclass(frozen=True)
class Tick:
    """`same_day` as the tick before; `crowded`: there is no room for it on a narrow screen."""

    at: float
    time: str
    day: str
    same_day: bool
    crowded: bool


@dataclass(frozen=True)
class Scale:
    stretches: Sequence[Stretch]

    @property
    def folds(self) -> Iterator[tuple[float, float]]:
        pairs = zip(self.stretches, self.stretches[1:], strict=False)
        return ((before.right, after.left) for before, after in pairs)

    def at(self, moment: datetime) -> float:
        """Where a moment stands, of a hundred; what lies outside stands at the edge."""
        for stretch in self.stretches:
            if moment <= stretch.until:
                return _within(stretch, max(moment, stretch.since))
        return 100.0


def scale(moments: Iterable[datetime]) -> Scale | None:
    """None where there are not two different moments."""
    known = sorted(set(moments))
    if len(known) < 2:
        return None
    runs = list(_runs(known))
    total = sum((_length(run) for run in runs), timedelta()) or timedelta(minutes=1)
    weights = [max(_length(run) / total, _LEAST if _length(run) else _INSTANT) for run in runs]
    room = 100.0 - _FOLD * (len(runs) - 1)
    unit = room / sum(weights)
    made, left = [], 0.0
    for (since, until), weight in zip(runs, weights, strict=True):
        made.append(Stretch(since, until, left, left + weight * unit))
        left += weight * unit + _FOLD
    return Scale(made)


def ticks(of: Scale, zone: tzinfo) -> list[Tick]:
    """On the full minute, hour or day of the zone, with room for their labels between them."""
    found: list[Tick] = []
    roomy = -_APART_IF_NARROW
    for moment, at in _candidates(of, zone, _APART):
        if found and at - found[-1].at < (_APART if found[1:] else _AFTER_FIRST):
            continue
        local = moment.astimezone(zone)
        day = f"{local:%-d %b}"
        crowded = at - roomy < _APART_IF_NARROW
        roomy = roomy if crowded else at
        found.append(Tick(at, f"{local:%H:%M}", day, bool(found) and found[-1].day == day, crowded))
    return found


def _candidates(of: Scale, zone: tzinfo, apart: float) -> Iterator[tuple[datetime, float]]:
    for stretch in of.stretches:
        yield stretch.since, stretch.left
        step = _step(stretch, apart)
        local = stretch.since.astimezone(zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        nth = (local - midnight) // step + 1
        moment = midnight + nth * step
        while moment <= stretch.until.astimezone(zone):
            yield moment, of.at(moment)
            moment += step


def _step(stretch: Stretch, apart: float) -> timedelta:
    """The shortest of the usual ones that leaves room for its labels."""
    wanted = _length((stretch.since, stretch.until)) * (apart / max(stretch.right - stretch.left, 1.0))
    return next((step for step in _STEPS if step >= wanted), max(wanted, _STEPS[-1]))


def _runs(known: Sequence[datetime]) -> Iterator[tuple[datetime, datetime]]:
    """Moments that follow one another closely."""
    since = last = known[0]
    for moment in known[1:]:
        if moment - last > FOLDED:
            yield since, last
            since = moment
        last = moment
    yield since, last


def _length(run: tuple[datetime, datetime]) -> timedelta:
    return run[1] - run[0]


def _within(stretch: Stretch, moment: datetime) -> float:
    whole = _length((stretch.since, stretch.until))
    share = (moment - stretch.since) / whole if whole else 0.5
    return stretch.left + share * (stretch.right - stretch.left)
