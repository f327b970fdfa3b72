"""How fast a rehearsal may go: a form offers no more than what there is, and what it says may be forged."""

from commands.rehearsing import rules
from tests.commands.refusals import refused


def test_it_is_watched_only_where_it_can_be() -> None:
    assert rules.is_watched("watched", can_be_watched=True)
    assert not rules.is_watched("at once", can_be_watched=False)
    with refused("Choose how fast.", "how"):
        rules.is_watched("watched", can_be_watched=False)
    with refused("Choose how fast.", "how"):
        rules.is_watched("slowly", can_be_watched=True)
