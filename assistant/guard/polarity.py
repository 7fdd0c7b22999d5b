"""Conditions turned round: what a clause asks for, told as not needed; 区外 where it says 区内."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.guard.frames import word_pairs
from assistant.guard.wording import is_denied, is_lacking

# What is not yet so is no condition; nor is what the document does not say.
_NEGATED: Final = re.compile(
    r"(?<![尚还暂])(?:没有被?|没(?!有)被?|未经?被?|无需|无须|毋须|不需要?|不用|不必|不要求|不符合|不满足|不具备"
    r"|(?:无论|不论|不管)(?:是否|有没有)|不是|并非|(?<![除并莫若是])非(?=[^,;。的]{2,8}(?:企业|项目|单位|公司|园区)))"
    r"(?!规定|写|说|载|明|提|只|仅|所有|一|按|每|过|达|超|低于|高于|限|足|到|多|少|给|直接|问题|关系|金额|具体"
    r"|固定)(?P<what>[\u4e00-\u9fff“”]{2,8})"
)
_NEGATORS: Final = re.compile(r"(?:不|未|没有?|无|非)[\u4e00-\u9fff]{0,5}$")
_GIVES: Final = re.compile(
    r"给予|获|得|拿|领|奖|补|资助|支持|享受|贴|报|receiv|get|grant|award|subsid|fund|eligible|claim|appl"
)
# Each beside what is its contrary wherever an award is spoken of.
_CONTRARIES: Final = (
    ("正增长", "负增长"),
    ("区内", "区外"),
    ("辖区", "区外"),
    ("事后", "事前"),
    ("事后", "预先"),
    ("省内", "省外"),
    ("自主", "非自主"),
    ("以上的规模以上", "规模以下"),
    ("规模以上", "规模以下"),
    ("规模以上", "规下"),
    ("首次", "再次"),
    ("首次", "第二次"),
)
_NOT_OVER: Final = re.compile("不(?:得|能|可)?(?:超过|高于)")
_MAY_EXCEED: Final = re.compile("(?<!不)(?:可以|能够|允许)(?:超过|突破|高于)")
# No prior registration is needed, where the clause asks for 备案.
_WITHOUT: Final = re.compile(
    r"\b(?:no(?! (?:more|less|fewer|later|longer|higher|lower|award))|without|needs? not|need no|not need"
    r"|regardless of|irrespective of)\b(?P<what>[^,;.]{0,40})"
)
_ASKED_FOR: Final = {
    r"regist\w+|fil(?:ed|ing)|record": ("备案",),
    r"approv\w+|consent|permi\w+|agree\w+": ("同意", "批准", "审核", "审定"),
    r"recogni\w+|accredit\w+|certif\w+|assess\w+": ("认定", "认证", "评估"),
    r"selection|review": ("遴选", "评选", "择优", "考核"),
    r"standard|requirement|condition": ("符合", "条件", "标准"),
    r"first[- ]time|new(?:ly)?": ("首次", "新"),
}
_NEAR: Final = 6
_NEWLY: Final = frozenset(("首次", "新引", "新落", "新入", "新认"))


_BARRED: Final = re.compile(
    r"(?<!也)(?:不能|不可以?|无权|不会|不准|不允许|不许|不得)(?!以|说|简单|直接|单|只|再|超|高|低|少|多|大|小|突破"
    r"|重复|叠加|同时|兼|既|都|一|算|视|作|据|确|保|按|早|晚)(?P<what>[\u4e00-\u9fff]{2,8})"
)


def barred(text: str, sentence: str, sources: Sequence[str]) -> Iterator[str]:
    """The stretches of a readable text that forbid what its sources say is done, though nothing is lacking."""
    pairs = frozenset().union(*map(word_pairs, sources)) if sources else frozenset()
    for match in _BARRED.finditer(text):
        first = match["what"][:2]
        rest = sentence.replace(match[0], match["what"], 1)
        if first in pairs and not is_lacking(rest) and not any(_negated_in(first, source) for source in sources):
            yield match[0]


def turned_round(text: str, sentence: str, sources: Sequence[str]) -> Iterator[str]:
    """The stretches of a readable text that deny a condition which its sources ask for, where something is given."""
    if not _GIVES.search(sentence):
        return
    pairs = frozenset().union(*map(word_pairs, sources)) if sources else frozenset()
    for match in _NEGATED.finditer(text):
        rest = sentence.replace(match[0], match["what"], 1)
        if not is_denied(rest) and not is_lacking(rest) and _asked(match["what"], pairs, sources):
            yield match[0]
    for match in _WITHOUT.finditer(text):
        asked = [words for said, words in _ASKED_FOR.items() if re.search(rf"\b(?:{said})", match["what"])]
        if any(word in source for words in asked for word in words for source in sources):
            yield match[0]
    if any(_NOT_OVER.search(source) for source in sources):
        yield from (m[0] for m in _MAY_EXCEED.finditer(text))
    for theirs, contrary in _CONTRARIES:
        held = any(theirs in source for source in sources) and not any(contrary in source for source in sources)
        if held and contrary in text and not is_denied(sentence):
            yield contrary


def _asked(what: str, pairs: frozenset[str], sources: Sequence[str]) -> bool:
    """Whether the words behind a negation are begun as the sources have them, and not negated there too."""
    for start in range(min(len(what) - 1, _NEAR - 1)):
        pair = what[start : start + 2]
        if pair in pairs or (pair in _NEWLY and any(pair in source for source in sources)):
            return not any(_negated_in(pair, source) for source in sources)
    return False


def _negated_in(pair: str, source: str) -> bool:
    return any(
        _NEGATORS.search(source[max(0, m.start() - _NEAR) : m.start()]) for m in re.finditer(re.escape(pair), source)
    )
