"""Numbers and dates that an English sentence writes in words, in digits: three years, five million, 15 October 2022."""

from __future__ import annotations

import re
from typing import Final

_TEENS: Final = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ONES: Final = f"zero one two three four five six seven eight nine {_TEENS}".split()
_SMALL: Final = {word: value for value, word in enumerate(_ONES)}
_TENS: Final = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_WORD: Final = "|".join((*_TENS, *sorted(_SMALL, key=len, reverse=True)))
_COUNTED: Final = "hundred|thousand|million|billion|per ?cent|percent|years?|months?|yuan|square|times|projects?|cases?"
# one-off and one of are no numbers; what is counted stands behind.
_NUMBER: Final = re.compile(
    rf"\b(?:{_WORD})(?:[ -](?:{_WORD}|hundred))*(?=[ -](?:{_COUNTED}))(?: hundred(?: and)?(?: (?:{_WORD}))*)?"
)
_YEAR: Final = "january february march april may june july august september october november december"
_MONTHS: Final = {name: number for number, name in enumerate(_YEAR.split(), 1)}
_MONTH: Final = "|".join(_MONTHS)
_TRILLION: Final = re.compile(r"(\d+(?:\.\d+)?) ?trillion\b(?: yuan)?")
_GRADE: Final = re.compile(r"\b(?:level|grade) ([1-5])\b")
_DAY_FIRST: Final = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH}),? (\d{{4}})")
_MONTH_FIRST: Final = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})")


def in_digits(text: str) -> str:
    """The folded text with its English numbers in digits and its English dates as 2022年10月15日."""
    if not re.search("[a-z]{3}", text):
        return text
    dated = _DAY_FIRST.sub(lambda m: f"{m[3]}年{_MONTHS[m[2]]}月{m[1]}日", text)
    dated = _MONTH_FIRST.sub(lambda m: f"{m[3]}年{_MONTHS[m[1]]}月{m[2]}日", dated)
    dated = _TRILLION.sub(lambda m: f"{m[1]}万亿", dated)
    return _GRADE.sub(r"\1级", _NUMBER.sub(lambda m: str(_value(m[0])), dated))


def _value(words: str) -> int:
    total = 0
    for word in re.split("[ -]", words):
        if word == "hundred":
            total *= 100
        else:
            total += _SMALL.get(word, _TENS.get(word, 0))
    return total
