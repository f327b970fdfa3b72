"""What is on the screen: unread marks, times, escaping, the clock, a narrow screen."""

import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from tests.browser.conftest import StoryClock, Visit
from tests.browser.drawings import checklist, section
from tests.browser.measures import PHONE, no_sideways

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_direct_message_is_counted_until_its_person_opens_it(
    slack: AsyncWebClient, visit: Visit
) -> None:
    page = await visit("as=UDEV&channel=CDEPLOY")
    conversation = await slack.conversations_open(users="UDEV")
    for text in ("You are asked to sign off.", "Still waiting."):
        await slack.chat_postMessage(channel=conversation["channel"]["id"], text=text)

    app = page.locator(".sidebar [data-channel=app]")
    await expect(app.locator(".badge")).to_have_text("2")
    await expect(page.locator(".rail [data-person=UDEV] .badge")).to_have_text("2")
    await expect(page).to_have_title("(2) deployments – Harbor")
    await app.click()
    await page.get_by_role("tab", name="Messages").click()
    await expect(page.get_by_text("Still waiting.")).to_be_visible()
    await expect(app.locator(".badge")).to_have_count(0)
    await expect(page).to_have_title("runsheet – Harbor")


async def test_times_are_told_in_the_zone_of_whoever_looks(slack: AsyncWebClient, visit: Visit) -> None:
    moment = int(datetime(2026, 3, 3, 17, 5, 9, tzinfo=UTC).timestamp())
    await slack.chat_postMessage(
        channel="CDEPLOY",
        text=f"Due <!date^{moment}^{{date_short_pretty}} {{time}}|later>, "
        f"<!date^{moment}^{{date_long}} {{time_secs}}|later>, <!date^{moment}^{{ago}}|later>, "
        "<!date^soon^{time}|5 pm UTC>",
    )
    page = await visit("as=UANA&channel=CDEPLOY")
    said = page.get_by_role("article")
    await expect(said).to_contain_text(
        "Due Tomorrow 18:05, Tuesday, March 3rd, 2026 18:05:09, in 1 day, 5 pm UTC"
    )
    await expect(said.locator(".stamp")).to_have_text("10:00")
    await page.locator(".rail [data-person=UCHI]").click()
    await expect(said).to_contain_text("Wednesday, March 4th, 2026 00:05:09")
    await expect(said.locator(".stamp")).to_have_text("16:00")


async def test_nothing_that_is_said_becomes_markup(
    sandbox: Sandbox, slack: AsyncWebClient, visit: Visit
) -> None:
    evil = "<img src=x onerror=\"document.title='caught'\"><script>document.title='caught'</script>"
    sandbox.world.people["UBEN"].real_name = f"Ben {evil}"
    await slack.conversations_setTopic(channel="CDEPLOY", topic=evil)
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": f"H {evil}"[:150]}},
        section(
            "words",
            f'W {evil} <@UBEN> <javascript:alert(1)|press me> <https://x.example/"onclick=alert(1)|{evil}>',
        ),
        {"type": "markdown", "text": f"M {evil} [press me](javascript:alert(1))"},
    ]
    await slack.chat_postMessage(channel="CDEPLOY", text=evil, blocks=blocks)
    await sandbox.act({"user": "UBEN", "do": "say", "channel": "CDEPLOY", "text": evil})
    page = await visit("as=UANA&channel=CDEPLOY")
    await expect(page.get_by_role("article").last).to_contain_text("<img src=x")
    await expect(page.locator("[data-block-id=words]")).to_contain_text("@Ben <img src=x")
    await expect(page.locator("img, .pane script, a[href^=javascript], [onerror], [onclick]")).to_have_count(
        0
    )


