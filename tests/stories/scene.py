"""Stories are told with these: people type, press and see; the clock is stepped; nothing is patched."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot import shipped
from bot.app import Bot
from bot.clock import Clock
from bot.http import EVENTS
from bot.pace import Pace
from bot.settings import HttpSettings, Settings, load
from bot.socket import PING_EVERY
from commands import FEATURES
from commands.feature import Feature
from sandbox import App, Sandbox, cast
from store import journal
from store.db import Unavailable
from store.journal import Entry
from tests.stories import declared

MORNING = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
"""When stories begin: two days before the default runbook's deployment."""

ANA, BEN, CHI, IDA = "UANA", "UBEN", "UCHI", "UIDA"
DEPLOYMENTS, GENERAL, OPERATIONS = "CDEPLOY", "CGENERAL", "COPS"

TRANSPORTS = ("socket", "http")
UNHURRIEDLY = 20.0
"""Real seconds for an answer, in stories that are not about Slack's three: machines that test are busy."""

Json = dict[str, Any]


def unhurried() -> Pace:
    """Redraws without Slack's limits, for stories that are not about those."""
    return Pace(between=0.0, budgets={}, a_channel=None)


SHORT = """# Small Deployment

## Parcel Tracking v2.4.0

### Before

- [x] Tests green
- [x] Backup taken
- [ ] Team told

### During

- [ ] Traffic moved
- [ ] Errors watched

### After

- [ ] Status page updated
"""
"""A runbook that a story can go through to its end: three sections, six items, two of them claimed."""


class StoryClock(Clock):
    """Story time stands still until it is stepped; real time passes, and can be pushed on besides.

    `bot` tells the sandbox what is due next.
    """

    bot: Bot | None = None
    _pushed = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self._pushed

    def real(self) -> datetime:
        return super().real() + timedelta(seconds=self._pushed)

    def push(self, seconds: float) -> None:
        """So many real seconds are over: whatever waits looks at the clock again."""
        self._pushed += seconds
        for changed in self.on_change:
            changed()

    async def next_due(self) -> datetime | None:
        try:
            return await self.bot.next_due() if self.bot else None
        except Unavailable:
            return None


@dataclass
class Stage:
    """A local Slack, a database and a folder of runbooks; bots come and go on it."""

    sandbox: Sandbox
    clock: StoryClock
    url: str
    database_url: str
    runbooks: Path
    transport: str = TRANSPORTS[0]
    pace: Pace = field(default_factory=unhurried)
    budget: float = UNHURRIEDLY
    features: Sequence[Feature] = FEATURES
    ping_every: float = PING_EVERY

    @classmethod
    @asynccontextmanager
    async def built(cls, database_url: str, folder: Path) -> AsyncIterator["Stage"]:
        clock = StoryClock(start=MORNING, speed=0)
        app = App.from_manifest(yaml.safe_load(shipped.MANIFEST.read_text()))
        sandbox = Sandbox(
            cast.example(), app, clock, bot_token="xoxb-story", app_token="xapp-story", patience=UNHURRIEDLY,
            real=clock.monotonic,
        )  # fmt: skip
        runbooks = folder / "runbooks"
        runbooks.mkdir()
        (runbooks / "small.md").write_text(SHORT)
        async with sandbox.serving() as url:
            yield cls(sandbox, clock, url, database_url, runbooks)
        declared.check(sandbox)

    def settings(self, **changed: Any) -> Settings:
        usual: Json = {
            "bot_token": "xoxb-story",
            "app_token": "xapp-story",
            "api_url": f"{self.url}/api/",
            "channel": OPERATIONS,
            "database_url": self.database_url,
            "runbooks": self.runbooks,
            "port": 0,
        }
        if self.transport == "http":
            return load(HttpSettings, signing_secret="signed-story", **usual | changed)
        return load(**usual | changed)

    @asynccontextmanager
    async def running(self, **changed: Any) -> AsyncIterator["Scene"]:
        """A bot from its start to its stop; a second one finds what the first left."""
        bot = Bot(
            self.settings(**changed), self.clock, self.pace, self.features, self.budget, self.ping_every
        )
        self.clock.bot = bot
        await bot.start()
        try:
            if self.transport == "http":
                self.sandbox.deliver_over_http(bot.address + EVENTS, "signed-story")
            else:
                await self.sandbox.connected()
            await bot.settled()
            yield Scene(self, bot)
        finally:
            await bot.stop()


