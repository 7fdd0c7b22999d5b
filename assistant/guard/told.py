"""The figures of a text with what its words say of each; sentences and clauses are read alike."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from assistant.calculator.quantity import Kind, Quantity, find_quantities
from assistant.guard.english import in_digits
from assistant.guard.wording import (
    Limit,
    Use,
    Whose,
    is_denied,
    is_total,
    is_yearly,
    limit_told,
    use_told,
    whose,
    whose_behind,
)
from index.text import fold

RATIO: Final = "ratio"
_BREAKS: Final = re.compile(r"[,;。!?\n]")
_LISTED: Final = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:、|/|和|及|与|或者?|以及|(?:per \w+ )?and|, )\s*(?:up to )?(?:rmb|cny|¥)?\s*"
)
_UNITS: Final = "万亿元|亿元|万元|万平方米|平方米|亿|万|元|%|年|级|个"
# 分别奖励50、150、300万元: what the last of a list says of its unit goes for all.
_SHARED: Final = re.compile(
    rf"(?<![\d.])(\d+(?:\.\d+)?)(?=(?:[、/和及]\d+(?:\.\d+)?)*[、/和及]\d+(?:\.\d+)?({_UNITS}))"
)
# 到 2025 年，培育 4 个: some documents set their numbers apart.
_APART: Final = re.compile("(?<=[\\d\u4e00-\u9fff]) (?=[\\d\u4e00-\u9fff])")
_RATIO: Final = re.compile(
    r"(?<![\d:])(\d{1,2}|[一二两三四五])\s*(?::|比)\s*(\d{1,2}|[一二两三四五])(?![\d:])(?!较|例)"
)
_WHOLE: Final = re.compile(r"全额|等额|足额|(?:翻|加|双)倍")
_DIGIT: Final = {numeral: value for value, numeral in enumerate("零一二三四五")} | {"两": 2}
_LOOSE: Final = re.compile(r"\d+(?:\.\d+)?")
_RENT_LEAD: Final = re.compile(r"[^\d一二三四五六七八九十]*")  # 每平方米每月最高 of 每平方米每月最高30元
_PERIODS: Final = re.compile(r"(?:1|一)个?(?:年|月|季度?)")
_LASTING: Final = re.compile(
    r"(?:期限?|贴息|补贴|资助|连续|最长|超过|有效期|满|为期|for)\s*(?:为|是|不超过|最长|only)*\s*$"
)
_COUNTED_TALK: Final = re.compile(
    r"\s*(?:不同的?|主要|相关)?(?:奖励|资助|补贴|条件|方面|种|步|政策|文件|措施|情形|地方|档|步|阶段|部分|条|点|类"
    r"|问题|要点|选项|事|回事|件|途径|要求|规定)"
)
_ALL_OF_THEM: Final = re.compile(r"\s*(?:都|均)")
_POINTING: Final = re.compile(r"(?:这|那|上述|以上|以下|下列|前|后|满足|其中|分为?|共有?)\s*$")
_OF_RULE: Final = re.compile(r"\s*(?:的|这|那|一|年度|及?以上)*(?:档|门槛|台阶|上限|限额|封顶|要求|条件|标准)")
_FEW: Final = 10
_COLONS: Final = frozenset(":=→-—")
_ROW: Final = re.compile(r"\s*(?::|→|—)\s*(?:最高|不超过)?\s*\d")
_NEAR: Final = 12
_FAR: Final = 80
# 比新建平台的2000万元少 is of the same sort as what it is compared with.
_THAN: Final = re.compile(r"(?:比|低于|高于|少于|多于)[^,;]*$")
_COMPARED: Final = re.compile(r"\s*(?:元)?(?:的|要|更)?(?:少|多|高|低|小|大)")
_BETWEEN: Final = re.compile(r"\bbetween\s*(?:rmb|cny)?\s*$")
_AGAIN: Final = re.compile(
    r"[元)]?\s*(?:[,(]?\s*(?:也?就是|即|等于|相当于|折合|合|也就是说|or|i\.e\.|that is)\s*|\(\s*)(?:(?:rmb|cny|¥)\s*)?"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as a text tells it; the value is in the unit of its kind, a range is told as its two ends.

    ``clause`` is the stretch between two commas around it, ``left`` what stands before it there,
    ``right`` the next few characters.
    """

    kind: str
    value: Fraction
    text: str
    start: int
    end: int
    limit: Limit
    use: Use
    yearly: bool
    total: bool
    whose: Whose | None
    denied: bool
    left: str
    right: str
    clause: str

    @property
    def is_of_rule(self) -> bool:
        """Whether the words say that a rule sets the figure: 10亿元一档, 1000万元的上限."""
        return bool(_OF_RULE.match(self.right))


@functools.lru_cache(maxsize=4096)
def readable(text: str) -> str:
    """The text as figures are read from it: folded, numbers in English words in digits, emphasis taken off."""
    plain = _APART.sub("", in_digits(fold(text.replace("**", "").replace("__", "").replace("`", ""))))
    return _SHARED.sub(lambda m: m[1] + m[2], plain)


@functools.lru_cache(maxsize=4096)
def figures_told(text: str) -> tuple[Told, ...]:
    """The figures of a readable text, in order."""
    found: list[Told] = []
    for quantity in _quantities(text):
        found.extend(_told(quantity, text, found))
    return tuple(sorted((*found, *_ratios(text)), key=lambda told: told.start))


