"""Personal data in what people type: recognised, and masked before anything is kept or shown."""

from __future__ import annotations

import re

# Matching is on half-width characters; each stands where its full-width one does.
_HALF_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20}
# With a unit behind it a figure is an amount, however many digits it has.
_NO_AMOUNT = r"(?!\d)(?!\s*(?:元|块|万|亿|%|平|人民币|rmb|yuan))"
_HAN = r"[\u4e00-\u9fff]"
# What people go on with after their name when no mark ends it, and what stands there when no name does.
_AFTER_NAME = rf"(?!{_HAN})|手机|电话|身份|邮箱|微信|联系|我|你|您|是|在|的|想|请|来自|公司|做|开|有|和"
_NO_NAME = "(?![你您他她它了不做过的谁哪什啥])"

# What is masked, each by the group "it", in this order: longer identifiers first, so that a part of one is not
# taken for another.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("邮箱", re.compile(r"(?P<it>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.ASCII)),
    ("身份证号", re.compile(rf"(?<![\dA-Za-z])(?P<it>[1-9](?:[ -]?\d){{16}}[ -]?[\dXx])(?![A-Za-z]){_NO_AMOUNT}")),
    ("银行卡号", re.compile(rf"(?<!\d)(?P<it>[3-69]\d{{3}}(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?){_NO_AMOUNT}")),
    (
        "手机号",
        re.compile(
            r"(?<![\d.])(?P<it>(?:\+?86[ -]?)?1[3-9]\d(?:[ .-]?\d{4}[ .-]?\d{4}|[ .-]?\d{3}[ .-]?\d{5}|\d\d[ -]\d{6}))"
            + _NO_AMOUNT
        ),
    ),
    ("电话", re.compile(r"(?<!\d)(?P<it>\+?86[ -]\d{2,3}[ -]?\d{3,4}[ -]?\d{4})(?!\d)")),
    ("电话", re.compile(r"(?<!\d)(?P<it>(?:\(0\d{2,3}\)|0\d{2,3})[ -]?\d{3,4}[ -]?\d{4}(?:[-转]\d{1,5})?)(?!\d)")),
    ("电话", re.compile(r"(?:电话|座机)[:是为 ]{0,2}(?P<it>\d{3,4}[ -]?\d{4})(?!\d)")),
    (
        "姓名",
        re.compile(
            rf"(?:我叫|(?:名字|姓名|联系人|聯絡人|經辦人|经办人)[:是为叫 ])[: ]?{_NO_NAME}"
            rf"(?P<it>{_HAN}{{2,4}}?(?={_AFTER_NAME})|{_HAN}{{2,3}})"
        ),
    ),
    ("姓名", re.compile(r"(?i:my name is|i am called) (?P<it>[A-Za-z]+(?:[ -][A-Z][a-z]+){0,2})")),
)


def mask(text: str) -> str:
    """The text with personal data replaced by 【…已隐去】."""
    for name, pattern in _PATTERNS:
        text = _masked(text, pattern, f"【{name}已隐去】")
    return text


def unmasked(text: str) -> str:
    """A masked text without its masks: nothing of them is to be searched for."""
    return re.sub(r"【[^】]*已隐去】", " ", text)


def _masked(text: str, pattern: re.Pattern[str], instead: str) -> str:
    parts, at = [], 0
    for found in pattern.finditer(text.translate(_HALF_WIDTH)):
        start, end = found.span("it")
        parts += [text[at:start], instead]
        at = end
    return "".join((*parts, text[at:]))
