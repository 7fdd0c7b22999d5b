"""Questions without a subject, for all that a place offers: 广州有哪些补贴, 我们公司能拿什么钱."""

from __future__ import annotations

import functools
import re
from typing import Final

from assistant.calculator import load_rules
from assistant.paying import usual_in_titles
from assistant.places import without_places
from index.terms import terms

_ASKS: Final = re.compile(
    r"哪些|哪几|什么|啥|乜|咩|边啲|有没有|介绍|列一|列出|多少|几多|怎么样|what|which|any|list|tell me|how much"
)
_OF_SUPPORT: Final = re.compile(
    r"补贴|补助|政策|奖|资助|支持|扶持|优惠|钱|资金|好处|红利|措施|subsid|support|polic|grant|fund|incentive|benefit"
)
_BUSINESS: Final = re.compile(r"(?:我们?|咱们?|公司|本公司|我司)[^,，。]{0,8}(?:做|搞|从事|开发)[^,，。]{1,14}[,，]")
# What such a question may hold besides: who asks, that they ask, and support in general.
_SAYS_NO_MORE: Final = re.compile(
    "那|这|我们?|咱们?|本|您|你们?|公司|企业|单位|小微|小|中|初创|创业|新|家|间|一|刚|成立|注册|落地|在|是|做|开|办|搞|有|没有?"
    "|软件|互联网|科技|信息技术|信息|服务|行业|产业|业|想|请问|请|问|了解|知道|一下|看看|查|帮|现在|目前|今年|都"
    "|哪[些几]?|什么|啥|乜嘢?|咩|边啲|多少|几多|怎么样|可以|能不能|能|够|会|申请|申报|拿到?|领|享受|得到|获得"
    "|补贴|补助|奖补|奖励?|政策|资助|支持|扶持|优惠|钱|资金|好处|红利|措施|文件|条款?|内容|项目|政府|[省市区][里级]?"
    "|的|吗|呢|呀|啊|嘅|和|与|给|对|于|为|这边|那边|当地|本地|适合|相关|方面|主要|列出?|介绍|说|讲|告诉"
    r"|来|着|过|了|里|个|些|几|种|类|项|大概|大致|下|\W"
)
_ENGLISH: Final = (
    "what|which|any|are|is|there|do|does|can|could|may|we|i|my|our|us|a|an|the|of|in|for|to|from|on|kinds?|list|all|tell|me|about"
    "|subsid(?:y|ies)|supports?|polic(?:y|ies)|grants?|funds?|funding|incentives?|benefits?|companies|company|firms?|business|startups?|how|much"
    "|software|tech|enterprises?|get|apply|available|offers?|offered|give|gives|money|government|public|small|new|have|has|please|it|you|claim"
)
_WORDS: Final = re.compile(rf"(?<![a-z])(?:{_ENGLISH})(?![a-z])")


def asks_for_all(text: str) -> bool:
    """Whether a folded question asks what support there is, and says nothing of what for."""
    own = _without_business(without_places(text))
    return bool(_ASKS.search(own) and _OF_SUPPORT.search(own)) and is_of_no_subject(own)


def is_of_no_subject(text: str) -> bool:
    """Whether words without their places speak of support in general only."""
    return not _SAYS_NO_MORE.sub("", _WORDS.sub("", text))


def _without_business(text: str) -> str:
    """The text without what the company says it makes, unless an award is for that: 我们做信创中间件的，有什么补贴."""
    told = _BUSINESS.match(text)
    return text[told.end() :] if told and not set(terms(told[0])) & _of_awards() else text


@functools.cache
def _of_awards() -> frozenset[str]:
    """The terms that tell awards apart in their titles."""
    return frozenset(term for award in load_rules().awards for term in terms(award.title)) - usual_in_titles()
