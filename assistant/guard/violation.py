"""What is wrong with a sentence, in words that a chat model can repair it by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ViolationKind(StrEnum):
    """The ways in which a sentence says more than its sources."""

    UNCITED = "uncited"
    UNRESOLVED = "unresolved"
    FIGURE = "figure"
    DOCUMENT_NUMBER = "document_number"
    LABEL = "label"
    BOUND = "bound"
    PLACE = "place"
    LEVEL = "level"
    TIER = "tier"
    PERIOD = "period"
    PER = "per"
    NEGATION = "negation"
    STANDING = "standing"
    BODY = "body"
    PROMISE = "promise"
    CONDITION = "condition"
    QUOTE = "quote"
    SUPPORT = "support"
    LENGTH = "length"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that a sentence says and its sources do not; ``allowed`` is what they say, empty when nothing."""

    kind: ViolationKind
    said: str
    allowed: str = ""

    @property
    def message(self) -> str:
        """One Chinese sentence that names what was said and what the sources say."""
        told = _WORDING[self.kind].format(said=self.said)
        return f"{told}；{_ALLOWED[self.kind].format(allowed=self.allowed)}。" if self.allowed else f"{told}。"


_WORDING: Final = {
    ViolationKind.UNCITED: "“{said}”没有标注出处",
    ViolationKind.UNRESOLVED: "引用标记“{said}”没有对应的条款",
    ViolationKind.FIGURE: "“{said}”在本句引用的条款和计算过程中都没有",
    ViolationKind.DOCUMENT_NUMBER: "文号“{said}”在本句引用的条款中没有",
    ViolationKind.LABEL: "条款序号“{said}”不是本句引用的条款",
    ViolationKind.BOUND: "“{said}”与原文的上限或定额不符",
    ViolationKind.PLACE: "“{said}”不是本句引用的条款所属的地区",
    ViolationKind.LEVEL: "“{said}”的级别与金额不对应",
    ViolationKind.TIER: "“{said}”的档次与金额不对应",
    ViolationKind.PERIOD: "“{said}”的期限与原文不符",
    ViolationKind.PER: "“{said}”的计算单位与原文不符",
    ViolationKind.NEGATION: "“{said}”与原文的肯定或否定相反",
    ViolationKind.STANDING: "“{said}”与文件的效力不符",
    ViolationKind.BODY: "“{said}”不是原文写明的单位",
    ViolationKind.PROMISE: "“{said}”把话说满了，条款和计算都不能保证",
    ViolationKind.CONDITION: "“{said}”是原文没有的条件",
    ViolationKind.QUOTE: "引号里的“{said}”不是本句引用的条款的原话",
    ViolationKind.SUPPORT: "“{said}”说的不是本句引用的条款",
    ViolationKind.LENGTH: "“{said}……”太长，不能逐句核对",
    ViolationKind.MARKUP: "“{said}”是链接、图片、网页代码或程序，不能出现在答复中",
}
_ALLOWED: Final = dict.fromkeys(ViolationKind, "原文是：{allowed}") | {
    ViolationKind.UNCITED: "请在句末标注：{allowed}",
    ViolationKind.UNRESOLVED: "可用的标记：{allowed}",
    ViolationKind.SUPPORT: "这句话更像出自：{allowed}",
}
