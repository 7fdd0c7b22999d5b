"""Facts from forms, profiles and the command line: one key, one value, as people write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from assistant.calculator.fact import Fact, Value
from assistant.calculator.figure import Unit, figure
from assistant.calculator.inputs import Input, InputType, load_inputs
from assistant.calculator.span import Span
from assistant.errors import BadValue, UnknownName

# 三级 alone is also a word (三级甲等); under a key that takes a grade it can only be one.
_GRADE = re.compile("[一二三四五1-5]级")
_YES = ("是", "有", "已", "yes", "true", "y", "1", "对")
_NO = ("否", "无", "没有", "未", "不是", "no", "false", "n", "0")
# What a quantity must measure to be the value of an input, and how often the input's unit it is.
_KINDS: Mapping[InputType, tuple[tuple[str, Fraction], ...]] = {
    InputType.MONEY: (("money", Fraction(1)),),
    InputType.RATE: (("rate", Fraction(1)),),
    InputType.AREA: (("area", Fraction(1)),),
    InputType.RENT: (("rent", Fraction(1)), ("money", Fraction(1))),
    InputType.YEARS: (("duration", Fraction(1)),),
    InputType.MONTHS: (("duration", Fraction(12)),),
    InputType.COUNT: (("count", Fraction(1)), ("ordinal_year", Fraction(1))),
    InputType.GRADE: (("grade", Fraction(1)),),
}


def read_fact(key: str, value: object) -> Fact:
    """The fact that a value states; a number without a unit is in the input's own.

    UnknownName when there is no such input, BadValue when the value cannot be read as one.
    """
    inputs = load_inputs()
    if key not in inputs:
        raise UnknownName("事实（key）", key, inputs)
    entry = inputs[key]
    parts = _parts(entry, value)
    if len(parts) != 1 and not entry.many:
        raise BadValue(f"{entry.name}（{key}）只能有一个值 / {key} takes one value, found {value!r}")
    said = "、".join(str(part) for part in parts)
    read = [_read(entry, part) for part in parts]
    return Fact(key, _value(read), said, approximate=entry.type.is_number and any(map(_approximate, parts)))


def read_facts(values: Mapping[str, object]) -> dict[str, Fact]:
    """The facts of a form or a profile, by key."""
    return {key: read_fact(key, value) for key, value in values.items() if value not in (None, "")}


def _parts(entry: Input, value: object) -> list[object]:
    """The values that were given: a list, or several in one text where the input takes many."""
    if isinstance(value, list | tuple):
        return list(value)
    if entry.many and isinstance(value, str):
        return [part for part in value.split("、") if part.strip()] or [value]
    return [value]


def example(entry: Input) -> str:
    """A value of an input as people write it."""
    return _EXAMPLES[entry.type]


def _value(read: list[Span | str | bool]) -> Value:
    if len(read) == 1:
        return read[0]
    spans = tuple(part for part in read if isinstance(part, Span))
    return spans or tuple(part for part in read if isinstance(part, str))


def _read(entry: Input, value: object) -> Span | str | bool:
    if entry.type is InputType.FLAG:
        return _flag(entry, value)
    if entry.type is InputType.CHOICE:
        return _option(entry, str(value).strip())
    if entry.type is InputType.DATE:
        return _day(entry, value)
    return _number(entry, value)


def _flag(entry: Input, value: object) -> bool:
    word = str(value).strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    message = f"{entry.name}（{entry.key}）要填 是 或 否，收到 {value!r}"
    raise BadValue(f"{message} / {entry.key} is yes or no, found {value!r}")


def _option(entry: Input, word: str) -> str:
    for option in entry.options:
        if word == option.name or word in option.aliases:
            return option.name
    raise UnknownName(f"{entry.name}选项（{entry.key}）", word, [option.name for option in entry.options])


def _day(entry: Input, value: object) -> str:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value).strip())).isoformat()
    except ValueError:
        message = f"{entry.name}（{entry.key}）要写成 2026-11-20 的样子，收到 {value!r}"
        raise BadValue(f"{message} / {entry.key} is a date like 2026-11-20, found {value!r}") from None


def _number(entry: Input, value: object) -> Span:
    span = _plain(value) or _measured(entry, str(value))
    if span is None:
        message = f"{entry.name}（{entry.key}）读不出数值，收到 {value!r}，例如 {_EXAMPLES[entry.type]}"
        raise BadValue(f"{message} / {entry.key} cannot be read, found {value!r}, write {_EXAMPLES[entry.type]}")
    return span


def _approximate(value: object) -> bool:
    from assistant.calculator.quantity import find_quantities

    return isinstance(value, str) and any(found.approximate for found in find_quantities(value))


def _plain(value: object) -> Span | None:
    """A number without a unit, exactly as its digits say."""
    if isinstance(value, bool):
        return None
    try:
        return Span.exactly(Fraction(str(value).strip().replace(",", "")))
    except (ValueError, ZeroDivisionError):
        return None


def _measured(entry: Input, text: str) -> Span | None:
    from assistant.calculator.quantity import find_quantities

    if entry.type is InputType.GRADE and (grade := _GRADE.fullmatch(text.strip())):
        return Span.exactly(figure(grade[0], Unit.GRADE).value)
    found = find_quantities(text)
    if len(found) != 1:
        return None
    # 第4年 and 4年 are alike the fourth where an input counts years.
    years = (("duration", Fraction(1)),) if entry.unit == "年" else ()
    factors = [factor for kind, factor in (*_KINDS[entry.type], *years) if kind == found[0].kind.value]
    return found[0].value.times(factors[0]) if factors else None


_EXAMPLES = {
    InputType.MONEY: "1.2亿元",
    InputType.RATE: "3.45%",
    InputType.AREA: "800平方米",
    InputType.RENT: "40元/平方米/月",
    InputType.YEARS: "2年",
    InputType.MONTHS: "18个月",
    InputType.COUNT: "5个",
    InputType.GRADE: "四级",
}
