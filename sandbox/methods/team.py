"""auth.test and team.info: where the app is, and as whom."""

from sandbox.methods.call import Call
from sandbox.wire import Json


def auth_test(call: Call) -> Json:
    team = call.world.team
    return {
        "url": f"{call.workspace.url}/",
        "team": team.name,
        "team_id": team.id,
        "user": call.app.name,
        "user_id": call.app.user_id,
        "bot_id": call.app.bot_id,
        "is_enterprise_install": False,
    }


def info(call: Call) -> Json:
    team = call.world.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}
