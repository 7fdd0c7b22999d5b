"""Answers and lists as text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.calculator import Match, yuan
from assistant.jsonable import jsonable
from assistant.types import Answer, Calculation, Citation, Outcome
from index.manifest import documents

_NOT_STATED = "文件未载明"
_OUTCOMES = {
    Outcome.AMOUNT: "金额",
    Outcome.NOT_ELIGIBLE: "不符合",
    Outcome.NEEDS_INPUT: "还缺条件",
    Outcome.NO_FIXED_AMOUNT: "没有固定金额",
}
_SNIPPET = 90


def answer_text(answer: Answer) -> str:
    """An answer with its clauses and the line to read aloud."""
    parts = [plain(answer.answer), *sources_text(answer)]
    if answer.rewritten:
        parts.insert(0, f"（理解为：{answer.rewritten}）")
    return "\n\n".join(part for part in parts if part)


def sources_text(answer: Answer) -> list[str]:
    """The paragraphs below an answer: its clauses, and the line to read aloud."""
    parts = [f"[{n}] {_source(c)}" for n, c in enumerate(answer.citations, start=1)]
    return [*parts, f"电话答复：{answer.spoken}"] if answer.citations and answer.spoken else parts


def plain(text: str) -> str:
    """Markdown of ours as it reads on a terminal."""
    return re.sub(r"(?<!\*)\*\*(?!\*)|^> ?", "", text, flags=re.MULTILINE)


def search_rows(found: Iterable[tuple[Citation, float]]) -> list[dict[str, Any]]:
    """The found clauses as JSON rows, best first."""
    return [{"rank": n, "score": round(score, 4), **jsonable(c)} for n, (c, score) in enumerate(found, start=1)]


def search_text(found: Iterable[tuple[Citation, float]]) -> str:
    """The found clauses, best first, each with its deciding words."""
    lines = [
        f"{n}. {c.document} {c.label}{c.title}（{c.standing_name}） {c.clause_id}\n   {_short(c.quote)}"
        for n, (c, _) in enumerate(found, start=1)
    ]
    return "\n".join(lines) or "没有找到相关条款 / nothing found"


def document_rows(on: date) -> list[dict[str, Any]]:
    """The documents as JSON rows, with their standing on a day; what they do not say is null."""
    return [
        {**jsonable(entry), "standing": entry.standing(on).value, "standing_name": entry.standing_name(on)}
        for entry in documents()
    ]


def document_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """The documents, one a paragraph."""
    names = (("number", "文号"), ("issuer", "发文机关"), ("issued", "印发"), ("effective", "施行"), ("expires", "届满"))
    return "\n\n".join(
        f"{row['id']}  《{row['title']}》 {row['standing_name']}\n   "
        + "  ".join(f"{name}：{row[key] or _NOT_STATED}" for key, name in names)
        for row in rows
    )


def awards_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """The award rules, one a line."""
    lines = [f"{row['award_id']}  {row['label']} {row['title']}  {_ceiling(row['ceiling_yuan'])}" for row in rows]
    return "\n".join([*lines, f"共 {len(rows)} 条 / {len(rows)} awards"])


def calculation_text(calculation: Calculation) -> str:
    """A calculation with its steps."""
    head = f"{calculation.title}（{calculation.award_id}）：{_OUTCOMES[calculation.outcome]}"
    if calculation.amount_yuan is not None:
        head += f" {yuan(calculation.amount_yuan)}"
    steps = [f"  - {step.text}" for step in calculation.steps]
    asks = [f"  ? {missing.question}（{missing.key}）" for missing in calculation.missing]
    return "\n".join([head, *steps, *asks])


def match_text(match: Match) -> str:
    """What a company may claim: amounts, the best combination, what excludes what, what is missing."""
    parts = [_section("可以申请", match.claims), _section("评选或认定后可得", match.selective)]
    if match.best is not None and match.best.amount_yuan is not None:
        steps = [f"  - {step.text}" for step in match.best.steps]
        parts.append("\n".join([f"最佳组合：{yuan(match.best.amount_yuan)}（{'、'.join(match.together)}）", *steps]))
    apart = [f"  {ruling.first} 与 {ruling.second}：{ruling.step.text}" for ruling in match.apart]
    parts.append("\n".join(["不能或未规定能否同时享受：", *apart]) if apart else "")
    asks = [f"  {c.title}（{c.award_id}）：{m.question}" for c in match.asks for m in c.missing[:1]]
    parts.append("\n".join(["补充条件后可计算：", *asks]) if asks else "")
    parts.append(_section("不符合", match.ruled_out))
    return "\n\n".join(part for part in parts if part) or "没有可计算的奖补 / nothing to claim"


def _section(title: str, calculations: Iterable[Calculation]) -> str:
    lines = ["  " + calculation_text(c).split("\n", 1)[0] for c in calculations]
    return "\n".join([f"{title}：", *lines]) if lines else ""


def _ceiling(amount: Any) -> str:
    return "未载明金额" if amount is None else f"上限 {yuan(amount)}"


def _source(citation: Citation) -> str:
    return f"《{citation.document}》{citation.label}{citation.title}（{citation.standing_name}）{citation.clause_id}"


def _short(text: str) -> str:
    return text if len(text) <= _SNIPPET else text[: _SNIPPET - 1] + "…"
