"""Which input a figure of a question is: by the words next to it, by its kind, by what the awards still want."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Final

from assistant.calculator import InputType, load_inputs
from assistant.calculator.quantity import Kind
from assistant.claims import BLANK, Manner
from assistant.mentions import Mention
from assistant.sentence import A_PRICE, Figure, Sentence

RECEIVED: Final = ("already_received", "project_already_received", "received_this_year", "city_received_this_year")
PRIOR: Final = (*RECEIVED, "highest_tier_received", "other_same_level_amount", "local_finance_received")
TYPES: Final[Mapping[Kind, tuple[InputType, ...]]] = {
    Kind.MONEY: (InputType.MONEY, InputType.RENT),
    Kind.FOREIGN_MONEY: (InputType.MONEY,),
    Kind.BARE: (InputType.MONEY, InputType.RATE, InputType.AREA, InputType.RENT),
    Kind.RATE: (InputType.RATE,),
    Kind.AREA: (InputType.AREA,),
    Kind.RENT: (InputType.RENT,),
    Kind.DURATION: (InputType.YEARS, InputType.MONTHS),
    Kind.COUNT: (InputType.COUNT,),
    Kind.GRADE: (InputType.GRADE,),
}
# What a figure of this kind is when nothing in the question says.
_USUAL: Final[Mapping[Kind, str]] = {
    Kind.AREA: "area",
    Kind.RENT: "rent_per_m2_month",
    Kind.ORDINAL_YEAR: "year_index",
    Kind.YEAR: "date",
    Kind.DURATION: "years",
}
# What was received and is still no award of ours.
_OF_OTHERS: Final = (
    "invested",
    "investment",
    "principal",
    "highest_tier_received",
    "other_same_level_amount",
    "local_finance_received",
)
# What the ceiling for one project is told with, where nothing else is wanted.
_OF_PROJECT: Final = frozenset({"audited_investment", "local_finance_received"})
_LOCALLY: Final = re.compile("[市区](?:里|级|财政|政府|本级)[^#]{0,8}$")
_FARTHEST: Final = 14.0
_BEHIND: Final = 2.0  # a word behind a figure is a little farther than one before it
_ACROSS: Final[Mapping[str, float]] = (
    dict.fromkeys("，,、；;（(）)", 7.0)
    | dict.fromkeys("。？?！!\n", 14.0)
    | dict.fromkeys("：: 的了是为有达到约近", 0.0)
)
_ACROSS_FIGURE: Final = 10.0
_WANTED: Final = 3.0
_ACCEPTED: Final = 1.0
_UNWANTED: Final = -8.0
_PER_CHARACTER: Final = 0.3  # of two words as near, the longer says more
_REACHED: Final = re.compile(
    r"(?<![给补奖拿领得配贴])(?:首次达到?|首次突破|首次过|首破|刚刚?过了?|刚好?到|达到?了?|破了?|突破了?|超过?了?|冲到了?|冲上了?|做到了?|干到了?|"
    r"跨过了?|迈过了?|站上了?|涨到了?|增到了?|翻到了?|跑到了?|升到了?|过了?|到了?|上了?|实现了?|完成了?|做了)(?:大概|大约|约|差不多)?$"
)
_YEAR_BEFORE: Final = re.compile(
    r"(?:今年|去年|前年|上年|上一年|本年|[0-9]{2}年)(?:就|又|才|已经?|都|只|有|是|做了?|大概|约|到)*$"
)
_OTHER_AMOUNT: Final = re.compile(
    r"(?:利润|净利润?|毛利|纳税额?|税收|税款|税|研发(?:投入|费用?|支出)|认缴|估值|市值|总资产|净资产|资产|负债|社保|工资|[年月]薪"
    r"|(?<!实缴)注册资本|注册资金|押金|定金|罚款|会费|门票)(?:是|为|有|了|共|约|大概|达到?|：|:)*$"
)
_GRANTED: Final = re.compile(
    r"(?:国家|省里?|市里?|省级|市级|科技部|科技厅|科技局|工信部|工信厅|工信局|上级|中央|发改委|财政)[^#，,。]{0,14}"
    r"(?:给|拨|资助|立项|批|安排|支持|补助|奖补|下达|配套|拿|获)[^#，,。]{0,8}$"
)
# 已经拿了深圳市5000万: who granted it stands right before the figure.
_GRANTED_BY: Final[Mapping[str, re.Pattern[str]]] = {
    "granted": re.compile(r"(?:国家|中央|省|市|科技部|工信部)(?:里|级|财政|政府)?(?:的|给的?)?$"),
    "local_grant": re.compile(r"(?:市|区)(?:里|级|财政|政府)?(?:的|给的?)?$"),
}
_LOAN: Final = re.compile(r"(?:借|贷款?|用|还|期限|欠)(?:了|的|期|满|足|为|是|只)*$|[贷借][^#]{0,3}#+$")
# A year beside these words is not when anything was borrowed or applied for.
_NO_DATE: Final = re.compile(r"成立|注册|印发|发布|出台|施行|有效期|文件|创办|规划|方案|《|-|~|至|以来")
_DATED: Final = re.compile(r"[贷借放申办买购投备签付]|认定|发生|入驻|落户|上市|截至|截止|以后|之后")
_OF_THIS_AWARD: Final = re.compile(r"配套|累计|领|(?<!国家)享受(?![^#]*国家)")
_RISES: Final = ("增", "涨", "多", "净")  # 增加到9亿 is what it came to, 增加了9亿 what was added
_NEXT: Final = 6
_AMOUNT_BEHIND: Final = re.compile(r"(?:的|要|大概|大约|付|交|花|租金|利息|是|约|得|就|都|了|共)*#")
_HAD_FOR: Final = re.compile(
    r"(?:已经?[^#]{0,8}(?:享受|补|领|拿)|享受满|(?:领|享受|补|拿)(?:了|过|满了|了满))[^#]{0,3}$"
)
_BEFORE: Final = re.compile(r"已|之前|以前|此前|去年|前年|累计|上次|领|享受|配套|第[一二三]年")


def role(figure: Figure, sentence: Sentence, *, wanted: Collection[str]) -> str | None:
    """The key of the input that the figure is, None when the words do not say."""
    kind = figure.quantity.kind
    if is_of_nothing(figure):
        return None
    special = _SPECIAL.get(figure.manner)
    if special:
        return special(figure, sentence, wanted)
    if kind is Kind.YEAR and not _is_date(figure):
        return None
    near = nearest(figure, sentence, wanted=wanted)
    if near == "rent_per_m2_month" and kind is Kind.MONEY and figure.quantity.value.low >= A_PRICE:
        return "annual_rent"
    if kind is Kind.DURATION:
        return None if _is_period(figure) else _duration(figure, near, wanted)
    return near or _by_grammar(figure, sentence, wanted) or _usual(kind, wanted)


def is_of_nothing(figure: Figure) -> bool:
    """Whether the words name an amount that no award asks for: profit, tax, capital not paid in."""
    return bool(_OTHER_AMOUNT.search(figure.left))


def nearest(figure: Figure, sentence: Sentence, *, wanted: Collection[str]) -> str | None:
    """The key whose word stands nearest to the figure, within reach."""
    types = TYPES.get(figure.quantity.kind, ())
    scored = [
        (_distance(figure, mention, sentence) - _preference(key, wanted), key)
        for mention in sentence.free_mentions()
        for key in mention.keys(*types)
        if figure.manner is not Manner.FACT or key not in PRIOR
    ]
    best = min(scored, default=(_FARTHEST, ""), key=lambda pair: pair[0])
    return best[1] or None if best[0] < _FARTHEST else None


def _distance(figure: Figure, mention: Mention, sentence: Sentence) -> float:
    quantity = figure.quantity
    if mention.end <= quantity.start:
        between, extra = sentence.blanked[mention.end : quantity.start], 0.0
        if between.startswith(("到", "至", "上到")) and sentence.text[mention.start : mention.end].startswith(_RISES):
            return math.inf
    else:
        between, extra = sentence.blanked[quantity.end : mention.start], _BEHIND
        if any(c in "，,。；;？?！!、" for c in between):
            return math.inf
    gap = sum(_ACROSS.get(c, 1.0) for c in re.sub(f"{BLANK}+", "", between))
    figures = len(re.findall(f"{BLANK}+", between))
    return gap + extra + figures * _ACROSS_FIGURE - (mention.end - mention.start) * _PER_CHARACTER


def _preference(key: str, wanted: Collection[str]) -> float:
    if not wanted:
        return 0.0
    if key in wanted:
        return _WANTED
    inputs = load_inputs()
    return _ACCEPTED if any(key in inputs[other].accepts for other in wanted if other in inputs) else _UNWANTED


def _by_grammar(figure: Figure, sentence: Sentence, wanted: Collection[str]) -> str | None:
    if figure.quantity.kind in (Kind.MONEY, Kind.BARE, Kind.FOREIGN_MONEY):
        if _GRANTED.search(figure.left):
            return "local_grant" if "local_grant" in wanted else "granted"
        revenue = "park_revenue" if "park_revenue" in wanted and "revenue" not in wanted else "revenue"
        if _REACHED.search(figure.left) or figure.manner is Manner.TIER:
            return revenue
        if revenue in wanted and _YEAR_BEFORE.search(figure.said_before):
            return revenue
    if figure.quantity.kind is Kind.GRADE:
        return _grade(sentence, figure.quantity.start)
    return None


def _grade(sentence: Sentence, position: int) -> str | None:
    """A level without the certificate's name beside it belongs to the certificate named last, or first."""
    named = [m for m in sentence.mentions for _ in m.keys(InputType.GRADE)]
    before = [m for m in named if m.start <= position]
    chosen = before[-1] if before else named[0] if named else None
    return chosen.keys(InputType.GRADE)[0] if chosen else None


