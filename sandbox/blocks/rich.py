"""Rich text: sections, lists, quotes and code, and the pieces they are made of."""

from sandbox.blocks.checks import Table, by_type, flag, one_of, record, several, text, whole
from sandbox.blocks.objects import BLOCK_ID, URL

STYLE = record({}, dict.fromkeys(("bold", "italic", "strike", "underline", "code", "highlight",
                                  "client_highlight", "unlink"), flag))  # fmt: skip
STYLED: Table = {"style": STYLE}
ID = text(255)
PIECE = by_type(
    {
        "text": record({"text": text(10_000)}, STYLED),
        "link": record({"url": URL}, {"text": text(10_000), "unsafe": flag, **STYLED}),
        "emoji": record({"name": text(255)}, {"unicode": text(255), "skin_tone": whole(1, 6), **STYLED}),
        "user": record({"user_id": ID}, STYLED),
        "channel": record({"channel_id": ID}, STYLED),
        "usergroup": record({"usergroup_id": ID}, STYLED),
        "team": record({"team_id": ID}, STYLED),
        "broadcast": record({"range": one_of("here", "channel", "everyone")}, STYLED),
        "color": record({"value": text(20)}),
        "date": record(
            {"timestamp": whole(0, 10**11), "format": text(255)},
            {"url": URL, "fallback": text(255), **STYLED},
        ),
    }
)
PIECES = several(PIECE, most=10_000, least=0)
BORDER: Table = {"border": whole(0, 1)}
SECTION = record({"elements": PIECES})
PARTS: Table = {
    "rich_text_section": SECTION,
    "rich_text_preformatted": record({"elements": PIECES}, {**BORDER, "language": text(50)}),
    "rich_text_quote": record({"elements": PIECES}, BORDER),
    "rich_text_list": record(
        {"elements": several(by_type({"rich_text_section": SECTION}), most=1000),
         "style": one_of("bullet", "ordered")},
        {**BORDER, "indent": whole(0, 8), "offset": whole(0, 10**6)},
    ),
}  # fmt: skip
RICH_TEXT = record({"elements": several(by_type(PARTS), most=1000)}, BLOCK_ID)
