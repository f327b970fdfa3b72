"""A slash command, and what its person sees where the app does not answer."""

from dataclasses import replace

from sandbox import payloads
from sandbox.acts.deed import Deed, outcome
from sandbox.acts.markup import Markup
from sandbox.conversations import Channel
from sandbox.errors import BadAct, SlackError
from sandbox.receipts import Receipt
from sandbox.responses import Response, answer
from sandbox.wire import Json


async def command(deed: Deed) -> Json:
    workspace, person, channel = deed.workspace, deed.insider(), deed.channel()
    declared = declaration(deed)
    payload = payloads.slash_command(
        workspace.app,
        deed.world.team,
        person,
        channel,
        {
            "command": declared["command"],
            "text": command_text(deed, declared),
            "response_url": deed.response_url(channel),
            "trigger_id": deed.trigger(),
        },
    )
    receipt = await workspace.deliveries.deliver("slash_commands", payload)
    return outcome(shown(deed, channel, declared["command"], receipt))


def declaration(deed: Deed) -> Json:
    name = deed.text("command", '"/deploy"')
    declared = deed.workspace.app.command(name)
    if declared is None:
        known = ", ".join(one["command"] for one in deed.workspace.app.commands)
        raise BadAct(f"{name} is not a command of this app; it has {known or 'none'}")
    return declared


def command_text(deed: Deed, declared: Json) -> str:
    markup = Markup(deed.world)
    typed = (deed.optional("text") or "").strip()
    return markup.escaped(typed) if declared.get("should_escape") else markup.plain(typed)


def shown(deed: Deed, channel: Channel, name: str, receipt: Receipt) -> Receipt:
    """Shows the answer in the acknowledgement, or Slack's own word that there was none."""
    person, workspace = deed.person(), deed.workspace
    if receipt.payload and (receipt.payload.get("text") or receipt.payload.get("blocks")):
        try:
            answer(workspace, Response(channel, person.id, None, workspace.now()), receipt.payload)
        except SlackError as refused:
            receipt = replace(receipt, error=refused.code)
    if receipt.error is not None:
        workspace.say_as_slack(channel, person.id, f'`{name}` failed with the error "{receipt.error}"')
    return receipt
