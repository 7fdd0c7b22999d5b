from __future__ import annotations

from string import Formatter

from assistant.web.words import words


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_word_exists_in_both_languages_with_the_same_fields() -> None:
    chinese, english = words(), words("en")
    assert chinese.keys() == english.keys()
    for key in chinese:
        assert chinese[key].strip()
        assert english[key].strip()
        assert fields(chinese[key]) == fields(english[key])


def test_an_unknown_language_is_chinese() -> None:
    assert words("fr") == words("zh")
