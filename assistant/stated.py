"""Choices and yes-or-no facts that a question states, with their negations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.calculator import Fact, InputType, load_inputs
from assistant.calculator.quantity import Kind
from assistant.claims import BLANK
from assistant.mentions import Mention, Target
from assistant.places import place_names
from assistant.sentence import Sentence

_NOT: Final = re.compile(
    r"(?:不是|并不是|还不是|不算|算不上|非|未被?|没有?被?|没能|还没有?|尚未|并未|并非|不属于|不具备|未能|没拿到|没取得|没获得?|没通过|没评上|不)"
    r"(?:一?[家个]|能|完成|取得|拿到|做|办|进行|成功|是|事先|提前|去|过|纳入|认定为?|我们|拿|评上|达到|经过?)*$"
)
# 不做基础软件、工业软件 denies both; 没讲是国标还是团标 says neither.
_NOT_ALL: Final = re.compile(
    r"(?:(?<!是)不是|并非|不属于|[不没](?:做|搞|涉及|在|符合|满足|讲|说|提|知道|清楚|确定|定|晓得)|不(?:符合|满足)|[说分搞弄]不清)(?![^，,。；;#]{0,16}(?:而|就)是)"
    r"[^，,。；;#吗]{0,14}$"
)
_DENIED_BEFORE: Final = re.compile("(?<!有)[没不](?:在|符合|满足)[^，,。；;#吗]{0,12}$")
_LATER_BUYER: Final = re.compile(
    "第[二三四五六七八九十2-9](?:个|家|位|名|份|单|笔|次)(?:销售|采购|签约)?(?:买家|客户|用户|采购|合同|订单|购买|买|签)"
)
# 在光明注册经营八年了: whoever has been here so long has not just come.
_LONG_HERE: Final = re.compile(
    r"(?:19|20)\d\d年就?(?:已经?)?在[^，,。]{0,6}(?:注册|成立|落地|开业)"
    "|(?:注册|经营|扎根|落地|运营|开|待|干)(?:经营)?了?(?:快|有|都|已经?)?(?:[三四五六七八九十]|[3-9]|[12][0-9])多?年(?!内)"
)
# 跟龙岗一家公司买: the seller's place.
_SELLER: Final = re.compile(
    "(?:跟|向|找|从|和|用)(?P<who>[^，,。；;跟向找从]{2,12}?)(?:的|一家|那家|某|某家)*(?:公司|企业|平台|厂商|厂家|供应商|智算中心|算力中心)"
    "[^，,。]{0,4}(?:买|采购|购|租|订)"
)
_PLANNED: Final = re.compile(
    r"(?:计划|准备|筹备|打算|拟|将要?|想要?|预计|争取|正在申报|正在申请|有望|快要|即将|明年|还差|等着)[^，,。#]{0,6}$"
)
_ASKED: Final = re.compile(
    r"(?:是否|是不是|有没有|需要|需不需要|要不要|必须|一定要|非得|要求|得先|算不算|用不用|用|怎么|如何|才能|只有)[^，,。#]{0,4}$"
)
_ASKED_AFTER: Final = re.compile(r"(?:[^，,。#]{0,3})(?:吗|么|不)?[？?]?$")
_NOT_AFTER: Final = re.compile(
    r"(?:资质|证书|认定|手续|资格)?[^，,。#]{0,4}(?:过期|到期|被取消|失效|(?<!从)(?:没|未)(?!多久|几|问题|有?(?:领|拿|享受|申请|申报|报|得)过)|还没|失败|被拒)"
)
_MISSED: Final = re.compile(
    "(?:的)?(?:认定|称号)?(?:还|都|也)?[没未](?:有|能)?(?:评上|认定|拿到|通过|获得?)|的(?:奖|荣誉|认定)?(?:倒|也|都|还)?没(?:有|得|拿)"
)
# 按那个固定资产贷款贴息算: the name of a support, not what is told of oneself.
_OF_SUPPORT: Final = re.compile("(?:的)?(?:贴息|补贴|奖励|资助)")
_HEAD_OF: Final = re.compile(
    r"(?:奖励|奖|补贴|补助|政策|资助|门槛|条件|认定奖|扶持|措施|贴息|怎么|标准|要求|指标|之后|名单)"
)
_PAST: Final = re.compile(r"已经?|过了|了|享受过|拿过|领过|获得过|之前|去年|前年|同时")
_GOT: Final = re.compile(r"[^#能可会]{0,8}(?:已经?|都)[^#能可会]{0,2}(?:拿|领|享受|批|给|到账|下来)")
_HAD: Final = re.compile(r"[^#，,。没未能可会]{0,6}(?:已经?|早就?)?(?:领|拿|享受|奖|补|给)(?:到|过|了)")
_LONG_AGO: Final = re.compile(r"(?:了)?(?:都|已经|有|快)?#+(?:多)?(?:了|以上)")
_COUNTABLE: Final = re.compile(r"#+[^，,。、和及#]{0,8}$")
_COUNTED: Final = re.compile(r"(?:各)?#+")
_SETTLING: Final = "newly_settled"
_LEVELS: Final = "国家|省|市|区"


def stated_facts(sentence: Sentence, *, level: str | None = None) -> dict[str, Fact]:
    """The choices and flags of a question by key; ``level`` is whose award is asked about: 省, 市 or 区."""
    facts: dict[str, Fact] = {}
    for key, value, said in (*_flags(sentence, level), *_choices(sentence), *_told_otherwise(sentence)):
        facts.setdefault(key, Fact(key, value, said))
    return facts


def _told_otherwise(sentence: Sentence) -> Iterator[tuple[str, bool, str]]:
    """What follows from other things told: who buys second is not the first, who has long been here has not come."""
    for match in _LATER_BUYER.finditer(sentence.text):
        yield "first_time", False, match[0]
    for match in _LONG_HERE.finditer(sentence.text):
        yield _SETTLING, False, match[0]
    for said, seller in sellers(sentence.text):
        ours = place_names(sentence.text.replace(said, ""))
        if ours:
            yield "from_local_seller", bool(seller & ours), said


def sellers(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Of whom something is bought, in the question's words, with the places that they name."""
    for match in _SELLER.finditer(text):
        if places := place_names(match["who"]):
            yield match[0], places


