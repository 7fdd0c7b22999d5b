"""Every refusal and every question back has its wording, in both languages."""

from __future__ import annotations

import re

import pytest

from assistant.messages import nearest_wording, wording
from assistant.types import Language, Reason

SAID = [
    Reason.NO_EVIDENCE,
    Reason.OUT_OF_SCOPE,
    Reason.OTHER_PLACE,
    Reason.EMPTY,
    Reason.TOO_LONG,
    Reason.UNSAFE,
    Reason.UNCLEAR_FIGURE,
]
VALUES = {
    "nearest": "最接近的是甲。",
    "place": "珠海市",
    "limit": 2000,
    "said": "1000万美元",
    "ask": "请咨询乙。",
    "problem": "是外币",
    "question": "营收多少？",
}
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize("reason", SAID)
@pytest.mark.parametrize("language", list(Language))
def test_reason_is_worded_in_full(reason, language):
    said = wording(reason, language, **VALUES)
    assert said
    assert not re.search(r"[{}]", said)


@pytest.mark.parametrize("reason", SAID)
def test_traditional_questions_are_answered_in_chinese_and_english_ones_in_english(reason):
    chinese, english = wording(reason, Language.CHINESE, **VALUES), wording(reason, Language.ENGLISH, **VALUES)
    assert wording(reason, Language.TRADITIONAL, **VALUES) == chinese
    assert HAN.search(chinese)
    plain = english
    for value in VALUES.values():
        plain = plain.replace(str(value), "")
    assert not HAN.search(plain)


def test_no_two_reasons_are_worded_alike():
    for language in (Language.CHINESE, Language.ENGLISH):
        assert len({wording(reason, language, **VALUES) for reason in SAID}) == len(SAID)


@pytest.mark.parametrize("reason", SAID)
@pytest.mark.parametrize("language", list(Language))
def test_wordings_hold_no_figure_of_their_own(reason, language):
    said = wording(reason, language, **dict.fromkeys(VALUES, ""))
    assert not re.search(r"\d|[一二三四五六七八九十百千]+[万亿]", said)


@pytest.mark.parametrize("language", list(Language))
def test_nearest_clause_is_named_in_full(language):
    said = nearest_wording(language, document="《甲措施》", label="二、（三）", title="支持首版次")
    assert all(part in said for part in ("《甲措施》", "二、（三）", "支持首版次"))
