"""FEATURES as a whole: every name is claimed once, and nothing can be pressed that nobody handles."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from bot.edge import Again
from commands import FEATURES
from commands.feature import Button, Choice, Feature, Form


def subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


def ours(kind: type[Any]) -> bool:
    return kind.__module__.startswith("commands.")


def pressable() -> set[type[Any]]:
    return {kind for kind in subclasses(Button) if "action" in kind.__dict__ and ours(kind)} - {Choice}


def fillable() -> set[type[Any]]:
    return {kind for kind in subclasses(Form) if "callback" in kind.__dict__ and ours(kind)}


def claims(feature: Feature) -> Iterable[tuple[str, object]]:
    """Every name that a feature lays claim to."""
    yield from (("command", (command.slash, command.word)) for command in feature.commands)
    yield from (("action", button.action) for button in feature.clicks)
    yield from (("callback", form.callback) for form in feature.forms)
    yield from (("shortcut", name) for name in feature.shortcuts)
    yield from (("event", name) for name in feature.events)
    yield from (("timer", name) for name in feature.timers)
    yield from (("card", kind) for kind in feature.draws)


def test_every_name_is_claimed_once() -> None:
    claimed = Counter(claim for feature in FEATURES for claim in claims(feature))
    assert [claim for claim, times in claimed.items() if times > 1] == []
    assert len(claimed) > 40


def test_the_edge_has_its_own_action() -> None:
    assert ("action", Again.action) not in {claim for feature in FEATURES for claim in claims(feature)}


def test_every_button_has_a_handler() -> None:
    assert {kind for feature in FEATURES for kind in feature.clicks} == pressable()


def test_every_form_has_a_handler() -> None:
    assert {kind for feature in FEATURES for kind in feature.forms} == fillable()


def test_panels_stand_on_cards_that_somebody_draws() -> None:
    drawn = {kind for feature in FEATURES for kind in feature.draws}
    assert {kind for feature in FEATURES for kind in feature.panels} <= drawn


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_a_feature_says_what_it_is_about(feature: Feature) -> None:
    assert feature.about.endswith(".")
    for command in feature.commands:
        assert command.slash.startswith("/")
        assert command.about
        assert command.example.startswith(command.slash) or not command.example


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_ids_fit_slack(feature: Feature) -> None:
    assert all(len(str(name)) <= 255 for _, name in claims(feature))
