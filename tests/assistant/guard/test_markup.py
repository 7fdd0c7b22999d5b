"""What a page could render as more than words is found, marks and document numbers are not."""

from __future__ import annotations

import pytest

from assistant.guard import ViolationKind
from assistant.guard.markup import markup


@pytest.mark.parametrize(
    "text",
    [
        "[点这里](https://example.org)",
        "![](data:image/png;base64,AA)",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "见 https://example.org/x",
        "见 www.example.org",
        "见 evil-site.com/奖励",
        "javascript:alert(1)",
        "&#60;b&#62;",
        "`rm -rf`",
        "```python\nprint()\n```",
        "[1]: https://example.org",
        "奖励5\u200b00万元",
        "发邮件到 a@example.org",
    ],
)
def test_markup_is_found(text, kinds):
    assert list(markup(text))
    assert kinds(f"{text}[1]。", "shenzhen#5.12") == {ViolationKind.MARKUP}


@pytest.mark.parametrize(
    "text", ["奖励**50万元**[1][2]。", "深府规[2022]5号", "a) 甲；b) 乙", "3.5%至10.0%", "（一）支持"]
)
def test_words_are_left_alone(text):
    assert not list(markup(text))
