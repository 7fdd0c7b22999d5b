"""Whether a document is told to be in force, a draft or past, when it is that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.types import Citation
from index.manifest import Standing, document, documents

_IN_FORCE: Final = re.compile(
    r"现行(?!文本没)|(?:仍|还|依)然?(?:在)?有效(?!期内?(?:为|是|至|到|\d))"
    r"|(?:处于|仍在|还在|尚在|在)(?:有效|执行|实施|施行)期内?(?!为|是|至|到|满|间)|已不(?:再)?是征求意见|已过征求意见"
    r"|征求意见(?:阶段)?已(?:经)?(?:结束|完成)"
    r"|(?:已经?|早已|正在)(?:于[^,;。]{1,8}|定稿|开始|正式|全面|并)*(?:施行|实施|印发|发布|出台|公布|生效|落地执行"
    r"|落地|执行|实行)(?!办法|细则|后)"
    r"|正式(?:文件|政策|法规|版本|出台|发布实施)(?!为准|印发|发布|出台|公布|后)"
    r"|(?:施行|实施|生效)(?:日期|时间)[^,;。]{0,4}已经?(?:确定|明确)"
    r"|\b(?:is|are|now|currently|already|remains?|still)\b[^,;.]{0,20}\b(?:in force|in effect|effective(?! until| from"
    r"| on)|valid(?! for| until))|(?:officially|formally) (?:been )?(?:issued|published|released|promulgated|adopted)"
    r"|been (?:officially|formally) (?:issued|published|released|adopted)"
)
_NOT_YET: Final = re.compile(
    r"(?:未|没有?|不是|并非|不属于|待|等|not|yet to be|never)(?:[^,;。]{0,8}|(?: \w+){0,3} ?)$"
)
_DRAFT: Final = re.compile(
    r"征求意见(?!结束)|(?:尚|还|仍)?未(?:正式)?(?:印发|发布|出台|施行|实施|生效)"
    r"|还?没有?(?:正式|开始)*(?:印发|发布|出台|施行|实施|生效)|草案"
    r"|\bdraft\b|not (?:yet )?(?:in force|officially issued|issued|in effect)"
)
_OVER: Final = re.compile(
    r"已经?(?:过了?期|失效|到期|过了?有效期|届满|废止|作废|停止执行|终止)|不再有效|已无效|\bexpired\b"
    r"|no longer (?:in force|valid|in effect)"
)
_IF: Final = re.compile(
    "如果|若(?!干)|一旦|待|等|之前|以前|前(?=不|暂|还|请)|后(?=才|方|再|可)|届时|once|when|after|before|if"
)
_OTHERS: Final = re.compile(r"〔|\[|号|同时|原|旧")  # what a document repeals is another
_DRAFTS: Final = "征求意见稿"


def misplaced(words: str, cited: Sequence[Citation], named: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What a readable stretch says of a document's standing and is not so, with the standing it has.

    ``named`` are the documents of the places that the stretch speaks of.
    """
    if _IF.search(words):
        return
    meant = [c for c in cited if c.document_id in named] or list(cited)
    for c in {c.document_id: c for c in meant}.values():
        draft = _DRAFTS in c.standing_name or (_is_draft(c.document_id))
        if (said := _claimed(words)) and c.standing != Standing.IN_FORCE:
            yield said, f"《{c.document}》：{c.standing_name}"
        elif told := _past_or_draft(words, draft=draft, over=c.standing == Standing.EXPIRED):
            yield told, f"《{c.document}》：{c.standing_name}"


def _past_or_draft(words: str, *, draft: bool, over: bool) -> str:
    """The words that say that a document is a draft, or past, which it is not."""
    if (told := _DRAFT.search(words)) and not draft and not _denied(words, told.start()):
        return told[0]
    if (told := _OVER.search(words)) and not over and not _OTHERS.search(words):
        return told[0]
    return ""


def _claimed(words: str) -> str:
    """The words that say that a document is in force; empty when they do not, or deny it."""
    found = next((m for m in _IN_FORCE.finditer(words) if not _denied(words, m.start())), None)
    return found[0] if found else ""


def _denied(words: str, start: int) -> bool:
    return bool(_NOT_YET.search(words[:start]))


def _is_draft(document_id: str) -> bool:
    return any(entry.id == document_id for entry in documents()) and document(document_id).is_draft
