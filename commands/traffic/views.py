"""What people see of traffic: a panel on the stage's card and on the run's, and short posts."""

from slack_sdk.models.blocks import ButtonElement

from commands import kit
from commands.feature import Panel
from commands.offers import Offer
from commands.traffic.inputs import Route
from store.items import Item
from store.runs import Run


def waits(percent: int, reason: str) -> Panel:
    """Slack has no greyed buttons: the reason stands in the place of one."""
    return Panel(
        f"{percent} % has to wait: {reason}",
        [kit.words(f"🔒 *{percent} % has to wait.* {reason}", "traffic")],
    )


def ready(run: Run, item: Item, offer: Offer | None) -> Panel:
    percent = item.percent or 0
    said = f"🚦 *{percent} %* can go to {kit.safe(run.version)} now."
    if offer:
        said += f"\n`{kit.safe(offer.shown)}`"
    return Panel(f"{percent} % can be routed now.", [kit.words(said, "traffic", _route(run, item, offer))])


def _route(run: Run, item: Item, offer: Offer | None) -> ButtonElement:
    percent, press = item.percent or 0, Route(item=item.id, digest=offer.digest if offer else None)
    if offer:
        sure = kit.confirm(f"Route {percent} %?", f"This is run now: {offer.shown}", "Route", "Not yet")
    else:
        asks = f"No command is bound. Do you confirm that {percent} % of the traffic is on {run.version}?"
        sure = kit.confirm(f"Is {percent} % routed?", asks, "It is routed", "Not yet")
    aloud = f"Route {percent} % of the traffic to {run.version}"
    return kit.button(f"Route {percent} %", press, aloud, style="primary", confirm=sure)


def moved(percent: int) -> Panel:
    return Panel(f"{percent} % is routed.", [kit.small(f"🚦 {percent} % is routed.", "traffic")])


def share(run: Run) -> Panel:
    """In words and as a bar."""
    filled = run.percent * 12 // 100
    said = f"🚦 Traffic on {kit.safe(run.version)}: {'▓' * filled}{'░' * (12 - filled)}  {run.percent} %"
    return Panel(f"{run.percent} % of the traffic is on it.", [kit.words(said, "traffic-share")])


# Posts. -----------------------------------------------------------------------------------------------------


def milestone(run: Run, percent: int, by: str, how: str) -> str:
    says = f"🚦 *{percent} %* of the traffic is on {kit.safe(run.version)} · {kit.safe(by)}, {how}."
    if percent >= 100:
        says += f"\n🌍 *{kit.safe(run.service)} {kit.safe(run.version)} is live.* Monitoring begins."
    return says


def failed(percent: int, said: str) -> str:
    return f"Moving the traffic to {percent} % failed: {said} Try again, or take it back."
