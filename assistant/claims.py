"""How a sentence puts a figure: as a fact, as an award hoped for, or as money received before."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final

BLANK: Final = "#"
"""What stands for each character of a quantity in the texts that are judged here."""


class Manner(StrEnum):
    """How a figure is put."""

    FACT = "fact"
    CLAIM = "claim"  # what the person hopes for or was told: 能拿300万吗, 按10%, 最高500万
    QUOTED = "quoted"  # a threshold of the rule or what is lacking to it: 1亿、5亿、10亿三档, 差一点到5000万
    RECEIVED = "received"  # 已经领了300万
    TIER_RECEIVED = "tier_received"  # 去年1亿档的奖励已经领了
    TIER = "tier"  # 5亿档
    ELSEWHERE = "elsewhere"  # 区里另一个同类政策能补80万


_GET: Final = "拿|领|得|申请|申报|报|补|奖|给|资助|补贴|补助|贴|配|享受|支持|扶持|奖励|发|返|获"
_AWARD: Final = "奖励|补贴|资助|补助|奖金|奖补|贴息|扶持|配套|支持|资金|经费|优惠"
_MODAL: Final = (
    "(?<![智功性节职产潜动技])能|可以|(?<![许认])可(?![靠信视控])|(?<![协社展大机开年峰工商晚博学])会(?![议展员费])|应该|应当|应(?![用收付])"
    "|是不是|是否|按|照|最高|最多|至多|顶多|上限|封顶|顶格|直接|就|再|只|还|想|全额|肯定|一次性|每年|每家|每个"
)
_TOP: Final = "最高|最多|至多|顶多|上限|封顶|顶格|限额|顶额|天花板"
_ASKS: Final = (
    "吗|吧|么|对不|对吧|对吗|是吗|是吧|是不是|行不行|行吗|行么|可以吗|可不可以|可否|没错|成不成|有没有|够不够|呗"
    "|咯|喽|啰|[?？]"
)
_HEARSAY: Final = "听说|据说|说是|网上说|有人说|宣传|都说|不是说|传|朋友说|中介说|告诉我|以为"
_PAST: Final = (
    "已经?|之前|以前|此前|曾经?|去年|前年|上年|上一年|累计|今年已|上次|前两年|前几年|先前|早先|早就|年初|往年|上半年"
)

_ELSEWHERE: Final = re.compile(
    rf"(?:另外?一?[个项份条笔]?|其[他它]|别的|另外的?|还有(?:一?[个项份条]))[^#]{{0,12}}(?:政策|措施|同类|文件|办法|{_AWARD}|通知)"
    rf"[^#]{{0,6}}(?:补|给|奖|拿|得|资助|贴|有|批|是)(?:到|了|过)?(?:了)?$"
)
_OF_TIER: Final = r"(?:#+[^#]{0,4}(?:档|级|台阶)[^#]{0,6})?"
_RECEIVED_BEFORE: Final = re.compile(
    rf"(?:{_PAST}).{{0,16}}(?:拿|领|获|得|享受|补|配|奖|资助|给|贴|批|拨|兑现|到账|报|下来)[^#]{{0,12}}{_OF_TIER}$"
    rf"|(?<!能)(?<!会)给过[^#]{{0,6}}$"
    rf"|(?:(?<!能)(?<!可以)(?<!会)(?:拿|领|补|奖|配|贴|得)(?:到|过|了|到了|到过|走了?))(?!多少)[^#]{{0,10}}{_OF_TIER}$"
)
_RECEIVED_AFTER: Final = re.compile(
    rf"(?:元|块)?的?(?:[^#]{{0,4}}(?:{_AWARD}))?(?:也|都|早就?|我们|钱)*(?:已经?[^#]{{0,2}}(?:拿|领|到账|到手|兑付|享受|发|给|批|补|下来)"
    rf"|(?:拿|领|享受)(?:过|了|到手|到了|完)|到账|到手)"
)
_CLAIMED_BEFORE: Final = re.compile(
    rf"(?:{_MODAL}).{{0,18}}(?:{_GET})(?:到|个|足|满|出|齐|我们|咱们|企业|我|一?笔|这|那|他们|得到|上)*$"
    rf"|(?:{_TOP})(?:额|数|金额|标准|线)?(?:是|为|就|到|只|才|也|有|给|可|达|能|拿"
    r"|补|奖|资助|奖励|补贴|不超过|不得超过|即|可以|领|得|有个|了)*$"
    rf"|(?:补|奖|拿|贴|给|配)(?:满|足|到|够)$|再[^#]{{0,8}}要(?:个)?$|还是$"
    rf"|(?:{_MODAL})[^#]{{0,10}}(?:拿|领|享受)[^#]{{0,10}}的$"
    r"|\b(?:get|receive|claim|obtain|up to|at most|maximum(?: of)?|subsid\w+ of|award of)\s+"
    r"(?:a |the |about )?(?:RMB|CNY|¥)?\s*$"
    r"|(?:给不给|补不补|奖不奖|配不配|够不够|有没有|是不是|能否|有无|拿不拿得到)(?:我们|个|给|有)?$",
    re.IGNORECASE,
)
_GET_BEFORE: Final = re.compile(
    rf"(?:{_GET}|有|有没有|够|是|就是|是不是|共|合计|总共|一共|等于|[给补拿奖领]到)(?:个|我们|企业|我|咱们|#)*$"
)
_ASKS_AFTER: Final = re.compile(rf"(?:元|块)?(?:的|这笔|这个)?(?:[^#]{{0,8}}(?:{_AWARD}|钱))?(?:了|的)?(?:{_ASKS})")
_AWARD_AFTER: Final = re.compile(
    rf"(?:元|块)?(?:的)?(?:(?![能可怎会给补有多])[^#的了，,、]){{0,6}}?"
    rf"(?:奖励|补贴|补助|奖金|奖补|贴息|优惠|经费|{_TOP}|(?:资助|扶持|配套|支持|资金)(?=$|[吗吧呢了的,，？?]|就|能|可|怎|有|是|最|上|对))"
)
_WILL_GET_AFTER: Final = re.compile(
    r"(?:元|块)?(?:我们?|咱们?)?(?:有份|有戏|有没有戏|拿得到|够格|稳不稳|能到手|还是"
    r"|(?:对吗|对吧|对不对|没错吧)(?:[?？]|$)"
    r"|(?:能|能不能|可以|可不可以|给不给|怎么)?(?:拿|给|领|申请|要)?(?:到|得到|到手)?(?:吗|吧|不|不能|么|稳)(?:[?？]|$))"
)
_SHORT_BEFORE: Final = re.compile(
    r"四舍五入|约等于|相当于|凑够|差(?:一点点?|点|那么点|#+)?(?:就|才|没|不)?(?:到|达到|满|够)?$|(?:距离?|离)$"
    r"|#(?:也|都|已经?|远|又|还|没有?)?(?:超过|大于|高于|多于|少于|低于|不足|不到|没到|达不到)了?$"
)
_SHORT_AFTER: Final = re.compile(r"(?:元)?(?:还|就|只|都|线)?差(?!(?:一点|点|#+)?(?:就|才)?(?:到|满|够|达)|一?点)")
_OBTAINED: Final = re.compile(r"(?:获|得到|获得|拿到|拿了|领到|给了|给我们|批了|批下来|下达|立项|安排|拨).{0,24}$")
_HEARD: Final = re.compile(rf"(?:{_HEARSAY})[^#]*$")
_TIER_AFTER: Final = re.compile(r"(?:元|块)?(?:那|这|的)?[一个两二三四五几]{0,2}(?:档|台阶|等级|级别|门槛|那级|这级)")
_TIER_PAST: Final = re.compile(rf"(?:{_PAST}|领|拿过|拿了|享受|奖过|给过|奖了)")
# 深圳出一半1250万: what a share comes to.
_SHARE_GIVEN: Final = re.compile("(?:出|给|补|拿|报|配|奖|贴)#+(?:就是|是|也就是|即|共)?$")
# 冲到1个亿领了奖: what was reached was the tier, not what was received.
_REACHED_BEFORE: Final = re.compile("(?:冲到|做到|达到|干到|涨到|突破|超过|首破)了?$")
_SHARE_BEFORE: Final = re.compile(
    rf"(?:按照?|照|{_GET}|{_AWARD}|再要|{_TOP}|不超过|不低于|打|贴息|比例是?)(?:了|我们|其|给|个|到|不超过|[^#]{{0,8}}的|最高|为|是)*$"
)
_RENT_AWARDED: Final = re.compile(rf"(?:的|这个|那个)*(?:房屋|房|办公)?(?:租金|租)?(?:{_AWARD})")
_SHARE_AFTER: Final = re.compile(rf"的?(?:{_AWARD}|{_GET}|要|算|来算|计算|比例|{_TOP}|标准)")


def money_manner(left: str, right: str, *, named: bool) -> Manner:
    """How an amount is put, from its clause before and after it, quantities blanked.

    ``named`` says that the word of an input stands right before it: 营收5亿 is no award hoped for.
    """
    manners = _MANNERS[:_ALSO_OF_NAMED] if named else _MANNERS
    return next((manner for manner, says in manners if says(left, right)), Manner.FACT)


def falls_short(left: str, right: str) -> bool:
    """Whether a figure is what the caller does not reach, or what is lacking: 差一平到500, 离10亿."""
    return bool(_SHORT_BEFORE.search(left) or _SHORT_AFTER.match(right))


def rate_manner(left: str, right: str) -> Manner:
    """How a share is put: 按三成, 35%贴息 are claims about the award."""
    if _SHARE_BEFORE.search(left) or _SHARE_AFTER.match(right):
        return Manner.CLAIM
    return Manner.CLAIM if _HEARD.search(left) or _AWARD_AFTER.match(right) else Manner.FACT


def rent_manner(left: str, right: str) -> Manner:
    """How a rent by the square metre is put: 30元一平的租金补贴 is what is hoped for, not what is paid."""
    if _RENT_AWARDED.match(right):
        return Manner.CLAIM
    return Manner.QUOTED if falls_short(left, right) else Manner.FACT


def _already(left: str) -> bool:
    """已经…给了: done, whatever modal stands before it."""
    return bool(re.search(r"(?:已经?|之前|以前|此前|去年|前年)[^#]{0,12}(?:到|了|过|满|完|足)[^#]{0,6}$", left))


def _is_tier_received(left: str, right: str) -> bool:
    if _REACHED_BEFORE.search(left) and _RECEIVED_AFTER.match(right):
        return True
    return bool(_TIER_AFTER.match(right) and _TIER_PAST.search(left + right))


def _is_claimed(left: str, right: str) -> bool:
    asked = _GET_BEFORE.search(left) and _ASKS_AFTER.match(right)
    named = _AWARD_AFTER.match(right) and not _OBTAINED.search(left)
    return bool(asked or named or _HEARD.search(left) or _WILL_GET_AFTER.match(right))


# In the order that they decide: 已经给了300万 is done, whatever modal stands before it.
_MANNERS: Final[tuple[tuple[Manner, Callable[[str, str], bool]], ...]] = (
    (Manner.TIER_RECEIVED, _is_tier_received),
    (Manner.TIER, lambda _left, right: bool(_TIER_AFTER.match(right))),
    (Manner.QUOTED, falls_short),
    (Manner.ELSEWHERE, lambda left, _right: bool(_ELSEWHERE.search(left))),
    (Manner.RECEIVED, lambda _left, right: bool(_RECEIVED_AFTER.match(right))),
    (Manner.RECEIVED, lambda left, _right: bool(_CLAIMED_BEFORE.search(left)) and _already(left)),
    (Manner.CLAIM, lambda left, _right: bool(_CLAIMED_BEFORE.search(left) or _SHARE_GIVEN.search(left))),
    (Manner.RECEIVED, lambda left, _right: bool(_RECEIVED_BEFORE.search(left))),
    (Manner.CLAIM, _is_claimed),
)
_ALSO_OF_NAMED: Final = 3
