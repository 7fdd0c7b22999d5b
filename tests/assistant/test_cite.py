"""Citations and their marks."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from assistant.cite import citation, marks, unresolved, where
from index.clauses import corpus_clauses
from index.load import load_text
from index.manifest import CORPUS, document
from index.text import squeeze
from index.units import units

ON = date(2026, 11, 20)


@pytest.mark.parametrize("clause", corpus_clauses().values(), ids=lambda clause: clause.id)
def test_every_unit_of_every_clause_is_quoted_where_it_stands(clause):
    text = load_text(CORPUS / document(clause.document_id).file)
    for unit in units(clause):
        cited = citation(clause.id, quote=unit.text, on=ON)
        assert cited.quote == unit.text
        assert squeeze(text[cited.start : cited.end]) == squeeze(unit.text)


def test_citation_without_a_quote_is_of_the_whole_clause():
    clause = corpus_clauses()["guangming#3.11"]
    cited = citation(clause.id, on=ON)
    assert cited.quote == cited.text == clause.text
    assert cited.sha256 == hashlib.sha256(clause.text.encode()).hexdigest()


def test_words_that_the_clause_does_not_hold_are_not_quoted():
    cited = citation("guangming#3.11", quote="每家企业每年最高资助9999万元。", on=ON)
    assert cited.quote == cited.text


@pytest.mark.parametrize(
    ("clause_id", "day", "standing", "name"),
    [
        ("shenzhen#5.12", date(2022, 10, 14), "not_yet", "未施行"),
        ("shenzhen#5.12", date(2022, 10, 15), "in_force", "现行"),
        ("shenzhen#5.12", date(2027, 10, 15), "expired", "已到期"),
        ("guangming#3.11", ON, "draft", "征求意见稿"),
    ],
)
def test_standing_is_that_of_the_day(clause_id, day, standing, name):
    cited = citation(clause_id, on=day)
    assert cited.standing == standing
    assert name in cited.standing_name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("给予50万元。[1]", (1,)),
        ("见[2]、[1]和[2]。", (2, 1, 2)),
        ("[12]", (12,)),
        ("深府规[2022]5号", ()),
        ("深府规〔2022〕5号，［3］", ()),
        ("[x] [] [1.2] [-1]", ()),
        ("没有", ()),
    ],
)
def test_marks_are_short_numbers_in_square_brackets(text, found):
    assert marks(text) == found


def test_marks_beyond_the_citations_are_unresolved():
    cited = (citation("shenzhen#5.12", on=ON), citation("guangming#3.11", on=ON))
    assert unresolved("[1][2]", cited) == ()
    assert unresolved("[0][1][3][7]", cited) == (0, 3, 7)
    assert unresolved("[1]", ()) == (1,)


def test_clause_is_named_by_label_and_title():
    assert where(corpus_clauses()["shenzhen#5.12"]) == "五、（十二）壮大软件企业中坚力量"