def loose_numbers(text: str) -> frozenset[str]:
    """The numbers of a readable text that are part of no quantity: 5g, 1024, 20+8."""
    blanked = list(text)
    for found in find_quantities(text, hedged=False):
        talk = _is_talk(found, text[max(0, found.start - _NEAR) : found.start], text[found.end :])
        if talk or found.kind is not Kind.BARE:
            blanked[found.start : found.end] = " " * (found.end - found.start)
    for ratio in _ratios(text):
        blanked[ratio.start : ratio.end] = " " * (ratio.end - ratio.start)
    return frozenset(_LOOSE.findall("".join(blanked)))


def _quantities(text: str) -> Iterator[Quantity]:
    for quantity in find_quantities(text, hedged=False):
        before, after = text[max(0, quantity.start - _NEAR) : quantity.start], text[quantity.end :]
        if quantity.kind is Kind.YEAR or _is_talk(quantity, before, after):
            continue
        yield quantity


def _is_talk(quantity: Quantity, before: str, after: str) -> bool:
    """一年最高42万 says how often, 这两项奖励 and 分三步 count what is spoken of: no figures of a source."""
    if quantity.kind is Kind.DURATION and _PERIODS.fullmatch(quantity.text.strip()):
        return not _LASTING.search(before)
    if quantity.kind in (Kind.COUNT, Kind.BARE) and quantity.value.low <= _FEW:
        spelt = not quantity.text[0].isascii()
        pointed = spelt and (_POINTING.search(before) or quantity.text[-1] in "种类条次项份")
        return bool(pointed or _COUNTED_TALK.match(after) or _ALL_OF_THEM.match(after))
    return quantity.kind is Kind.ORDINAL_YEAR


def _told(quantity: Quantity, text: str, earlier: list[Told]) -> tuple[Told, ...]:
    start, end = _clause(text, quantity.start, quantity.end)
    last = earlier[-1] if earlier else None
    lead = _RENT_LEAD.match(quantity.text) if quantity.kind is Kind.RENT else None
    left = text[max(start, last.end if last else 0) : quantity.start] + (lead[0] if lead else "")
    right = text[quantity.end : quantity.end + _NEAR]
    listed = last is not None and _LISTED.fullmatch(text, last.end, quantity.start) is not None
    if last and listed and last.kind == Kind.RENT and quantity.kind is Kind.MONEY:
        quantity = replace(quantity, kind=Kind.RENT)  # 每平方米每月30元或15元
    listed = listed or (last is not None and _is_again(last, quantity, text))
    follows = last if last and listed and last.kind == quantity.kind else None
    limit = limit_told(left, text[quantity.end : quantity.end + _FAR])
    if limit is None and _THAN.search(left) and _COMPARED.match(right):
        limit = next((other.limit for other in reversed(earlier) if other.kind == quantity.kind), None)
    if _BETWEEN.search(left):
        limit = Limit.LOWER
    elif listed and last and _BETWEEN.search(last.left):
        limit = Limit.UPPER
    use = use_told(left, right)
    if quantity.kind is Kind.MONEY and use is Use.UNTOLD:
        use = _in_table(left, right, last)
    if follows:
        limit = limit or follows.limit
        use = follows.use if use is Use.UNTOLD else use
    told = Told(
        kind=quantity.kind.value,
        value=quantity.value.low,
        text=quantity.text.strip(),
        start=quantity.start,
        end=quantity.end,
        limit=limit or Limit.EXACT,
        use=use,
        yearly=is_yearly(left, right) or bool(follows and follows.yearly),
        total=is_total(left, right),
        whose=whose_behind(right) or whose(left) or (follows.whose if follows else None),
        denied=is_denied(text[start:end]),
        left=left,
        right=right,
        clause=text[start:end],
    )
    high = quantity.value.high
    if high is None or high == told.value:
        return (told,)
    return replace(told, limit=Limit.LOWER), replace(told, value=high, limit=Limit.UPPER)


def _in_table(left: str, right: str, last: Told | None) -> Use:
    """What an amount is for that stands in a row of a table: 10亿元：50万元."""
    if last and last.kind == Kind.MONEY and last.use is not Use.AWARD and left.strip() in _COLONS:
        return Use.AWARD
    return Use.THRESHOLD if not left.strip() and _ROW.match(right) else Use.UNTOLD


def _is_again(last: Told, quantity: Quantity, text: str) -> bool:
    """Whether a figure says another in another writing: 0.05亿元，也就是500万元."""
    same = last.kind == quantity.kind and last.value == quantity.value.low
    return same and _AGAIN.fullmatch(text, last.end, quantity.start) is not None


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the stretch between two commas around a figure begins and ends."""
    before = [match.end() for match in _BREAKS.finditer(text, 0, start)]
    after = _BREAKS.search(text, end)
    return before[-1] if before else 0, after.start() if after else len(text)


def _ratios(text: str) -> Iterator[Told]:
    """1:1, 一比一, 全额, 翻倍: shares that no unit of a quantity writes."""
    for match in (*_RATIO.finditer(text), *_WHOLE.finditer(text)):
        start, end = _clause(text, match.start(), match.end())
        clause = text[start:end]
        yield Told(
            RATIO,
            _ratio(match),
            match[0],
            match.start(),
            match.end(),
            Limit.EXACT,
            Use.UNTOLD,
            yearly=False,
            total=False,
            whose=None,
            denied=is_denied(clause),
            left=text[start : match.start()],
            right=text[match.end() : end],
            clause=clause,
        )


def _ratio(match: re.Match[str]) -> Fraction:
    if match.re is _WHOLE:
        return Fraction(2 if match[0].endswith("倍") else 1)
    one, other = (int(part) if part.isdigit() else _DIGIT[part] for part in match.groups())
    return Fraction(one, other) if other else Fraction(0)
