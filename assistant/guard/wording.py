"""The words around a figure that say how it is meant: ceiling or floor, for whom, how often, granted or asked."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Limit(StrEnum):
    """Which side of a figure is meant."""

    EXACT = "exact"
    UPPER = "upper"
    LOWER = "lower"
    BELOW = "below"  # 不足X, 未达到X: the figure is not reached


class Use(StrEnum):
    """What a figure is for."""

    AWARD = "award"
    THRESHOLD = "threshold"
    UNTOLD = "untold"


class Whose(StrEnum):
    """What a ceiling is counted by."""

    ENTERPRISE = "enterprise"
    PROJECT = "project"
    EVENT = "event"
    PERSON = "person"
    CITY = "city"
    AREA = "area"


_UPPER: Final = (
    r"不(?:得|会|可|能)?(?:超过|高于|多于|大于|超出)|(?:未|没有?|并未)超过|最高(?!的?一?(?:档|级|步|台阶|门槛))|最多|最大|至多|顶多|顶格|上限|封顶"
    r"|限额|最长|≤|<="
    r"|up to|at most|(?:no|not|never) (?:more|longer|higher) than|(?:not|never) (?:to )?exceed(?:s|ing)?"
    r"|does not exceed"
    r"|capped at|cap(?: of| is)?|maximum|max\.?|ceiling|limited to|within(?! the)"
)
_BELOW: Final = (
    r"低于|不足|(?<![拿得领收享])不到|少于|小于|不满|(?:未|没有?|尚未|还没有?|并未|达不)(?:达到?|到|满|突破|能达到|够)"
    r"|达不到|够不上(?!这|该|那|本)|距离?(?:\s*\d)?"
    r"|below|less than|fewer than|under|(?:not|never) (?:yet )?reach(?:ed|ing)?|fall short of|short of"
)
_LOWER: Final = (
    r"不(?:得|会|可|能)?(?:低于|少于|小于)|至少|最低|最少|下限|达到?|满|超过|突破|高于|大于|多于|冲破|迈过|越过|跨过"
    r"|跨上|≥|>="
    r"|at least|(?:no|not) (?:less|fewer|lower) than|reach(?:es|ed|ing)?|exceed(?:s|ed|ing)?|more than|over|above"
    r"|minimum"
)
_BEFORE: Final = re.compile(
    rf"(?P<upper>{_UPPER})|(?P<lower_of>不(?:得|会|可|能)?(?:低于|少于|小于))|(?P<below>{_BELOW})|(?P<lower>{_LOWER})"
)
_UPPER_AFTER: Final = re.compile(
    r"\s*(?:的|为|/年|每年|也|只|都|均|仅|是|就|才|作为|属于|一个)*\s*(?:以内|之内|以下|封顶|为限|为上限|为最高"
    r"|(?:年度)?(?:最高)?(?:上限|限额)"
    r"|\s*\((?:上限|封顶)|or less|at most|cap\b|ceiling)"
)
# 400万元只针对……，并且是最高不超过这一金额
_UPPER_LATER: Final = re.compile(
    r"[^。;]{0,60}(?:最高|不超过|上限)[^。;,\d]{0,6}(?:这一?|该|此)个?(?:金额|数额|数字?|标准|额度)"
)
_LOWER_AFTER: Final = re.compile(
    r"\s*(?:\([^()]*\))?(?:及|或|或者|\(含\))?(?:以上|起步?(?!草|初)|or more|or above|and above|or higher)"
)
_BELOW_AFTER: Final = re.compile(r"\s*(?:都|还)?(?:不到|没到|未到|不足)")


def limit_told(left: str, right: str) -> Limit | None:
    """Which side of a figure the words before and behind it mean; None when they do not say."""
    if _UPPER_AFTER.match(right) or _UPPER_LATER.match(right):
        return Limit.UPPER
    if _BELOW_AFTER.match(right):
        return Limit.BELOW
    if _LOWER_AFTER.match(right):
        return (
            Limit.BELOW
            if (last := _last_limit(left)) is Limit.BELOW
            else Limit.LOWER
            if last is not Limit.UPPER
            else last
        )
    return _last_limit(left)


def _last_limit(left: str) -> Limit | None:
    found = None
    for match in _BEFORE.finditer(left.rpartition(":")[2]):
        # 最高可达X is a ceiling all the same.
        if not (found is Limit.UPPER and match[0] in _TOWARDS):
            found = _GROUPS[match.lastgroup or ""]
    return found


_TOWARDS: Final = ("达", "达到", "满")
_GROUPS: Final = {"upper": Limit.UPPER, "lower_of": Limit.LOWER, "below": Limit.BELOW, "lower": Limit.LOWER}

_USES: Final = re.compile(
    r"(?P<threshold>(?<!可)达到?|突破|(?<!不)(?<!没有)(?<!未)超过|首次|第一次|跨[过上]|迈[过上]|(?<![不超通])过$|收入"
    r"|营收|营业额|注册资本|资本|规模"
    r"|增加|增长|增速|增量|每多|门槛|条件|要求|投入|投资|费用|采购额|销售额|租金|贷款(?!.{0,4}贴)|本金|核定总|支出"
    r"|revenue|reach\w*|capital|turnover|sales|increase\w*|loans?)"
    r"|(?P<award>奖|定额|补|资助|支持|给予|给|配套|贴息|扶持|可得|可获|获得|拿|领|享受"
    r"|award|grant|subsid\w*|receiv\w*|gets?|gives?|pays?|bonus|reward|support)"
)
# 奖 behind an amount belongs to it unless another amount follows: 10亿元奖50万元.
_OF_NEXT: Final = r"(?!\D{0,4}[\d一二两三四五六七八九十])"
_THRESHOLD_AFTER: Final = re.compile(
    r"\s*(?:的|这|那|一|这一|那一)*(?:档|门槛|台阶|等级)|\s*(?:及|或)?以上(?:的|且|并|或)"
    r"|\s*的[^,;。奖补助]{0,12}(?:企业|公司|单位|园区)"
    r"|\s*(?:in|of) (?:annual |yearly )?(?:revenue|turnover|sales)"
)
_OF_CEILING: Final = re.compile(r"\s*(?:的|这个|这一|年度)*(?:上限|封顶|限额|ceiling|cap\b)")
_AWARD_AFTER: Final = re.compile(
    r"\s*(?:就?是)(?:发|奖|补)?给"
    r"|\s*(?:元|整)?(?:的|\(定额\)|以内|以下)*\s*(?:一次性|财政|资金|落户|事后|扶持|配套|现金|创新)*"
    rf"(?:奖励?|资助|补贴|补助|支持|贴息|经费|award|grant|subsid|reward){_OF_NEXT}"
)
# Where nothing else says: a ceiling is mostly an award's, and so is what a place or a tier is said to be.
_WEAKLY: Final = re.compile(
    r"最高(?!的?一?(?:档|级|步|台阶|门槛))|最多|封顶|上限|capped|cap\b|up to"
    r"|(?:[省市区圳州明]|金额|额度|档)[^,;]{0,3}(?:是|为|:)\s*$"
    r"|[省市区圳州明]\s*\($|档\s*$|定额\s*$"
)


def use_told(left: str, right: str) -> Use:
    """What the words before and behind an amount say that it is for."""
    if _OF_CEILING.match(right):
        return Use.AWARD
    if _THRESHOLD_AFTER.match(right):
        return Use.THRESHOLD
    if _AWARD_AFTER.match(right):
        return Use.AWARD
    last = next(iter(reversed(list(_USES.finditer(left)))), None)
    if last is None or last[0] in _FIRST:
        # 首次认定最高X tells of a recognition, 首次X of a threshold.
        return Use.AWARD if _WEAKLY.search(left) else Use.THRESHOLD if last else Use.UNTOLD
    return Use(last.lastgroup or "")


_FIRST: Final = ("首次", "第一次")
_YEARLY: Final = re.compile(
    r"每一?年|(?<!上一)(?<!上)(?<!当)年度(?!营|审|云|采|预算|总额|实际|投保)"
    r"|按年(?!利|增|营|计)|逐年|年均|(?<!\d)(?:1|一)年(?!期|以|内|后|前)|每个年度"
    r"|per year|a year|per annum|annual\w*|each year|every year|yearly"
)
_YEARLY_AFTER: Final = re.compile(
    r"\s*(?:/|每|一)年|\s*(?:a|per|each|every) (?:\w+ ){0,2}?year|\s*per annum|\s*annually|\s*的?年度(?:上限|限额)"
)
_TOTAL: Final = re.compile(r"累计|合计|总共|总计|共计|一共|总额|in total|altogether|cumulative|一次性(?!奖励最高)")
_TOTAL_AFTER: Final = re.compile(r"\s*(?:in total|altogether|overall|cumulatively|in all\b)")
_BY_MONTH: Final = re.compile(r"每个?月|(?:per|a|each) month|monthly|按月")
_MONTHLY: Final = re.compile(r"月|month")


def is_yearly(left: str, right: str) -> bool:
    """Whether an amount is told as so much a year."""
    return bool(_YEARLY.search(left) or _YEARLY_AFTER.match(right))


def speaks_of_years(text: str) -> bool:
    """Whether a stretch says anywhere that something is so much a year."""
    return bool(_YEARLY.search(text) or re.search(r"年度(?!营)|/年|(?:a|per|each) (?:\w+ ){0,2}?year", text))


def is_total(left: str, right: str) -> bool:
    """Whether an amount is told as what several years or payments come to."""
    return bool(_TOTAL.search(left) or _TOTAL_AFTER.match(right))


def is_by_month(left: str) -> bool:
    """Whether an amount is told as so much a month."""
    return bool(_BY_MONTH.search(left))


def is_monthly(around: str) -> bool:
    """Whether a rent says that it is by the month."""
    return bool(_MONTHLY.search(around))


_WHOSE: Final = (
    (
        Whose.ENTERPRISE,
        re.compile(
            r"(?:每一?[家户]|单[家户]|(?:每|单|同一?)[个家]?(?:企业|公司|单位|主体)"
            r"|per (?:company|enterprise|firm)|each company)"
        ),
    ),
    (Whose.PROJECT, re.compile(r"(?:每|单|同一?)个?(?:项目|项(?!标准))|per project|each project")),
    (Whose.EVENT, re.compile(r"每[次场](?!性)|单[次场]|(?:每|单)个活动|per event|each event")),
    (Whose.PERSON, re.compile(r"每[人名位]|人均|per (?:person|head)")),
    (Whose.CITY, re.compile(r"(?:每|单|各)个?(?:地市|市(?!级|场)|城市)|per city|each city")),
    (Whose.AREA, re.compile(r"每(?:平方米|平米|平|亩)|per square")),
)


def whose(left: str) -> Whose | None:
    """What the words before an amount count it by, the last of several."""
    found = [(match.end(), name) for name, pattern in _WHOSE for match in pattern.finditer(left)]
    return max(found)[1] if found else None


_WHOSE_BEHIND: Final = re.compile(r"\s*(?:per|for each|for every|for a single) \w+")


def whose_behind(right: str) -> Whose | None:
    """What the words right behind an amount count it by: per project."""
    match = _WHOSE_BEHIND.match(right)
    return whose(match[0]) if match else None


_BOUND_WORDS: Final = re.compile(
    r"(?:低于|未达到?|没有达到)[^,;。]{0,14}上限|(?:没有|未)超过"
    r"|不(?:得|会|可|能)?(?:超过|高于|多于|大于|超出|低于|少于|小于)"
)
_DENIED: Final = re.compile(
    r"不(?:再|会|能|可以|可|得|予|应)*(?:给予?|予|奖励?|资助|补贴?|补助|支持|配套|享受|发放|获得?|拿|领|申请|申报|兑现)"
    r"|不(?:能|可以|可|得|予)(?!重复)|无法|(?:拿|得|领|享受|申请|报|获|评)不(?:到|了|上)|没有资格|无权|取消|没有(?:奖励|资助|补贴)|不符合"
    r"|不属于|够不上|不满足|不够格|轮不到|不在[^,;。]{0,6}范围|不适用"
    r"|cannot|can't|not eligible|(?:not|n't) (?:yet )?(?:receive|get|award|pay|grant|available|claimable|qualify)"
    r"|does not (?:receive|get|pay|give|apply)|no longer"
)
_LACKING: Final = re.compile(
    r"未|没有?|尚未|不足|不到|不满|不符合|不属于|不是|并非|(?:低于|少于)(?![^,;。]{0,14}(?:最高|最多|上限))|不具备"
    r"|除非|否则|征求意见稿|\bdraft\b"
    r"|达不到|还差|不够|够不上|区外|省外|市外|规模以下|规下|以下的?企业"
    r"|(?<![除并莫若是])非(?=[^,;。的]{2,8}(?:企业|项目|单位|园区|公司|人员|的))|not yet"
    r"|(?:below|less than)(?! the (?:cap|ceiling))|unless|not "
)


def is_denied(clause: str) -> bool:
    """Whether a clause says that something is not given."""
    return bool(_DENIED.search(_BOUND_WORDS.sub("", clause)))


_REFUSED: Final = re.compile(
    r"不(?:再|会|得)*(?:给予|予(?!以?重复)|奖励|资助|补贴|补助|支持)(?!重复)"
    r"|not (?:be )?(?:award|grant|pa(?:y|id)|subsid)"
)


def refuses_award(clause: str) -> bool:
    """Whether a clause says outright that nothing is granted."""
    return bool(_REFUSED.search(clause))


def without_denials(text: str) -> str:
    """The text without the words that deny something."""
    return _DENIED.sub("", _BOUND_WORDS.sub("", text))


def is_lacking(text: str) -> bool:
    """Whether a stretch says that a condition is not met."""
    return bool(_LACKING.search(_BOUND_WORDS.sub("", text)))
