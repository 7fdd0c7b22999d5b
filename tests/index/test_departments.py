import pytest

from index.clauses import corpus_clauses
from index.departments import department_after


@pytest.mark.parametrize(
    ("clause_id", "words", "named"),
    [
        ("guangzhou#2.3.9", "支持将首版次软件产品纳入", "牵头单位：市科技局"),
        ("guangzhou#2.3.9", "引导支持金融机构", "牵头单位：市地方金融监管局"),
        ("guangzhou#1.2", "推行", "牵头单位：市工业和信息化局、政务服务数据管理局；配合单位：各区政府"),
        ("guangdong-plan#3.8", "建设工业互联网安全", "省通信管理局、省委网信办、省工业和信息化厅按职责分工负责"),
    ],
)
def test_departments_are_those_that_stand_next_behind_the_words(clause_id, words, named):
    clause = corpus_clauses()[clause_id]
    assert department_after(clause, clause.text.index(words)) == named


def test_clause_that_names_nobody_gives_none():
    assert department_after(corpus_clauses()["shenzhen#5.12"], 0) is None