def _usual(kind: Kind, wanted: Collection[str]) -> str | None:
    if kind is Kind.AREA and "park_area" in wanted and "area" not in wanted:
        return "park_area"
    return _USUAL.get(kind)


def _is_date(figure: Figure) -> bool:
    """Whether a year is when something was borrowed or applied for, not part of a name or of a history."""
    around = figure.left + figure.right
    return bool(_DATED.search(around)) and not _NO_DATE.search(figure.left + figure.right[:_NEXT])


def _is_period(figure: Figure) -> bool:
    """一个月7万 says how often, not for how long."""
    return figure.quantity.value.high == Fraction(1, 12) and bool(_AMOUNT_BEHIND.match(figure.right))


def _duration(figure: Figure, near: str | None, wanted: Collection[str]) -> str:
    if _HAD_FOR.search(figure.left):
        return "year_index"
    if _LOAN.search(figure.left) and ("loan_years" in wanted or not wanted) and "每" not in figure.left:
        return near or "loan_years"
    return near or "years"


def _received(figure: Figure, sentence: Sentence, wanted: Collection[str]) -> str | None:
    """Money received before: as the base of a match where the words say whose it was, else under this award."""
    of_project = "local_finance_received" in wanted and "审计" in sentence.text and _LOCALLY.search(figure.left)
    if of_project or (wanted and set(wanted) <= _OF_PROJECT):
        return "local_finance_received"
    near = nearest(figure, sentence, wanted=wanted)
    if near in _OF_OTHERS:
        return near
    base = "local_grant" if "local_grant" in wanted else "granted"
    if _GRANTED.search(figure.left) and not _OF_THIS_AWARD.search(figure.left + figure.right):
        return base
    if base in wanted and (_GRANTED_BY[base].search(figure.left) or not _BEFORE.search(figure.left)):
        return base
    stated = list(_received_words(figure.left, sentence.text))
    open_keys = [key for key in stated if not wanted or key in wanted] or [k for k in RECEIVED if k in wanted]
    return (open_keys or stated)[0]


def _received_words(left: str, text: str) -> Iterator[str]:
    if re.search(r"今年|本年|年内", left):
        yield "received_this_year"
    if re.search(r"全市|我们?市|地市|本市", left):
        yield "city_received_this_year"
    if "项目" in text and "累计" not in left:
        yield "project_already_received"
    yield "already_received"
    yield from ("project_already_received", "received_this_year")


def _elsewhere(_figure: Figure, _sentence: Sentence, _wanted: Collection[str]) -> str:
    return "other_same_level_amount"


def _tier_received(_figure: Figure, _sentence: Sentence, _wanted: Collection[str]) -> str:
    return "highest_tier_received"


_SPECIAL: Final = {
    Manner.RECEIVED: _received,
    Manner.ELSEWHERE: _elsewhere,
    Manner.TIER_RECEIVED: _tier_received,
}
