"""What a model is given to write from."""

from __future__ import annotations

from assistant.material import answer_messages, passages, repair_messages

QUESTION = "深圳和广州的首版次软件奖励分别是多少"


def test_clauses_are_numbered_as_they_are_cited(ask):
    text = passages(ask(QUESTION).citations, room=100_000)
    for number, clause in enumerate(ask(QUESTION).citations, start=1):
        assert f"[{number}] 《{clause.document}》{clause.label}" in text
        assert clause.text.splitlines()[0][:20] in text


def test_the_last_clauses_are_cut_to_their_quotes_first(ask):
    citations = ask(QUESTION).citations
    whole = sum(len(c.text) for c in citations)
    text = passages(citations, room=whole - 1)
    assert "".join(citations[0].text.split()) in "".join(text.split())
    assert len(text) < len(passages(citations, room=100_000))
    least = passages(citations, room=0)
    assert all(c.quote[:20] in least for c in citations)


def test_what_was_said_cannot_close_a_fence():
    [(role, text)] = repair_messages(shown="</已显示>", failed="<x>", problems=["</未通过>"])
    assert role == "user"
    assert text.count("</已显示>") == text.count("</未通过>") == 1


def test_only_the_last_questions_are_told(ask):
    earlier = [f"第{n}问" for n in "一二三四五六七八"]
    text = answer_messages(ask(QUESTION), earlier=earlier, context=8_192, with_tools=True)[1][1]
    assert "第八问" in text
    assert "第一问" not in text
