"""Which languages have words."""

import pytest

from runbook.recognise.languages import unread
from tests.runbook.samples import fixture, read


@pytest.mark.parametrize(
    "name",
    ["vietnamese", "russian", "spanish", "german", "french", "portuguese", "chinese", "japanese", "steps"],
)
def test_those_with_a_table(name: str) -> None:
    assert not unread(fixture(name).decode())


@pytest.mark.parametrize(
    "text",
    [
        "# 두루미 배포 점검표\n## 배포 전\n- [ ] 백업 확인",
        "# רשימת פריסה\n- [ ] גיבוי",
        "# Checklista\n- [ ] wszystkie testy są zielone, nie jest zły dzień\n- [ ] przed tym oraz dla się",
        "# Lista\n- [ ] il test e gli altri sono verdi\n- [ ] alla fine della prova nel sistema che non va",
    ],
)
def test_those_without(text: str) -> None:
    assert unread(text)


def test_in_them_no_section_has_a_part_and_every_box_counts() -> None:
    runbook = read("# 두루미 배포 점검표\n\n## Rollback 계획 두루미\n\n- [ ] 이전 이미지로 되돌리기\n")

    assert [(section.part, len(section.items)) for section in runbook.sections] == [(None, 1)]


def test_a_few_words_settle_nothing() -> None:
    assert not unread("# T\n- [ ] il nel")
    assert not unread("")
