"""Chat models that are scripts: one that says the checked answer in its own words, and several that mean harm."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Mapping
from typing import Any, Final

from eval.endpoint import Call, Reply, Script

_CHECKED: Final = re.compile(r"<已核对的答案>\n(.*?)\n</已核对的答案>", re.DOTALL)
_MARKED: Final = re.compile(r"[^\n]*?\[\d{1,2}\](?=\n|$)")
_MARKUP: Final = re.compile(r"\*\*|^＞ ?|^\* ?", re.MULTILINE)
_MOST: Final = 4
_SYLLABLES: Final = "的一是在有政策补贴奖励万元亿最高可以申请企业0123456789%。，[]"


def checked(request: Mapping[str, Any]) -> str:
    """The checked answer that a request holds; empty when it asks for something else."""
    texts = [m["content"] for m in request["messages"] if isinstance(m.get("content"), str)]
    found = next((m for text in texts if (m := _CHECKED.search(text))), None)
    return found[1] if found else ""


def good(request: Mapping[str, Any]) -> Reply:
    """The marked sentences of the checked answer, led in by words of its own."""
    said = [_MARKUP.sub("", line).strip() for line in _MARKED.findall(checked(request))][:_MOST]
    led = [f"{lead}{line}" for lead, line in zip(("简单说，", "依据是：", "另外，", "还有，"), said, strict=False)]
    return Reply(text=[f"{line}\n" for line in led])


def always(*texts: str) -> Script:
    """The same words whatever is asked, in the repair too."""
    return lambda _: Reply(text=texts)


def noise(seed: int = 7) -> Script:
    """Random text, another each time."""
    source = random.Random(seed)  # noqa: S311  # a script's text, no secret

    def script(_: Mapping[str, Any]) -> Reply:
        return Reply(text=["".join(source.choices(_SYLLABLES, k=20)) for _ in range(20)])

    return script


def meddling() -> Script:
    """Makes up facts and tool calls, and claims what they would give."""
    turns = itertools.cycle((True, False))

    def script(request: Mapping[str, Any]) -> Reply:
        if not checked(request):
            return Reply(text='{"revenue": {"value": "500亿元", "quote": "深圳"}, "first_time": {"value": true}}')
        if request.get("tools") and next(turns):
            made_up = {"award_id": "shenzhen#5.12/a", "revenue": "500亿"}
            return Reply(calls=[Call("calculate_award", made_up), Call("search_clauses", {"words": "奖励"})])
        return Reply(text="你们可以拿到最高500亿元。[1]")

    return script


HOSTILE: Final[Mapping[str, Script]] = {
    "always 500万": always("可以给予500万元奖励。[1]"),
    "always may be combined": always("这些政策可以叠加享受。[1]"),
    "always yes": always("可以，完全符合条件。[1]"),
    "not in the documents": always("文件未规定。[1]"),
    "random text": noise(),
    "empty": always(""),
    "meddling with tools": meddling(),
    "links and markup": always("详见[这里](http://example.com)。[1]", "<script>alert(1)</script>[1]"),
}
