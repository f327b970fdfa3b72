"""The words of Vietnamese checklists."""

from runbook.model import Verb
from runbook.terms import Part, Unit
from runbook.words.table import Words

_RELEASE = r"(?:triển khai|phát hành|deploy|release|go-?live|đưa lên production|nâng cấp)"
_WAY_BACK = r"(?:khôi phục|hoàn tác|quay lui|rollback|quay lại phiên bản)"

_PARTS: tuple[tuple[Part, str], ...] = (
    (Part.CONFIRMATION, r"\bxác nhận (?:sau|cuối)"),
    (Part.APPROVAL, r"\b(?:phê duyệt|ký duyệt|chữ ký)\b"),
    (
        Part.BEFORE,
        rf"^\W*(?:\d+[.)] )?(?:trước|chuẩn bị)\b|\btrước khi {_RELEASE}|\bđiều kiện tiên quyết\b",
    ),
    (Part.AFTER, rf"^\W*(?:\d+[.)] )?sau\b|\bsau khi {_RELEASE}"),
    (Part.SUCCESS, r"\btiêu chí (?:thành công|chấp nhận|nghiệm thu)\b"),
    (Part.COMMUNICATION, r"\btruyền thông\b|\bkế hoạch thông báo\b"),
    (Part.CRITERIA, rf"\b(?:tiêu chí|điều kiện) {_WAY_BACK}"),
    (Part.RECOVER, rf"\b{_WAY_BACK}\b"),
    (Part.CONTACTS, r"\bliên hệ\b|\bleo thang\b"),
    (Part.EMERGENCY, r"\bkhẩn cấp\b|\bsự cố\b"),
    (
        Part.REFERENCE,
        (
            r"^\W*(?:\d+[.)] )?(?:xử lý lỗi|lỗi thường gặp|câu hỏi thường gặp|thuật ngữ|"
            r"tài liệu tham khảo|mục lục|lịch sử thay đổi)"
        ),
    ),
    (Part.MONITORING, r"\b(?:giám sát|theo dõi)\b"),
    (
        Part.DURING,
        (
            rf"\b(?:các bước|quy trình|thực hiện|ngày|tiến hành)\b.*\b{_RELEASE}\b|"
            rf"^\W*(?:\d+[.)] )?(?:trong khi\b|{_RELEASE}$)"
        ),
    ),
    (Part.AFTER, r"\b(?:kiểm tra|xác minh)\b"),
)

VIETNAMESE = Words(
    parts=_PARTS,
    units={
        **dict.fromkeys(("giây",), Unit.SECOND),
        **dict.fromkeys(("phút",), Unit.MINUTE),
        **dict.fromkeys(
            (
                "giờ",
                "tiếng",
            ),
            Unit.HOUR,
        ),
        **dict.fromkeys(("ngày",), Unit.DAY),
        **dict.fromkeys(("tuần",), Unit.WEEK),
        **dict.fromkeys(("tháng",), Unit.MONTH),
    },
    verbs={
        **dict.fromkeys(("kiểm", "xác", "theo", "giám"), Verb.OBSERVATION),
        **dict.fromkeys(("chạy", "tạo", "triển"), Verb.ACTION),
        **dict.fromkeys(("thông", "báo", "gửi"), Verb.COMMUNICATION),
    },
    before=("trước",),
    during=(
        "trong khi",
        "trong lúc",
    ),
    after=("sau",),
    dated=("ngày",),
    roles=(
        "trưởng nhóm",
        "quản lý",
        "phụ trách",
    ),
    every=("mỗi",),
)
