"""auth.test, team.info and users.*: who is here."""

from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from tests.sandbox.refusals import refused


async def test_the_app_knows_itself(slack: AsyncWebClient) -> None:
    me = await slack.auth_test()
    assert (me["user_id"], me["team_id"], me["user"]) == ("UBOT", "THARBOR", "runsheet")
    assert (await slack.team_info())["team"]["name"] == "Harbor"


async def test_people_and_what_they_may(slack: AsyncWebClient) -> None:
    ana, ida, jan = [(await slack.users_info(user=user))["user"] for user in ("UANA", "UIDA", "UJAN")]
    assert (ana["is_admin"], ana["tz"], ana["profile"]["title"]) == (True, "Europe/Madrid", "Deployment Lead")
    assert ida["is_restricted"]
    assert jan["deleted"]
    assert await refused(slack.users_info(user="UNOBODY")) == "user_not_found"


async def test_the_directory_in_pages(slack: AsyncWebClient) -> None:
    seen: list[str] = []
    async for page in await slack.users_list(limit=4):
        seen += [member["id"] for member in page["members"]]
    assert len(seen) == len(set(seen)) == 11


async def test_the_conversations_of_somebody(slack: AsyncWebClient) -> None:
    own = await slack.users_conversations()
    assert [one["name"] for one in own["channels"]] == ["deployments", "operations", "partners"]
    guest = await slack.users_conversations(user="UIDA")
    assert [one["name"] for one in guest["channels"]] == ["deployments"]


async def test_somebody_by_address(slack: AsyncWebClient) -> None:
    found = await slack.users_lookupByEmail(email="Ana@harbor.example")
    assert found["user"]["id"] == "UANA"


async def test_user_groups_as_an_admin_lets_everyone_edit_them(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    sandbox.world.policy.everyone_edits_groups = True
    made = (await slack.usergroups_create(name="Leads", handle="leads"))["usergroup"]
    await slack.usergroups_users_update(usergroup=made["id"], users=["UANA", "UDEV"])
    await slack.usergroups_update(usergroup=made["id"], name="Deployment leads")
    groups = (await slack.usergroups_list())["usergroups"]
    assert [(one["handle"], one["name"]) for one in groups] == [
        ("oncall", "On call"),
        ("leads", "Deployment leads"),
    ]
    assert "users" not in groups[0], "only where they are asked for"
    assert (await slack.usergroups_users_list(usergroup=made["id"]))["users"] == ["UANA", "UDEV"]
