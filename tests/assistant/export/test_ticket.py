from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from assistant.export import ticket_text

CALL = {
    "number": "20261120-0007",
    "operator": "坐席甲",
    "opened": datetime(2026, 11, 20, 3, 4, tzinfo=UTC),
    "notes": "",
}
ANSWER: dict[str, Any] = {
    "question": "营收12亿奖多少？",
    "spoken": "可得五十万元。",
    "as_of": "2026-11-20",
    "calculations": [
        {
            "title": "营业收入首次达标奖励",
            "outcome": "amount",
            "amount_yuan": 500000,
            "bound": "exact",
            "facts": {"revenue": "12亿元", "first_time": "是"},
        }
    ],
    "citations": [
        {
            "document": "深圳市若干措施",
            "label": "五、（十二）",
            "title": "壮大",
            "standing_name": "现行",
            "clause_id": "shenzhen#5.12",
            "sha256": "0123456789abcdef" * 4,
        }
    ],
}


def test_a_ticket_holds_call_figure_facts_script_clause_and_notes() -> None:
    lines = ticket_text({**CALL, "notes": "要回电"}, [ANSWER]).splitlines()
    assert lines[0] == "来电编号：20261120-0007"
    assert lines[2] == "坐席：坐席甲"
    assert lines[4:10] == [
        "1. 问：营收12亿奖多少？",
        "   金额：营业收入首次达标奖励：定额50万元",
        "   依据的情况：年营业收入 12亿元；首次 是",
        "   答复：可得五十万元。",
        "   条款：《深圳市若干措施》五、（十二）壮大（现行）shenzhen#5.12 sha256:0123456789ab",
        "   基准日：2026-11-20",
    ]
    assert lines[-2:] == ["记录：", "要回电"]


def test_a_call_in_which_nothing_was_told_is_a_ticket_too() -> None:
    assert ticket_text(CALL, []).splitlines() == [
        "来电编号：20261120-0007",
        ticket_text(CALL, []).splitlines()[1],
        "坐席：坐席甲",
    ]