@dataclass
class Scene:
    """What people do and see, in their own words. Every act waits until the bot has nothing left to do."""

    stage: Stage
    bot: Bot

    # Doing. -------------------------------------------------------------------------------------------------

    async def types(self, user: str, line: str, channel: str = DEPLOYMENTS) -> Json:
        """A slash command with its text, such as `/deploy start`."""
        command, _, text = line.partition(" ")
        return await self._act(user=user, do="command", channel=channel, command=command, text=text)

    async def says(self, user: str, text: str, channel: str = DEPLOYMENTS) -> None:
        await self._act(user=user, do="say", channel=channel, text=text)

    async def starts(self, user: str = ANA, what: str = "small v2.4.0") -> Json:
        """A run by one command, from the checklist as it is written, whatever that leaves open; its card."""
        await self.types(user, f"/deploy start {what}")
        for _ in range(5):  # the form, people, numbers, problems, the plan
            if self.has_form(user):
                await self.submits(user, **self._accepting(user))
        return self.card("→")

    def _accepting(self, user: str) -> Json:
        """What lets a page of preparing a run go on with nothing chosen in it."""
        asked = [block["block_id"] for block in self.form(user)["blocks"] if block["type"] == "input"]
        baselines = {each: "1" for each in asked if each.startswith("baselines-")}
        past = {"past": "re-date"} if any(each.startswith("past") for each in asked) else {}
        return {**baselines, **past, **({"reason": "As the story goes"} if "reason" in asked else {})}

    async def presses(self, user: str, label: str, on: Json, near: str = "", **how: Any) -> Json:
        """The button (or "…" menu entry) of that label on a message, in the row whose text has `near`.

        `on` may be what the message showed before; `stale=True` presses it as a slow client would.
        """
        found = find(on["blocks"], label, near)
        where = {"channel": on["channel"], "ts": on["ts"]} if "ts" in on else {"view": on["id"]}
        return await self._act(user=user, do="click", **where, **found, **how)

    async def picks(self, user: str, field_name: str, value: str) -> Json:
        """A menu in the open form that acts at once."""
        view = self.form(user)
        block = next(b for b in view["blocks"] if b["block_id"].partition("~")[0] == field_name)
        at = {"action_id": block["element"]["action_id"], "block_id": block["block_id"], "selected": value}
        return await self._act(user=user, do="click", view=view["id"], **at)

    async def submits(self, user: str, **values: Any) -> Json:
        """The open form, with these fields filled in and the others as they stand."""
        view = self.form(user)
        filled: dict[str, Json] = {}
        for block in view["blocks"]:
            name = block["block_id"].partition("~")[0]
            if name in values:
                filled[block["block_id"]] = {block["element"]["action_id"]: values[name]}
        assert len(filled) == len(values), f"{values} do not fit {[b['block_id'] for b in view['blocks']]}"
        return await self._act(user=user, do="submit", view=view["id"], values=filled)

    async def opens_home(self, user: str) -> Json:
        await self._act(user=user, do="home")
        return self.home(user)

    async def forges(self, user: str, **action: Any) -> Json:
        """The last click once more, by whoever and with whatever value: a request nobody's card offers."""
        sandbox = self.stage.sandbox
        assert sandbox.deliveries.last, "nothing was pressed yet"
        kind, payload = sandbox.deliveries.last
        payload["user"]["id"] = user
        payload["trigger_id"] = sandbox.workspace.trigger(user)
        payload["actions"][0] |= action
        receipt = await sandbox.deliveries.deliver(kind, payload)
        await self.settled()
        return {"acknowledged": receipt.acknowledged, "with": receipt.payload}

    async def comes_again(self) -> Json:
        """What the bot was told last is delivered a second time."""
        return await self._act(do="redeliver")

    async def act(self, **deed: Any) -> Json:
        """Anything else the sandbox knows how to do."""
        return await self._act(**deed)

    async def passes(self, **time: float) -> None:
        """Story time goes by, such as `minutes=5`."""
        self.stage.clock.jump_to(self.stage.clock.now() + timedelta(**time))
        await self.settled()

    async def settled(self) -> None:
        await self.bot.settled()

    async def _act(self, **deed: Any) -> Json:
        answer = await self.stage.sandbox.act(deed)
        await self.settled()
        return answer

    # Seeing. ------------------------------------------------------------------------------------------------

    def messages(self, channel: str = DEPLOYMENTS) -> list[Json]:
        said = self.stage.sandbox.state()["messages"].get(channel, [])
        return [{"channel": channel, **message} for message in said]

    def card(self, title: str, channel: str = DEPLOYMENTS) -> Json:
        """The newest message whose header has this title."""
        for message in reversed(self.messages(channel)):
            if any(b["type"] == "header" and title in b["text"]["text"] for b in message["blocks"] or []):
                return message
        raise AssertionError(f"no card {title!r} in {[m['text'] for m in self.messages(channel)]}")

    def told(self, user: str, channel: str = DEPLOYMENTS) -> str:
        """The last words that only this person sees."""
        mine = [m for m in self.messages(channel) if m.get("ephemeral_to") == user]
        assert mine, f"{user} was told nothing"
        return str(mine[-1]["text"])

    def dm(self, user: str) -> list[Json]:
        """What the bot wrote to this person."""
        state = self.stage.sandbox.state()
        ims = [c["id"] for c in state["channels"] if c.get("is_im") and user in c["members"]]
        return [message for channel in ims for message in self.messages(channel)]

    def thread(self, of: Json) -> list[str]:
        """The replies to a message."""
        return [m["text"] for m in self.messages(of["channel"]) if m["thread_ts"] == of["ts"]]

    def home(self, user: str) -> Json:
        """This person's Home tab, as it is now."""
        home: Json = self.stage.sandbox.state()["home"][user]
        return home

    def has_form(self, user: str) -> bool:
        return user in self.stage.sandbox.state()["views"]

    def errors(self, user: str) -> dict[str, str]:
        """What stands under the fields of the open form."""
        return {at.partition("~")[0]: text for at, text in self.form(user)["errors"].items()}

    def form(self, user: str) -> Json:
        """The form on top of this person's screen."""
        views = self.stage.sandbox.state()["views"].get(user, [])
        assert views, f"{user} has no form open"
        top: Json = views[-1]
        return top

    async def journal(self, run: int = 1) -> list[Entry]:
        return await self.journal_of(f"run:{run}")

    async def journal_of(self, subject: str) -> list[Entry]:
        async with self.bot.database.reading(self.stage.clock.now()) as tx:
            return await journal.read(tx, self.bot.team_id, subject)

    async def deeds(self, run: int = 1) -> list[str]:
        """What was done, in the order of the journal."""
        return [entry.what for entry in await self.journal(run)]


