"""The words of Chinese checklists."""

from runbook.model import Verb
from runbook.terms import Part, Unit
from runbook.words.table import Words

_RELEASE = r"(?:部署|发布|上线|投产|升级)"
_WAY_BACK = r"(?:回滚|回退)"

_PARTS: tuple[tuple[Part, str], ...] = (
    (Part.APPROVAL, r"审批|签字|签核|批准"),
    (Part.BEFORE, rf"{_RELEASE}之?前|^\W*(?:\d+[.、)] ?)?(?:准备|前置)|准备工作|前提条件|先决条件"),
    (Part.AFTER, rf"{_RELEASE}之?后|^\W*(?:\d+[.、)] ?)?(?:后续|上线后)"),
    (Part.SUCCESS, r"(?:成功|验收)标准"),
    (Part.COMMUNICATION, r"(?:沟通|通知)计划"),
    (Part.CRITERIA, rf"{_WAY_BACK}(?:标准|条件|触发)"),
    (Part.RECOVER, rf"{_WAY_BACK}"),
    (Part.CONTACTS, r"联系人|联系方式|升级路径"),
    (Part.EMERGENCY, r"应急|紧急"),
    (Part.REFERENCE, r"^\W*(?:\d+[.、)] ?)?(?:故障排除|常见问题|术语表|参考|目录|变更记录)"),
    (Part.MONITORING, r"监控"),
    (Part.DURING, rf"{_RELEASE}(?:步骤|流程|过程|执行|中|操作)|^\W*(?:\d+[.、)] ?)?{_RELEASE}$|执行步骤"),
    (Part.AFTER, r"验证|检查确认|冒烟"),
)

CHINESE = Words(
    parts=_PARTS,
    units={
        **dict.fromkeys(("秒",), Unit.SECOND),
        **dict.fromkeys(("分钟",), Unit.MINUTE),
        **dict.fromkeys(("小时",), Unit.HOUR),
        **dict.fromkeys(("天",), Unit.DAY),
        **dict.fromkeys(("周",), Unit.WEEK),
        **dict.fromkeys(("个月",), Unit.MONTH),
    },
    verbs={
        **dict.fromkeys(("检查", "验证", "确认", "监控"), Verb.OBSERVATION),
        **dict.fromkeys(("执行", "创建", "运行"), Verb.ACTION),
        **dict.fromkeys(("通知", "发送"), Verb.COMMUNICATION),
    },
    before=("前",),
    during=("期间",),
    after=("后",),
    dated=("日期",),
    roles=(
        "负责人",
        "经理",
        "主管",
    ),
    every=("每",),
)
