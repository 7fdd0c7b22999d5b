"""Right figures in wrong words: of another place, clause or document, as certain, denied, by something else."""

from __future__ import annotations

import re
from typing import Final

from assistant.calculator.load import load_rules
from assistant.calculator.quantity import Kind
from assistant.calculator.schema import Effect
from assistant.cite import MARK, marks
from assistant.guard.told import Told, figures_told, readable
from assistant.guard.wording import Limit
from assistant.types import Citation, Outcome
from eval.mutate_figures import MONEY, yuan
from eval.right import Made, Right, put, unmarked
from index.numerals import chinese, ordinal

_BREAKS: Final = "[，。；]"
_UPPER: Final = re.compile(
    r"(?<!额)最高不[超過过]+|不超过|没有超过|最高|最多|至多|封顶|(?<!均为)的?上限(?:为|是)?|最长"
    r"|up to |capped at |at up to |with a cap of |no more than "
)
_AWARDING: Final = re.compile(r"(?:奖励|奖|资助|给予|获得|补贴)(?:企业|园区运营主体|园区运营单位)?$")
_NUMBER: Final = re.compile(r"([〔［\[])(20\d{2})([〕］\]])(\d+)号")
_LABEL: Final = re.compile(r"（([一二三四五六七八九十]{1,3})）")
_PLACES: Final = {
    "深圳市": ("广州市", "光明区", "广东省"),
    "深圳": ("广州", "光明区", "珠海"),
    "广州市": ("深圳市", "光明区", "佛山市"),
    "广州": ("深圳", "光明区", "东莞"),
    "光明区": ("广州市", "深圳市", "南山区"),
    "光明": ("广州", "深圳", "龙华区"),
    "广东省": ("深圳市", "广州市"),
    "省里": ("深圳", "广州"),
    "Shenzhen": ("Guangzhou", "Guangming"),
    "Guangzhou": ("Shenzhen", "Guangming"),
}
_NEAR: Final = 6
_FLIPS: Final = (
    ("未达到", "达到"),
    ("不超过", "超过"),
    ("不低于", "低于"),
    ("不少于", "少于"),
    ("(?<!未)(?<!没有)(?<!不)(?<!有达)达到(?!一定|标准)", "未达到"),
    ("(?<!规模)(?<!市级)以上", "以下"),
    ("给予", "不给予"),
    ("(?<![落叠事补扶同获市元的金万目][户加后足持的])奖励(?!上限|标准|分|门槛|方面|的|金)", "不予奖励"),
    ("(?<![获市元的额])资助(?!上限|标准|金额|的|不得)", "不予资助"),
    ("不得重复", "可以重复"),
    ("不能重复", "可以重复"),
    ("可以与", "不得与"),
    ("可获", "不可获"),
    ("可以拿到", "不能拿到"),
    ("at least", "less than"),
    ("receives", "does not receive"),
)
# What a condition is negated with, for it to be told apart: a figure, or whether two may be combined.
_DECISIVE: Final = re.compile(r"\d|[一二三四五六七八九十百千]+[万亿成年]|一半|百分之|重复|叠加")
_PERS: Final = (
    ("每家企业每年", "每家企业累计"),
    ("每家企业每年", "每个项目每年"),
    ("每年最高", "累计最高"),
    ("每年最高", "每月最高"),
    ("每平方米每月", "每平方米每年"),
    ("元/平方米/月", "元/平方米/年"),
    ("单个项目", "每家企业"),
    ("同一企业", "每个项目"),
    ("单个地市", "单个项目"),
    ("单个企业", "单个项目"),
    ("每家累计", "每年"),
    ("per square metre per month", "per square metre per year"),
    ("a year", "in total"),
    ("每年上限", "累计上限"),
    ("年度贴息", "累计贴息"),
)


def place(right: Right) -> Made:
    """Another place for one that the sentence speaks of; names in words of the clause itself are left."""
    names = re.compile("|".join(_PLACES))
    for match in names.finditer(right.text):
        around = right.text[match.start() : match.start() + _NEAR]
        if not any(around in c.text and match[0] not in c.document for c in right.cited):
            yield from ((put(right.text, match, other), _named_too(right, other)) for other in _PLACES[match[0]])


def _named_too(right: Right, other: str) -> str:
    """深圳和深圳都是50万元 says less than 广州和深圳都是50万元, and nothing wrong."""
    listed = any(
        mark + name in right.text or name + mark in right.text for name in (other, f"{other}市") for mark in "和、"
    )
    return "the sentence says the same of the place put in" if listed else ""


def citation_moved(right: Right) -> Made:
    """Each mark on each other clause."""
    for match in MARK.finditer(right.text):
        for n in range(1, len(right.sources.citations) + 1):
            if n != int(match[1]):
                yield put(right.text, match, f"[{n}]"), _moved_to(right, match, n)