def words(message: Json) -> str:
    """Everything a message shows, as text."""
    return "\n".join(_texts(message["blocks"] or [message["text"]]))


def labels(message: Json) -> list[str]:
    """The labels of everything that can be pressed on it."""
    return [label for block in message["blocks"] for label, _ in _pressables(block)]


def _texts(part: Any) -> list[str]:
    if isinstance(part, str):
        return [part]
    if isinstance(part, list):
        return [text for each in part for text in _texts(each)]
    if isinstance(part, dict):
        return [text for key in ("text", "elements", "label", "hint") for text in _texts(part.get(key))]
    return []


def _pressables(block: Json) -> list[tuple[str, Json]]:
    elements = [*block.get("elements", []), *([block["accessory"]] if block.get("accessory") else [])]
    found: list[tuple[str, Json]] = []
    for element in elements:
        at = {"action_id": element.get("action_id"), "block_id": block["block_id"]}
        if element["type"] == "button":
            found.append((element["text"]["text"], at))
        for option in element.get("options", []):
            found.append((option["text"]["text"], {**at, "selected": option["value"]}))
    return found


def find(blocks: list[Json], label: str, near: str) -> Json:
    for block in blocks:
        for found, at in _pressables(block):
            if found == label and near in "\n".join(_texts([block])):
                return at
    raise AssertionError(f"no {label!r} near {near!r}: {[_pressables(b) for b in blocks]}")
