"""Whether a document is silent on what a sentence says that it does not lay down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.calculator.quantity import Kind
from assistant.guard.frames import Frame, likeness, word_pairs

_SILENT: Final = re.compile(
    r"(?:没有|未|并未|没|不)(?:作出?|做|给出|设|另行|具体|明确|专门|进一步)*(?:规定|写明|载明|说明|写|提到|提及|明确"
    r"|给出|列出|设定)(?!的)"
    r"|(?:does|do|did) not (?:say|state|specify|mention|set|give|provide)|not specified"
)
_ABOUT: Final = (
    (Kind.MONEY, re.compile("金额|数额|多少钱|额度|上限|amount|cap")),
    (Kind.RATE, re.compile("比例|百分|rate|share")),
    (Kind.DURATION, re.compile("期限|有效期|年限|多久|how long|period|validity")),
)
_TALK: Final = re.compile(
    "文件|原文|条款|材料|规定|写明|说明|没有|本条|这一条|该条|目前|暂|对此|其中|里|中|并|也|都|就|是|的|了|the"
    "|documents?|clause|it|this|on|that"
)
_OPEN: Final = "open"  # awards without a figure of their own
_LEAST: Final = 2  # characters that say what is not laid down


def unsilent(text: str, frames: Sequence[Frame]) -> Iterator[str]:
    """The stretches of a readable text that say that nothing is laid down, of nothing named or of what is."""
    for found in _SILENT.finditer(text):
        rest = _TALK.sub("", text.replace(found[0], ""))
        start, end = text.rfind(",", 0, found.start()) + 1, text.find(",", found.end())
        stretch = text[start : end if end >= 0 else len(text)]
        if len(re.findall(r"\w", rest)) < _LEAST:
            yield found[0]
        elif any(about.search(stretch) and _lays_down(kind, text, frames) for kind, about in _ABOUT):
            yield text.strip()


def _lays_down(kind: Kind, text: str, frames: Sequence[Frame]) -> bool:
    """Whether all the stretches of the clauses that the text is most like have such a figure."""
    alike = likeness(word_pairs(text), frames)
    most = max(alike.values(), default=0)
    nearest = [
        frame
        for place, frame in enumerate(frames)
        if alike[place] == most and frame.award and frame.award.kind != _OPEN
    ]
    holds = all if most else any  # where nothing is spoken of in particular, what any award gives is laid down
    return bool(nearest) and holds(any(told.kind == kind for told in frame.figures) for frame in nearest)
