"""The words of Japanese checklists."""

from runbook.model import Verb
from runbook.terms import Part, Unit
from runbook.words.table import Words

_RELEASE = r"(?:リリース|デプロイ(?:メント)?|展開|公開|移行)"
_WAY_BACK = r"(?:ロールバック|切り?戻し|戻し)"

_PARTS: tuple[tuple[Part, str], ...] = (
    (Part.APPROVAL, r"承認|サインオフ"),
    (Part.BEFORE, rf"{_RELEASE}前|事前|準備|前提"),
    (Part.AFTER, rf"{_RELEASE}後|事後"),
    (Part.SUCCESS, r"(?:成功|受入|完了)(?:基準|条件)"),
    (Part.COMMUNICATION, r"(?:連絡|周知|コミュニケーション)計画"),
    (Part.CRITERIA, rf"{_WAY_BACK}(?:判断)?(?:基準|条件)"),
    (Part.RECOVER, rf"{_WAY_BACK}"),
    (Part.CONTACTS, r"連絡先|エスカレーション"),
    (Part.EMERGENCY, r"緊急|障害対応"),
    (
        Part.REFERENCE,
        r"^\W*(?:\d+[.)] ?)?(?:トラブルシューティング|よくある質問|用語集|参考|関連|目次|変更履歴)",
    ),
    (Part.MONITORING, r"監視"),
    (Part.DURING, rf"{_RELEASE}(?:手順|作業|実施|当日)|^\W*(?:\d+[.)] ?)?(?:{_RELEASE}|実施|作業手順)$"),
    (Part.AFTER, r"動作確認|検証"),
)

JAPANESE = Words(
    parts=_PARTS,
    units={
        **dict.fromkeys(("秒",), Unit.SECOND),
        **dict.fromkeys(("分",), Unit.MINUTE),
        **dict.fromkeys(("時間",), Unit.HOUR),
        **dict.fromkeys(("日間",), Unit.DAY),
        **dict.fromkeys(("週間",), Unit.WEEK),
        **dict.fromkeys(("ヶ月",), Unit.MONTH),
    },
    verbs={
        **dict.fromkeys(("確認", "監視"), Verb.OBSERVATION),
        **dict.fromkeys(("実行", "作成"), Verb.ACTION),
        **dict.fromkeys(("連絡", "通知"), Verb.COMMUNICATION),
    },
    before=("前",),
    during=("中",),
    after=("後",),
    dated=("日付",),
    roles=(
        "責任者",
        "担当",
    ),
    every=("毎",),
)
