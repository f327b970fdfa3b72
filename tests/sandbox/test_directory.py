"""auth.test, team.info and users.*: who is here."""

from slack_sdk.web.async_client import AsyncWebClient

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