def _moved_to(right: Right, match: re.Match[str], n: int) -> str:
    """Why a mark may stand for the clause that it is moved to."""
    own = re.split(r"\[\d+\]", right.text[: match.start()])[-1]
    if not own and n in marks(put(right.text, match, "")):
        return "the clause moved to is cited by the sentence all the same"
    said = {(t.kind, t.value) for t in figures_told(readable(own or unmarked(right.text)))}
    held = {(t.kind, t.value) for t in figures_told(readable(right.sources.citations[n - 1].text))}
    if not said:
        return "the sentence tells no figure"
    return "the clause moved to holds the same figures" if said <= held else ""


def label(right: Right) -> Made:
    """Another label than the cited clause's, in place of its own or put before the sentence."""
    for match in _LABEL.finditer(right.text):
        number = ordinal(match[1]) or 0
        yield from ((put(right.text, match, f"（{chinese(other)}）"), "") for other in (number + 1, number + 3))
    if _LABEL.search(right.text):
        return
    paths = {c.clause_id.partition("#")[2] for c in right.cited}
    others = [c for c in right.sources.citations if c.clause_id.partition("#")[2] not in paths and "（" in c.label]
    yield from (
        (f"根据{c.label}，{right.text}", "") for c in others[:2] if c.label not in {d.label for d in right.cited}
    )


def document_number(right: Right) -> Made:
    """Another number or year; where the sentence has none, one that no source holds."""
    for match in _NUMBER.finditer(right.text):
        yield put(right.text, match, f"{match[1]}{match[2]}{match[3]}{int(match[4]) + 1}号"), ""
        yield put(right.text, match, f"{match[1]}{int(match[2]) + 1}{match[3]}{match[4]}号"), ""
    if right.cited and not _NUMBER.search(right.text):
        yield f"{unmarked(right.text).rstrip('。')}（粤府〔2023〕{len(right.text)}号）[{marks(right.text)[0]}]。", ""


def ceiling_dropped(right: Right) -> Made:
    """最高 and its like taken out, where it is the only such word of its figure."""
    for match in _UPPER.finditer(right.text):
        clause = _clause(right.text, match)
        doubled = len(_UPPER.findall(clause)) > 1 and not re.search(r"\d%", clause)
        if re.search(r"[\d百千万亿半成]", unmarked(clause)) and not doubled:
            yield put(right.text, match, ""), _written_without(right, match)


def _written_without(right: Right, match: re.Match[str]) -> str:
    """Where a document makes all its figures ceilings, its clauses may write an amount without the word."""
    behind = figures_told(readable(right.text[match.end() :]))[:1]
    held = [told for c in right.cited for told in figures_told(readable(c.text)) if _all_upper(c) or _is_term(told)]
    plain = any(t.value == told.value and t.limit is Limit.EXACT for told in behind for t in held)
    if _UPPER.search(_clause(right.text, match).replace(match[0], "", 1)):
        return "another such word stands beside it"
    return "the clause itself writes the amount without it" if plain else ""


def _is_term(told: Told) -> bool:
    return told.kind == Kind.DURATION


def _all_upper(cited: Citation) -> bool:
    return load_rules().provision(cited.document_id, Effect.ALL_UPPER) is not None


def ceiling_added(right: Right) -> Made:
    """最高 before an amount that is fixed."""
    all_upper = any(_all_upper(c) for c in right.cited)
    for match in MONEY.finditer(right.text):
        before, after = right.text[: match.start()], right.text[match.end() :]
        clause = re.split("[，。；、]", before)[-1]
        if _AWARDING.search(before) and not _UPPER.search(clause) and not _UPPER.search(after[:3]):
            reason = "the document says that all its figures are ceilings" if all_upper else ""
            yield f"{before}最高{right.text[match.start() :]}", reason


def negated(right: Right) -> Made:
    """A condition, an award or a permission turned round, beside a figure or a word of combining."""
    refused = any(c.outcome is Outcome.NOT_ELIGIBLE for c in right.sources.calculations)
    for old, new in _FLIPS:
        for match in re.finditer(old, right.text):
            clause = unmarked(_clause(right.text, match)).replace("百强", "")
            if _DECISIVE.search(clause):
                reason = "a calculation says that nothing is given" if refused and new.startswith("不") else ""
                yield put(right.text, match, new), reason


def per(right: Right) -> Made:
    """By the project for by the company, in all for a year; a year where it is once."""
    for old, new in _PERS:
        yield from ((put(right.text, match, new), "") for match in re.finditer(old, right.text))
    for match in MONEY.finditer(right.text):
        before = right.text[: match.start()]
        if _AWARDING.search(before) and "年" not in re.split("[，。；、]", before)[-1]:
            yield f"{before}每年{right.text[match.start() :]}", _yearly(right, match)


def _yearly(right: Right, match: re.Match[str]) -> str:
    caps = [cap for c in right.cited for award in load_rules().of_clause(c.clause_id) for cap in award.caps]
    yearly = any(cap.per.is_yearly and cap.amount.value == yuan(match) for cap in caps)
    return "the ceiling is a yearly one" if yearly else ""


def _clause(text: str, match: re.Match[str]) -> str:
    """What stands between two commas around a place."""
    return re.split(_BREAKS, text[: match.start()])[-1] + re.split(_BREAKS, text[match.start() :])[0]
