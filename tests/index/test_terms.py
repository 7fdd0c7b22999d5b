import pytest

from index.terms import terms


@pytest.mark.parametrize("text", ["CSMM三级", "csmm 3级", "CSMM3级"])
def test_certificate_stands_apart_from_its_level(text):
    assert "csmm" in terms(text)


def test_name_that_ends_in_a_level_keeps_its_own_writing_too():
    assert {"cmmi5", "cmmi"} <= set(terms("CMMI5"))


def test_counts_in_words_and_in_digits_are_the_same():
    assert {"3", "3年"} <= set(terms("连续三年")) & set(terms("连续3年"))
