"""Promises to the caller, and claims on everybody: what no clause and no calculation makes certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.guard.told import figures_told
from assistant.types import Calculation, Citation, Outcome

_CERTAIN: Final = re.compile(
    r"肯定|(?<!有)(?<!到)(?<!过)一定(?:[能会可要有是发给拿获得批行通过]|都|就)|必定|必然|必将|必能|必拿|必得"
    r"|保证(?!金|保险|书)|百分之?百|稳[拿获得]|稳稳|稳妥?能"
    r"|绝对|包[过拿批]|不用担心|不必担心|无需担心|放心申请|没有?(?:任何)?问题|毫无疑问|无疑|准能|铁定|妥妥|到手"
    r"|自动(?:到账|获得|享受|发放)|直接领取?即可|照领|就(?:会|能)(?:获批|批|通过|到账|发放)|完全(?:可以|能够?)(?!不)"
    r"|没有悬念|板上钉钉|(?:完全|全部|百分百)(?:符合|满足)|(?:符合|满足)(?:全部|所有|一切)条件"
    r"|guarantee\w*|definitely|certainly|surely|without (?:a |any )?doubt|for sure|no doubt|automatically|rest assured"
    r"|assured"
)
_UNSURE: Final = re.compile(
    r"(?:不|未必|并非|不是|不见得|不代表|不等于|不意味着|不能|无法|难以|不敢|没有人?|谁也|非|是否|能否|not|no|cannot"
    r"|can't|never|n't)\s*(?:能|会|可以|敢|a )?\s*$"
)
_EVERY: Final = re.compile(
    r"(?<![对按])所有|(?<!各)全部(?=都|能|可|享|获|得到|免|予|给|集中|企业|项目|园区|单位|软件)|一律|一概|统统"
    r"|凡是?(?=[\u4e00-\u9fff]{2})|(?<!没有)任何|没有任何(?!规定|说明|提|数字|金额|具体)|无一例外|人人|通通|哪怕"
    r"|不设(?:任何)?(?:门槛|上限|限制)|没有(?:任何)?(?:门槛|上限|限制|名额|条件)"
    r"|不限(?:任何|名额|数量|行业|企业)|不受[^,;。]{0,10}(?:限制|控制|约束|影响)|无(?:门槛|上限|条件)"
    r"|\ball\b(?! subsid| rates| fig| amounts| three| four| of)|\bevery\b(?! year| month)|\bany company|regardless"
    r"|unlimited|no (?:limit|cap|conditions?)\b"
)
_YES: Final = re.compile(
    r"(?:当然|已经?|都|肯定)符合(?!的)"
    r"|^\s*(?:可以|当然|能|能够|行|是的|对|没错|有的?|符合)(?:的|啊|呀|哦|申请|报|拿|领|享受|领取|获得)*(?=[,，。!]|$)"
    r"|\b(?:you (?:fully |definitely )?qualify|you are (?:fully )?eligible|yes)\b"
)
_YOURS: Final = re.compile(
    r"(?:您|贵|你们?)[^,;。]{0,8}?(?:已经?|是|都|全)?(?:符合|满足)(?!的)[^,;。]{0,8}(?:条件|要求)?"
    r"|(?:您|贵|你们?)[^,;。]{0,8}?(?:可以|能够?|可|会)(?:拿|领|获|得|享)"
    r"|(?:每[个位家名]|人才|企业|单位|园区|项目|团队|公司)[^,;。]{0,10}都(?:能|可以?|会)(?:直接)?(?:拿|领|分|得|获|享)"
)
_IF: Final = re.compile(
    r"如|若|只要|是否|能否|假|当|需|须|要看|取决|的话|条件的|符合[^,;。]{1,12}的|满足[^,;。]{1,12}的|达到|认定"
    r"|(?<!人)才|并非|不是|不等于|入选|通过|获得[^,;。]{2,10}后|最|其中|选择"
)
_DUTY: Final = re.compile(r"(?:必须|应当|一定要|有义务|都要|都得|均须)(?:都|向|再)?(?P<what>[\u4e00-\u9fff]{2})")
# 只有国家级……才, where the clause names every level.
_ONLY: Final = re.compile(
    r"(?:只有|仅限?|限于|只限)(?:国家|省|市)级(?![、和或])[^,;。]{0,20}(?:才|可|能|给|奖|资助|享)"
)
_OTHER_LEVELS: Final = re.compile("国家级?、省")
_MAY: Final = r"(?:可以?|鼓励[^,;。]{{0,12}}|支持[^,;。]{{0,12}}|择优|优先|探索)[^,;。]{{0,8}}{}"


def promised(text: str, cited: Sequence[Citation], calculations: Sequence[Calculation]) -> Iterator[str]:
    """The words of a readable text that promise what the clauses leave open, or say of all what holds of some."""
    sources = [c.text for c in cited]
    yield from (
        m[0] for m in _CERTAIN.finditer(text) if not _UNSURE.search(text[: m.start()]) and not _said(m[0], sources)
    )
    yield from (
        m[0] for m in _EVERY.finditer(text) if not _said(m[0], sources) and not _UNSURE.search(text[: m.start()])
    )
    yield from _duties(text, sources)
    yield from (m[0] for m in _ONLY.finditer(text) if any(_OTHER_LEVELS.search(source) for source in sources))
    given = any(c.outcome is Outcome.AMOUNT and c.clause_id in {one.clause_id for one in cited} for c in calculations)
    if not given and not figures_told(text):
        yield from _to_caller(text)
        yield from (m[0].strip() for m in _YES.finditer(text))


def _to_caller(text: str) -> Iterator[str]:
    """What the caller is told to have or to meet, without a condition."""
    if not _IF.search(text):
        yield from (m[0] for m in _YOURS.finditer(text))


def _duties(text: str, sources: Sequence[str]) -> Iterator[str]:
    """What a clause allows or encourages, told as a duty."""
    for match in _DUTY.finditer(text):
        if _UNSURE.search(text[: match.start()]):
            continue
        may = re.compile(_MAY.format(match["what"]))
        if any(may.search(source) for source in sources):
            yield match[0]


def _said(words: str, sources: Sequence[str]) -> bool:
    return any(words in source for source in sources)
