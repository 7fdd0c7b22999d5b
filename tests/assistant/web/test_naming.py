from __future__ import annotations

from assistant.calculator import load_rules
from assistant.web.naming import award_title, document_name, one_language
from assistant.web.words import words
from index.manifest import documents

CHINESE, ENGLISH = words(), words("en")


def test_every_award_and_document_has_a_name_in_each_language() -> None:
    for award in load_rules().awards:
        assert award_title(award.id, said=CHINESE) == award.title
        assert award_title(award.id, said=ENGLISH).replace("“", "").replace("”", "").isascii()
    for entry in documents():
        assert document_name(entry.id, said=CHINESE) == entry.short
        assert document_name(entry.id, said=ENGLISH).isascii()


def test_awards_of_one_document_are_told_apart_in_english() -> None:
    for entry in documents():
        names = [award_title(award.id, said=ENGLISH) for award in load_rules().of_document(entry.id)]
        assert len(names) == len(set(names))


def test_a_message_in_two_languages_is_told_in_one() -> None:
    assert one_language("坏了。 / Broken.", said=CHINESE) == "坏了。"
    assert one_language("坏了。 / Broken.", said=ENGLISH) == "Broken."
    assert one_language("坏了。", said=ENGLISH) == "坏了。"