async def test_switching_person_shows_what_they_see(slack: AsyncWebClient, visit: Visit) -> None:
    await slack.chat_postEphemeral(channel="CDEPLOY", user="UBEN", text="For Ben alone")
    page = await visit("as=UANA&channel=CDEPLOY")
    await expect(page.get_by_text("For Ben alone")).to_have_count(0)
    await page.get_by_role("button", name="Acting as Ana Ruiz").click()
    await page.get_by_role("menuitemradio", name="Ben Okafor").click()
    await expect(page.get_by_text("For Ben alone")).to_be_visible()
    await expect(page).to_have_url(re.compile("as=UBEN&channel=CDEPLOY"))


async def test_an_empty_channel_tells_the_first_steps_once(visit: Visit) -> None:
    page = await visit("as=UANA&channel=CGENERAL")
    steps = page.get_by_role("complementary", name="First steps")
    await expect(steps).to_contain_text("Type /deploy to begin")
    await steps.get_by_role("button", name="Got it").click()
    await expect(steps).to_have_count(0)
    await page.reload()
    await expect(page.get_by_text("For everybody at Harbor")).to_be_visible()
    await expect(steps).to_have_count(0)


async def test_the_clock_jumps_to_what_is_due_and_runs_faster(
    clock: StoryClock, sandbox: Sandbox, visit: Visit
) -> None:
    page = await visit("as=UANA&channel=CDEPLOY")
    jump = page.locator("[data-jump]")
    await expect(jump).to_be_disabled()
    await expect(page.locator(".story-hour")).to_contain_text("10:00:")
    clock.due = datetime(2026, 3, 2, 11, 30, tzinfo=UTC)
    await sandbox.act({"user": "UANA", "do": "clock", "speed": 60})
    await expect(page.locator("[data-speed='60']")).to_have_attribute("aria-pressed", "true")
    await jump.filter(has_text="12:30").click()
    await expect(page.get_by_role("status").get_by_text("The clock stands at 12:30")).to_be_visible()
    assert clock.now() == clock.due


async def test_reading_further_up_is_not_disturbed(
    sandbox: Sandbox, slack: AsyncWebClient, visit: Visit
) -> None:
    card = await slack.chat_postMessage(channel="CDEPLOY", text="Run", blocks=checklist(20))
    for line in range(30):
        await slack.chat_postMessage(channel="CDEPLOY", text=f"line {line}")
    page = await visit("as=UANA&channel=CDEPLOY")
    await expect(page.get_by_text("line 29")).to_be_in_viewport()
    await page.get_by_text("line 5", exact=True).scroll_into_view_if_needed()
    before = await page.get_by_text("line 5", exact=True).bounding_box()
    await slack.chat_update(channel="CDEPLOY", ts=card["ts"], text="Run", blocks=checklist(4))
    await sandbox.act({"user": "UBEN", "do": "say", "channel": "CDEPLOY", "text": "news"})
    await expect(page.get_by_role("button", name="New messages")).to_be_visible()
    after = await page.get_by_text("line 5", exact=True).bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2
    await page.get_by_role("button", name="New messages").click()
    await expect(page.get_by_text("news", exact=True)).to_be_in_viewport()


async def test_a_telephone_never_scrolls_sideways(slack: AsyncWebClient, visit: Visit) -> None:
    await slack.conversations_setTopic(channel="CDEPLOY", topic="a topic " * 20)
    await slack.chat_postMessage(channel="CDEPLOY", text="Run", blocks=checklist(20))
    tab = [block for block in checklist(20) if block["type"] != "table"]  # tables are for messages only
    await slack.views_publish(user_id="UANA", view={"type": "home", "blocks": tab})
    page = await visit("as=UANA&channel=CDEPLOY", PHONE)
    await expect(page.get_by_role("button", name="Done").last).to_be_visible()
    await no_sideways(page)
    await page.get_by_role("button", name="Conversations").click()
    await page.locator(".sidebar [data-channel=app]").click()
    await expect(page.get_by_role("tabpanel", name="Home")).to_contain_text("Item 19")
    await no_sideways(page)
