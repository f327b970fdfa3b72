"""How fast a rehearsal may go."""

from commands.feature import Refused

AT_ONCE, WATCHED = "at once", "watched"


def is_watched(how: str, *, can_be_watched: bool) -> bool:
    """Raises Refused for what the form does not offer: what it says may be forged."""
    if how not in {AT_ONCE, WATCHED} or (how == WATCHED and not can_be_watched):
        raise Refused("Choose how fast.", "how")
    return how == WATCHED