def _flags(sentence: Sentence, level: str | None) -> Iterator[tuple[str, bool, str]]:
    for mention in sentence.mentions:
        for target in mention.targets:
            if load_inputs()[target.key].type is InputType.FLAG:
                yes = _flag(mention, target, sentence, level)
                if yes is not None:
                    yield target.key, yes, sentence.text[mention.start : mention.end]


def _flag(mention: Mention, target: Target, sentence: Sentence, level: str | None) -> bool | None:
    """Yes, no, or None when the words ask or only name it."""
    start, end = sentence.clause(mention.start)
    left, right = sentence.blanked[start : mention.start], sentence.blanked[mention.end : end]
    if target.key == "same_level_other" and target.yes:
        return _had_elsewhere(mention, sentence, level)
    if _ASKED.search(left) or _HEAD_OF.match(right):
        return None
    if not target.yes:
        return False
    if _PLANNED.search(left):
        return False if target.key == "listed" else None
    if target.key == "fast_growth" and right.startswith(BLANK):
        return None
    return not (
        _NOT.search(left)
        or _DENIED_BEFORE.search(left)
        or _NOT_AFTER.match(right)
        or (target.key == _SETTLING and _LONG_AGO.match(right))
    )


def _had_elsewhere(mention: Mention, sentence: Sentence, level: str | None) -> bool | None:
    """Another support of the same level, if it was received and not only thought of."""
    start, end = sentence.clause(mention.start)
    left = sentence.blanked[start : mention.start]
    if re.search(r"没有?|未|不能?|能不能|能否|可以", left[-8:]):
        return False if re.search(r"没有?|未", left[-6:]) else None
    had = _PAST.search(left + sentence.blanked[mention.start : mention.end])
    if not had and not _GOT.match(sentence.blanked, mention.end, end):
        return None
    named = re.findall(_LEVELS, left[-14:])
    return True if not named or level is None or named[-1] == level else None


def _choices(sentence: Sentence) -> Iterator[tuple[str, str | tuple[str, ...], str]]:
    found: dict[str, list[tuple[str, Mention]]] = {}
    for mention in sentence.mentions:
        for target in mention.targets:
            if target.option is not None and _chosen(mention, sentence):
                found.setdefault(target.key, []).append((target.option, mention))
    for key, told in found.items():
        options = _of_now(told, sentence)
        names = [name for name, mention in options for _ in range(_times(mention, sentence, key))]
        if len({name for name, _ in options}) == 1:
            names = names[:1]
        said = "、".join(dict.fromkeys(sentence.text[m.start : m.end] for _, m in options))
        many = load_inputs()[key].many and len(names) > 1
        yield key, tuple(names) if many else names[0], said


def _chosen(mention: Mention, sentence: Sentence) -> bool:
    start, end = sentence.clause(mention.start)
    left, right = sentence.blanked[start : mention.start], sentence.blanked[mention.end : end]
    return not (_NOT.search(left) or _NOT_ALL.search(left) or _PLANNED.search(left) or _MISSED.match(right))


def _of_now(options: list[tuple[str, Mention]], sentence: Sentence) -> list[tuple[str, Mention]]:
    """The options told of now, where others are what was rewarded before: 省级领过20万，今年又评上国家级."""

    def had(mention: Mention) -> bool:
        return bool(_HAD.match(sentence.blanked, mention.end, sentence.clause(mention.start)[1]))

    told = [(name, mention) for name, mention in options if not had(mention)] or options
    own = [(name, mention) for name, mention in told if not _OF_SUPPORT.match(sentence.blanked, mention.end)]
    return own or told


def _times(mention: Mention, sentence: Sentence, key: str) -> int:
    """How many of it: 3项国家标准, 国家标准3项."""
    count = stated_count(mention, sentence) if load_inputs()[key].many else None
    return count if count is not None and 1 <= count <= 50 else 1


def stated_count(mention: Mention, sentence: Sentence) -> int | None:
    """The whole number of pieces that stands beside a word."""
    start, end = sentence.clause(mention.start)
    before = _COUNTABLE.search(sentence.blanked[start : mention.start])
    after = _COUNTED.match(sentence.blanked[mention.end : end])
    for figure in sentence.figures:
        quantity = figure.quantity
        beside = (before and quantity.start == start + before.start()) or (
            after and quantity.end == mention.end + after.end()
        )
        taken = any(quantity.end <= m.start and m.end <= mention.start for m in sentence.mentions if m != mention)
        if beside and not taken and quantity.kind is Kind.COUNT and quantity.value.is_exact:
            return int(quantity.value.low) if quantity.value.low.denominator == 1 else None
    return None
