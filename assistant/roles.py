"""Which input a figure of a question is: by the words next to it, by its kind, by what the awards still want."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from assistant.calculator import InputType, load_inputs
from assistant.calculator.quantity import Kind
from assistant.claims import BLANK, Manner
from assistant.mentions import Mention
from assistant.sentence import Figure, Sentence

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
    "principal",
    "highest_tier_received",
    "other_same_level_amount",
    "local_finance_received",
)
_FARTHEST: Final = 14.0
_BEHIND: Final = 2.0  # a word behind a figure is a little farther than one before it
_ACROSS: Final[Mapping[str, float]] = (
    {c: 7.0 for c in "，,、；;（(）)"} | {c: 14.0 for c in "。？?！!\n"} | {c: 0.0 for c in "：: 的了是为有达到约近"}
)
_ACROSS_FIGURE: Final = 8.0
_WANTED: Final = 3.0
_ACCEPTED: Final = 1.0
_PER_CHARACTER: Final = 0.3  # of two words as near, the longer says more
_REACHED: Final = re.compile(
    r"(?<![给补奖拿领得配贴])(?:首次达到?|首次突破|首次过|首破|刚刚?过了?|刚好?到|达到?了?|破了?|突破了?|超过?了?|冲到了?|冲上了?|做到了?|干到了?|"
    r"跨过了?|迈过了?|站上了?|涨到了?|增到了?|翻到了?|跑到了?|升到了?|过了?|到了?|上了?|实现了?|完成了?|有了?|做了)(?:大概|大约|约|差不多)?$"
)
_GRANTED: Final = re.compile(
    r"(?:国家|省里?|市里?|省级|市级|科技部|科技厅|科技局|工信部|工信厅|工信局|上级|中央|发改委|财政)[^#，,。]{0,14}"
    r"(?:给|拨|资助|立项|批|安排|支持|补助|奖补|下达|配套|拿|获)[^#，,。]{0,8}$"
)
_LOAN: Final = re.compile(r"(?:借|贷款?|用|还|期限|欠)(?:了|的|期|满|足|为|是|只)*$|[贷借][^#]{0,3}#+$")
_HAD_FOR: Final = re.compile(r"(?:已经?[^#]{0,8}(?:享受|补|领|拿)|享受满|(?:领|享受|补|拿)(?:了|过|满)了?)[^#]{0,3}$")
_BEFORE: Final = re.compile(r"已|之前|以前|此前|去年|前年|累计|上次|领|享受|配套|第[一二三]年")
_RENT_PAID: Final = 1_000  # yuan: above this 租金 is what is paid in all, below it is a price per square metre


def role(figure: Figure, sentence: Sentence, *, wanted: Collection[str]) -> str | None:
    """The key of the input that the figure is, None when the words do not say."""
    kind = figure.quantity.kind
    special = _SPECIAL.get(figure.manner)
    if special:
        return special(figure, sentence, wanted)
    near = nearest(figure, sentence, wanted=wanted)
    if near == "rent_per_m2_month" and kind is Kind.MONEY and figure.quantity.value.low >= _RENT_PAID:
        return "annual_rent"
    if kind is Kind.DURATION:
        return _duration(figure, near, wanted)
    return near or _by_grammar(figure, sentence, wanted) or _usual(kind, wanted)


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
    else:
        between, extra = sentence.blanked[quantity.end : mention.start], _BEHIND
        if any(c in "，,。；;？?！!、" for c in between):
            return _FARTHEST
    gap = sum(_ACROSS.get(c, 1.0) for c in re.sub(f"{BLANK}+", "", between))
    figures = len(re.findall(f"{BLANK}+", between))
    return gap + extra + figures * _ACROSS_FIGURE - (mention.end - mention.start) * _PER_CHARACTER


def _preference(key: str, wanted: Collection[str]) -> float:
    if key in wanted:
        return _WANTED
    inputs = load_inputs()
    return _ACCEPTED if any(key in inputs[other].accepts for other in wanted if other in inputs) else 0.0


def _by_grammar(figure: Figure, sentence: Sentence, wanted: Collection[str]) -> str | None:
    if figure.quantity.kind in (Kind.MONEY, Kind.BARE, Kind.FOREIGN_MONEY):
        if _GRANTED.search(figure.left):
            return "local_grant" if "local_grant" in wanted else "granted"
        if _REACHED.search(figure.left) or figure.manner is Manner.TIER:
            return "park_revenue" if "park_revenue" in wanted and "revenue" not in wanted else "revenue"
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


def _duration(figure: Figure, near: str | None, wanted: Collection[str]) -> str:
    if _HAD_FOR.search(figure.left):
        return "year_index"
    if _LOAN.search(figure.left) and ("loan_years" in wanted or not wanted) and "每" not in figure.left:
        return near or "loan_years"
    return near or "years"


def _received(figure: Figure, sentence: Sentence, wanted: Collection[str]) -> str | None:
    """Money received before: as the base of a match where the words say whose it was, else under this award."""
    near = nearest(figure, sentence, wanted=wanted)
    if near in _OF_OTHERS:
        return near
    base = "local_grant" if "local_grant" in wanted else "granted"
    if _GRANTED.search(figure.left) and "配套" not in figure.left:
        return base
    if base in wanted and not _BEFORE.search(figure.left):
        return base
    stated = list(_received_words(figure.left, sentence.text))
    open_keys = [key for key in stated if not wanted or key in wanted] or [k for k in RECEIVED if k in wanted]
    return (open_keys or stated)[0]


def _received_words(left: str, text: str) -> Iterator[str]:
    if re.search(r"今年|本年|年内", left):
        yield "received_this_year"
    if re.search(r"全市|我市|地市", left):
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
