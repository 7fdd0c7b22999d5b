"""Personal data in what people type: recognised, and masked before anything is kept or shown."""

from __future__ import annotations

import re

# What is masked, in this order: longer identifiers first, so that a part of one is not taken for another.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("邮箱", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("身份证号", re.compile(r"(?<!\d)\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?!\d)")),
    ("银行卡号", re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?!\d)")),
    ("手机号", re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")),
    ("电话", re.compile(r"(?<!\d)0\d{2,3}[ -]\d{7,8}(?!\d)")),
    ("姓名", re.compile(r"(?:(?<=我叫)|(?<=名字是)|(?<=姓名是))[\u4e00-\u9fff]{2,3}(?=[，,。；;、\s]|$)")),
)


def mask(text: str) -> str:
    """The text with personal data replaced by 【…已隐去】."""
    for name, pattern in _PATTERNS:
        text = pattern.sub(f"【{name}已隐去】", text)
    return text


def unmasked(text: str) -> str:
    """A masked text without its masks: nothing of them is to be searched for."""
    return re.sub(r"【[^】]*已隐去】", " ", text)
