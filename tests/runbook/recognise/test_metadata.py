"""Metadata above the first items."""

from tests.runbook.samples import read


def test_both_ways_to_write_a_pair() -> None:
    runbook = read(
        "# T\n\n**Deployment Lead:** [Name]  \n**On-Call Engineer**: *Ada* \\\n"
        "**Lead:** first\n**Lead:** second\n"
        "\n- **Window:** 1 hour\n\n**Only words** here\n\n## S\n**Owner:** too late\n- [ ] x\n"
    )

    assert runbook.meta == {
        "Deployment Lead": "[Name]",
        "On-Call Engineer": "Ada",
        "Lead": "first",
        "Window": "1 hour",
    }


def test_right_under_the_title_it_ends_at_the_first_item() -> None:
    assert read("# T\n**A:** 1\n\n- [ ] x\n\n**B:** 2\n").meta == {"A": "1"}
    assert read("**A:** 1\n\n- [ ] x\n").meta == {"A": "1"}


def test_a_blank_to_fill_in() -> None:
    assert read("**Lead:** \\_\\_\\_\\_\\_\n\n- [ ] x\n").meta == {"Lead": "____"}
