"""Words on their way in and out: names in commands, and refusals where Slack formats nothing."""

import pytest

from bot import payloads


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("wait for <@UHUG|hugo> in <#COPS|operations>", "wait for @hugo in #operations"),
        ("wait for <@UHUG> in <#COPS|>", "wait for @UHUG in #COPS"),
        ("ask <!subteam^S1|@sre> and <!here>", "ask @sre and @here"),
        ("see <https://status.example/a?b=1&amp;c=2> now", "see https://status.example/a?b=1&c=2 now"),
        ("see <https://status.example|status.example>", "see https://status.example"),
        ("p99 &lt; 200 ms &amp; no &lt;!channel&gt;", "p99 < 200 ms & no <!channel>"),
        ("&amp;lt; is what they typed", "&lt; is what they typed"),
    ],
)
def test_a_command_is_read_as_it_was_typed(sent: str, read: str) -> None:
    assert payloads.typed(sent) == read


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Done at <!date^1773043200^{time}|2026-03-09 08:00 UTC>.", "Done at 2026-03-09 08:00 UTC."),
        ("Ask <@UHUG> in <#COPS>.", "Ask @UHUG in #COPS."),
        ("“&lt;!channel&gt;” &amp;amp; co", "“<!channel>” &amp; co"),
    ],
)
def test_a_refusal_under_an_input_is_plain(said: str, shown: str) -> None:
    assert payloads.plain(said) == shown
