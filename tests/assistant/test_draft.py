"""An answer in the making: marks in order of use, six at most, and a line to read aloud."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.cite import MOST_CITATIONS
from assistant.draft import Draft, aloud, first_sentence
from assistant.types import Reason, Status
from assistant.understand import understand
from index.clauses import corpus_clauses
from index.manifest import document

ON = date(2026, 11, 20)
CLAUSES = list(corpus_clauses())


@pytest.fixture
def draft():
    return Draft(understand("深圳首版次奖多少？"), ON)


@pytest.fixture
def english():
    return Draft(understand("How much does Shenzhen award first-edition software?"), ON)


def test_clauses_are_numbered_as_they_are_first_used(draft):
    used = [draft.mark(clause, "") for clause in ("shenzhen#8", "shenzhen#5.12", "shenzhen#8")]
    assert used == ["[1]", "[2]", "[1]"]
    cited = draft.finish(Status.ANSWERED, Reason.OK).citations
    assert [c.clause_id for c in cited] == ["shenzhen#8", "shenzhen#5.12"]


def test_seventh_clause_is_not_cited_and_has_no_mark(draft):
    used = [draft.mark(clause, "") for clause in CLAUSES[: MOST_CITATIONS + 2]]
    assert used[MOST_CITATIONS:] == ["", ""]
    assert draft.mark(CLAUSES[0], "") == "[1]"
    assert len(draft.finish(Status.ANSWERED, Reason.OK).citations) == MOST_CITATIONS


def test_paragraphs_are_kept_apart_and_empty_ones_left_out(draft):
    for paragraph in ("一。", "", "二。"):
        draft.say(paragraph)
    assert draft.finish(Status.ANSWERED, Reason.OK).answer == "一。\n\n二。"


def test_finished_answer_carries_what_was_asked_and_when(draft):
    draft.say("好。")
    answer = draft.finish(Status.REFUSED, Reason.NO_EVIDENCE)
    assert (answer.question, answer.as_of) == ("深圳首版次奖多少？", ON)
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.NO_EVIDENCE)
    assert answer.spoken == "好。"


def test_related_clause_that_is_cited_is_not_offered_again(draft):
    draft.mark("shenzhen#8", "")
    answer = draft.finish(Status.ANSWERED, Reason.OK, related=("shenzhen#8", "shenzhen#5.12"))
    assert [c.clause_id for c in answer.related] == ["shenzhen#5.12"]


def test_heading_names_document_standing_and_clause(draft, english):
    clause = corpus_clauses()["shenzhen#5.12"]
    assert draft.heading(clause) == "**深圳市若干措施**（现行）五、（十二）壮大软件企业中坚力量"
    assert "(in force)" in english.heading(clause)


@pytest.mark.parametrize("day", [date(2022, 10, 14), ON, date(2027, 10, 15)])
def test_standing_is_said_in_the_language_of_the_question(draft, english, day):
    entry = document("shenzhen")
    assert Draft(draft.query, day).standing(entry) == entry.standing_name(day)
    assert Draft(english.query, day).standing(entry).isascii()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("可得 **50万元**（定额）。[1]", "可得 五十万元（定额）。"),
        ("> 资助1000万元[2]", "资助一千万元"),
        ("给予1亿元。", "给予一亿元。"),
        ("按30%补贴。", "按30%补贴。"),
        ("依据深府规[2022]5号。", "依据深府规[2022]5号。"),
        ("本措施自****年*月*日起施行", "本措施自****年*月*日起施行"),
    ],
)
def test_amounts_are_read_as_they_are_spoken_and_marks_are_not(text, said):
    assert aloud(text).replace("可得五", "可得 五") == said


def test_long_sentence_is_cut_at_a_stop():
    said = aloud("很长的一句话，" * 60)
    assert len(said) <= 162
    assert said.endswith("。")


def test_first_sentence_is_the_first_line_in_plain_words():
    assert first_sentence(["**甲**说[1]\n\n> 乙", "丙"]) == "甲说"
    assert first_sentence([]) == ""
