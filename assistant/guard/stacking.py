"""Whether what a sentence says of combining supports is what the cited provisions say."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final

from assistant.calculator.load import load_rules
from assistant.calculator.schema import Effect, Provision
from assistant.places import find_places
from assistant.types import Citation
from index.manifest import Level, document, documents
from index.text import bare

_TOGETHER: Final = (
    r"(?:叠加|重复(?:拿|领|享受?|申|补|资助|获得?|取|报|奖)|同时(?:享受|申请|申报|领取|拿|获得)|兼得|兼享|一并(?:享受"
    r"|领取|申请)"
    r"|一起(?:拿|领|享受)|都(?:能|可以|可)(?:拿|领|享受|申请|获得)|combin\w+|stack\w*|both be|claim both)"
)
_REACH: Final = r"[^,;。!?]{0,14}?"
_FORBIDDEN: Final = re.compile(
    rf"(?:不(?:得|能|可以|可|予|允许|会|准)|禁止|无法|没法|避免|不再)"
    rf"{_REACH}{_TOGETHER}|(?:cannot|can't|may not|must not|not (?:be )?){_REACH}{_TOGETHER}"
    r"|不(?:得|能|可)?(?:重复|叠加)"
    r"|只能(?:选|拿|享受|就高|择|领)(?![到]?(?:最[高多])?\s*\d)|就高不就低|二选一|择一|择优选一|只能.{0,6}一(?!千|百|亿|万)"
)
_ALLOWED: Final = re.compile(
    rf"(?:可以?|能够?|允许|支持|原则上|均|may|can|allowed){_REACH}{_TOGETHER}"
    rf"|{_TOGETHER}(?:享受|领取|申请)?(?:的|是)?(?:可以|允许|[^,;。!?]{{0,3}}(?:没有|无|毫无)(?:障碍|问题|限制))"
    rf"|无需?(?:二选一|择一)"
)
_UNLIMITED: Final = re.compile(
    rf"(?:没有|并无|并不|不存在|并未|未|无|不)(?:不得|禁止|限制|规定不得|冲突)[^,;。!?]{{0,14}}(?:{_TOGETHER}|重复"
    rf"|限制)|并不冲突|互不冲突|不受[^,;。!?]{{0,8}}重复"
)
_MATCHING: Final = re.compile(r"(?:不得|不能|不可以?|不会|不再|禁止)[^,;。!?]{0,6}配套")
_OPEN: Final = re.compile(
    r"(?:没有|未|不曾|并不)[^,;。]{0,6}(?:规定|写明|说明|载明|提到|明确)"
    r"|[?]|是否|能否|可否|能不能|whether|does not say"
)
# Whose supports a document's own are: those of others are spoken of when both are named.
_OWN: Final = {Level.PROVINCE: "province", Level.CITY: "city", Level.DISTRICT: "district"}
_BREAKS: Final = re.compile("[,;。]")
_ADDED_AWARD: Final = re.compile("叠加奖励")
_LEVELS: Final = (
    ("district", re.compile(r"区级|区内|区里|同区|本区|(?:光明|该)区.{0,4}(?:其[他它]|同类|内)|各区|district")),
    (
        "city",
        re.compile(
            r"市级|市里|市内|我市|本市|全市|同市|(?:深圳|广州)市?(?:市级)?(?:层面)?的?(?:其[他它]|同类)|city|municipal"
        ),
    ),
    ("province", re.compile(r"省级|省里|省内|我省|本省|provinc")),
)


def speaks_of_combining(clause: str) -> bool:
    """Whether a readable stretch says that supports may or may not be had together."""
    return bool(_FORBIDDEN.search(clause)) or _allows(clause)


def miscombined(clause: str, cited: Sequence[Citation], *, before: str = "", steps: Sequence[str] = ()) -> str | None:
    """What the cited provisions say of combining, when a readable stretch says otherwise; None when it does not.

    Whose supports are spoken of may have been said ``before``; what a calculation's ``steps`` say may be repeated.
    """
    combining = [bare(step) for step in steps if _FORBIDDEN.search(step) or _allows(step)]
    if any(step in bare(clause) or bare(clause) in step for step in combining):
        return None
    unlimited = bool(_UNLIMITED.search(clause))
    forbidden = not unlimited and bool(_FORBIDDEN.search(clause) or _MATCHING.search(clause))
    allowed = unlimited or _allows(clause)
    if _OPEN.search(clause) or forbidden == allowed:
        return None
    levels = _levels(clause) or next(filter(None, map(_levels, reversed(_BREAKS.split(before)))), set())
    levels = (levels - {_OWN[document(c.document_id).level] for c in cited if c.document_id in _known()}) or levels
    held = [
        provision
        for provision in _provisions(cited)
        if not levels or not provision.levels or levels & {*provision.levels}
    ]
    effects = (Effect.ADD,) if allowed else (Effect.EXCLUDE, Effect.HIGHER)
    # 可以叠加 without a word of whose supports is too much where some may not be.
    too_much = allowed and not levels and any(provision.effect is not Effect.ADD for provision in held)
    if not too_much and any(provision.effect in effects for provision in held):
        return None
    return "；".join(provision.quote for provision in _provisions(cited)) or "本句引用的条款没有规定能否叠加"


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(entry.id for entry in documents())


def _levels(clause: str) -> set[str]:
    named = {_OWN[document(d).level] for d in find_places(clause).documents}
    return named | {name for name, pattern in _LEVELS if pattern.search(clause)}


def _allows(clause: str) -> bool:
    return bool(_ALLOWED.search(_FORBIDDEN.sub("", _ADDED_AWARD.sub("", clause))))


def _provisions(cited: Sequence[Citation]) -> list[Provision]:
    ids = {citation.clause_id for citation in cited}
    told = (Effect.ADD, Effect.EXCLUDE, Effect.HIGHER)
    return [p for p in load_rules().provisions if p.clause in ids and p.effect in told]
