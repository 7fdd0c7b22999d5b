"""Conditions that a sentence sets and no clause does: that a profit be made, that a degree be held."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.guard.told import Told, figures_told
from assistant.guard.wording import Limit
from index.lexicon import lexicon
from index.terms import words

_STOPS: Final = re.compile("[;。]")
_STRETCH: Final = re.compile(r"[^,;:。!?\n]+")
_NEEDED: Final = re.compile(
    r"须|(?<!无)(?<!不)(?<!还)(?<!所)需(?!求|注意|说明|看|核|提|我|留|向|按|以)|方可|才(?:能|可以?|给|有|会|行)|仅限"
    r"|只限|限于|前提(?:是|为)|只有[^,;。]*(?:才|能|可|享|获|拿)"
)
# Of two thresholds that a clause joins by 或 one is enough.
_OR: Final = re.compile("或")
_EITHER: Final = re.compile(r"或|之一|其一|任一|任意一|满足一|\b(?:or|either)\b")
_BOTH: Final = re.compile(r"且|同时|缺一不可|都要|均须|都须|都必须|\bboth\b|\band\b")
_BESIDES: Final = re.compile(r"并?且(?=[^,;。]{2,16}的(?:[^,;。]{0,8})$)")
_NOT_ASKED: Final = re.compile("(?:没有|未|不|并未)(?:要求|规定|写明)|需要(?:提醒|指出|强调|留意|注意)")
_ONLY_THEN: Final = re.compile(r"\s*(?:才|方可|方能)")
_TO_BE: Final = re.compile("要|需|达|满|具|有")
_HAN: Final = re.compile("[\u4e00-\u9fff]{2,}")
_TAILS: Final = re.compile("(?:企业|公司|单位|项目|机构|人员)$")
_SMALL: Final = frozenset("是从由被把这那其每各一二两三四五六七八九十几")
# Words of any talk about awards, which set no condition themselves.
_TALK: Final = frozenset(
    """
    必须 不符 不符合 须要 需要 才能 方可 可以 只有 前提 条件 要求 满足 符合 达到 提供 企业 公司 单位
    项目 申请 申报 获得 享受 拿到 领取 得到 给予 奖励 资助 补贴 支持 以上 以下 同时 之一
    其中 一个 两个 这个 这项 这里 这条 上述 相关 规定 文件 措施 政策 主管部门 部门 审核 认定
    核实 确认 具体 实际 金额 标准 比例 范围 当年 年度 申报指南 指南 属于 作为 具备 具有 方面
    时候 或者 并且 以及 还有 还要 而且 不是 已经 完成 通过 进行 按照 根据 参照 为准 不少
    不低 不能 不得 注意 说明 对应 部分 情况 本身 自己 您们 你们 我们 贵公司 您公司 今年 去年
    明年 次年 上年 第一 第一次 首次 租用 取得 一半 的话 园区 达标 认可 首先 其次 最后 因此
    所以 不过 但是 然后 以后 之后 之前 以前 对象 主体 材料 证明 正式 印发 施行 生效 先后
    持有 限于 仅限 只限 分别 最终 落实 发放 兑现 即可 就是 起来
    """.split()  # noqa: SIM905  # a list of so many literals is harder to read
)


def invented(text: str, known: Sequence[str]) -> Iterator[str]:
    """The stretches of a readable text that ask for what none of the known texts speaks of."""
    held = "\n".join(known)
    stretches = [match[0] for match in _STRETCH.finditer(text)]
    for stretch, behind in itertools.zip_longest(stretches, stretches[1:], fillvalue=""):
        if _NOT_ASKED.search(stretch):
            continue
        asks = (
            _NEEDED.search(stretch)
            or (behind and _BESIDES.search(stretch))
            or (_ONLY_THEN.match(behind) and _TO_BE.search(stretch))
        )
        if asks and any(_unknown(word, held) for word in words(stretch)):
            yield stretch.strip()


def joined(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Two thresholds of which the sources ask for one, told as if both were asked for."""
    said = [told for told in figures_told(text) if told.limit is Limit.LOWER]
    for one, other in itertools.pairwise(said):
        between = text[one.end : other.start]
        if (
            _BOTH.search(between)
            and not _EITHER.search(text)
            and any(_either(one, other, source) for source in sources)
        ):
            yield f"{one.text}{between}{other.text}"


def _either(one: Told, other: Told, source: str) -> bool:
    held = [told for told in figures_told(source) if told.limit is Limit.LOWER]
    return any(
        first.kind == one.kind
        and first.value == one.value
        and second.kind == other.kind
        and second.value == other.value
        and _OR.search(source[first.end : second.start]) is not None
        and not _STOPS.search(source[first.end : second.start])
        for first, second in itertools.pairwise(held)
    )


def _unknown(word: str, held: str) -> bool:
    word = _TAILS.sub("", word) or word
    if (
        word in _TALK
        or word[0] in _SMALL
        or not _HAN.fullmatch(word)
        or any(part in _TALK for part in (word[:2], word[-2:]))
    ):
        return False
    return not any(word[n : n + 2] in held for n in range(len(word) - 1)) and not _meant(word, held)


@functools.lru_cache(maxsize=4096)
def _terms(word: str) -> tuple[str, ...]:
    return lexicon().terms_in(word)


def _meant(word: str, held: str) -> bool:
    return any(term in held for term in _terms(word))
