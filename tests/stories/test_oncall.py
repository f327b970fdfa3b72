"""Who is on call: seen by everybody, set by operators, people, groups or nobody."""

from tests.stories.oncall import on_call, put_on_call, recorded, said, written
from tests.stories.scene import ANA, BEN, CHI, IDA, OPERATIONS, Scene, Stage, labels, words


async def test_before_anybody_is_set_everybody_sees_that(scene: Scene) -> None:
    for user in (BEN, IDA):
        assert await on_call(scene, user) == [
            "*1 · On-Call Engineer* · at once: ⚠️ nobody",
            "*2 · Team Lead* · after 5 min: ⚠️ nobody",
            "*3 · Engineering Manager* · after 15 min: ⚠️ nobody",
            "*4 · CTO* · after 30 min: ⚠️ nobody",
        ]
    await scene.starts()
    assert said(scene) == [], "who never put anybody on call is not told so at every deployment"


TREE = """# Small

## Deploy

- [ ] Deploy

## Contact Tree

```
Incident Detected
    ↓
Duty Engineer (0-10 min)
    ↓
Head of Platform (10+ min)
```
"""


async def test_the_levels_are_those_of_the_runbook(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(TREE)
    async with stage.running() as scene:
        await scene.types(ANA, "/oncall set duty engineer @chi")
        assert await on_call(scene) == [
            "*1 · Duty Engineer* · at once: Chi Nguyen",
            "*2 · Head of Platform* · after 10 min: ⚠️ nobody",
        ]


async def test_somebody_is_put_on_call_and_the_way_to_them_is_open(scene: Scene) -> None:
    await scene.types(ANA, "/oncall set team lead @chi")
    assert scene.told(ANA).split("\n")[2] == "*2 · Team Lead* · after 5 min: Chi Nguyen"
    assert said(scene) == ["📟 *Team Lead:* Chi Nguyen, says Ana Ruiz."]
    assert written(scene, CHI) == [
        "📟 Ana Ruiz put you on call: *Team Lead*, Chi Nguyen. `/oncall` shows more."
    ]
    opened = [call for call in scene.stage.sandbox.calls if call.method == "conversations.open"]
    assert {call.args["users"] for call in opened} == {CHI}
    assert await recorded(scene) == ["oncall.set"]


async def test_the_form_asks_for_what_is_missing(scene: Scene) -> None:
    await scene.types(ANA, "/oncall set lead")
    await scene.submits(ANA, people=[BEN, CHI])
    assert "*2 · Team Lead* · after 5 min: Ben Okafor, Chi Nguyen" in (await on_call(scene))[1]
    await scene.types(ANA, "/oncall")
    await scene.presses(ANA, "Set…", scene.messages()[-1])
    await scene.submits(ANA, role="CTO", people=["UHUG"])
    assert "Hugo Meyer" in (await on_call(scene))[-1]


async def test_a_user_group_is_whoever_is_in_it(scene: Scene) -> None:
    await scene.types(ANA, "/oncall set 1 @oncall")
    assert said(scene) == ["📟 *On-Call Engineer:* @oncall, says Ana Ruiz."]
    rows = await on_call(scene)
    assert rows[0] == "*1 · On-Call Engineer* · at once: Ben Okafor, Devika Rao"


async def test_nobody_is_nobody(scene: Scene) -> None:
    await put_on_call(scene, "1", "@chi")
    await scene.types(ANA, "/oncall set 1 nobody")
    assert (await on_call(scene))[0] == "*1 · On-Call Engineer* · at once: ⚠️ nobody"
    assert await recorded(scene) == ["oncall.set", "oncall.cleared"]


REFUSED = [
    ("/oncall set director @ben", "“director” is no level of the contact tree. There are: `1` On-Call"),
    ("/oncall set e @ben", "“e” could mean several levels."),
    ("/oncall set 9 @ben", "“9” is no level"),
    ("/oncall set @ben", "Say for which level: `/oncall set team lead @ana`"),
    ("/oncall set 1 @ida", "Ida Berg is a guest, who cannot act on a page. Choose a full member"),
    ("/oncall set 1 @jan", "Jan Novak is deactivated. Choose a full member"),
    ("/oncall set 1 @lee", "Lee Foreign is of another workspace"),
    ("/oncall set 1 @runsheet", "is a bot"),
    ("/oncall set 1 <@UNOBODY|nobody>", "Slack does not say who <@UNOBODY> is. Try again in a minute."),
    ("/oncall cover yesterday", "“yesterday” names no time. Say `18:00`"),
    ("/oncall cover until 2026-03-08 10:00", "That is past."),
    ("/oncall cover 99d", "A cover lasts 31 days at most"),
    ("/oncall page @oncall now", "Page a person, or a level"),
    ("/oncall page lead it burns", "Nobody can be paged as Team Lead."),
    ("/oncall page @jan it burns", "Jan Novak is deactivated."),
    ("/oncall rotation 1 @oncall", "name them one by one"),
    ("/oncall covr", "There is no `/oncall covr`. Did you mean `/oncall cover`?"),
]


async def test_what_cannot_be_says_why_and_what_to_do(scene: Scene) -> None:
    for typed, says in REFUSED:
        await scene.types(ANA, typed)
        assert says in scene.told(ANA), typed
    assert await recorded(scene) == []


async def test_only_admins_set_it_where_no_operators_are_named(scene: Scene) -> None:
    for typed in ("/oncall set 1 @ben", "/oncall set", "/oncall rotation"):
        await scene.types(BEN, typed)
        assert "This is for the admins of the workspace" in scene.told(BEN)
        assert not scene.has_form(BEN)
    assert await recorded(scene) == []


async def test_operators_set_it_where_they_are_named(stage: Stage) -> None:
    async with stage.running(operators=(BEN,)) as scene:
        await scene.types(ANA, "/oncall set 1 @chi")
        assert f"This is for the operators of Runsheet (`RUNSHEET_OPERATORS`). Ask <@{BEN}>." in scene.told(
            ANA
        )
        await scene.types(BEN, "/oncall set 1 @chi")
        assert "Chi Nguyen" in (await on_call(scene))[0]


async def test_a_form_that_was_open_is_no_way_around_it(stage: Stage) -> None:
    async with stage.running() as scene:
        await scene.types(ANA, "/oncall set 1")
    async with stage.running(operators=(BEN,)) as scene:
        await scene.submits(ANA, people=[CHI])
        assert "operators of Runsheet" in scene.errors(ANA)["role"]


async def test_the_home_tab_shows_it_and_stays_true(scene: Scene) -> None:
    assert "*1 · On-Call Engineer* · at once: ⚠️ nobody" in words(await scene.opens_home(BEN))
    await put_on_call(scene, "1", "@chi")
    assert "*1 · On-Call Engineer* · at once: Chi Nguyen" in words(scene.home(BEN))


async def test_help_and_what_can_be_pressed(scene: Scene) -> None:
    await scene.types(IDA, "/oncall help")
    for word in ("set", "rotation", "cover", "page", "test"):
        assert f"`/oncall {word}" in scene.told(IDA)
    await scene.types(BEN, "/oncall")
    assert labels(scene.messages()[-1]) == ["Take over…", "Test my page", "Set…", "Rotation…"]
    await scene.types(IDA, "/oncall test")
    assert "Guests can read this" in scene.told(IDA)


async def test_hostile_words_stay_words(scene: Scene) -> None:
    await scene.types(ANA, "/oncall page @ben <!channel> & <https://evil.example|click>")
    text = written(scene, BEN)[-1]
    assert "<!channel>" not in text
    assert "<https" not in text
    assert scene.messages(OPERATIONS) == []
