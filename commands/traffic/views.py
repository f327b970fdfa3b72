"""What people see of traffic: a panel on the stage's card and on the run's, and short posts."""

from slack_sdk.models.blocks import ButtonElement

from commands import kit
from commands.feature import Panel
from commands.offers import Offer
from commands.outside import Reading
from commands.traffic.inputs import AcceptShare, Route
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


def moved(percent: int, read: float | None) -> Panel:
    said = f"{percent} % is routed" + (f", and {read:g} % is read back." if read is not None else ".")
    return Panel(said, [kit.small(f"🚦 {said}", "traffic")])


def differs_panel(run: Run, text: str) -> Panel:
    sure = kit.confirm(
        "Is it right?", f"You have looked, and {run.percent} % of the traffic is on {run.version}.",
        "It is right", "Not yet", danger=True,
    )  # fmt: skip
    aloud = f"{run.percent} % is routed, whatever is read"
    right = kit.button("It is right", AcceptShare(run=run.id), aloud, confirm=sure)
    return Panel(text, [kit.words(f"⚠️ {text}", "traffic", right)])


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


def read(found: Reading) -> str:
    if found.value is not None:
        return f"{found.value:g} %"
    return f"nothing ({kit.safe(found.problem)})" if found.problem else "nothing"


def differs(percent: int, found: Reading) -> str:
    return (
        f"{percent} % was routed, and {read(found)} is read. It goes on when that fits, or the lead says so."
    )


def failed(percent: int, said: str) -> str:
    return f"Moving the traffic to {percent} % failed: {said} Try again, or take it back."
