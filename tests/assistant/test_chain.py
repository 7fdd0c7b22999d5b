"""The assistant as parts that other LangChain code can use."""

from __future__ import annotations

import hashlib

import pytest
from langchain_core.runnables import RunnableLambda

from assistant.chain import ClauseRetriever, answer_chain
from assistant.jsonable import answer_json
from index.clauses import corpus_clauses

QUESTION = "深圳软件企业营收首次达到10亿元，奖多少？"


def steady(row):
    """An answer object without what differs from one asking to the next."""
    return {name: value for name, value in row.items() if name not in {"elapsed_ms", "timings_ms"}}


def test_retriever_gives_whole_clauses_as_documents(assistant, on):
    documents = ClauseRetriever(assistant=assistant, k=3, on=on).invoke("首版次")
    assert len(documents) == 3
    for document in documents:
        assert document.page_content == corpus_clauses()[document.id].text
        assert document.metadata["quote"] in document.page_content
        assert document.metadata["sha256"] == hashlib.sha256(document.page_content.encode()).hexdigest()
    scores = [document.metadata["score"] for document in documents]
    assert scores == sorted(scores, reverse=True)


def test_retriever_keeps_to_its_documents_and_day(assistant, on):
    documents = ClauseRetriever(assistant=assistant, within=("shenzhen",), on=on).invoke("租金补贴")
    assert {document.metadata["document_id"] for document in documents} == {"shenzhen"}
    assert {document.metadata["standing"] for document in documents} == {"in_force"}


def test_chain_gives_the_answer_and_the_documents_it_cites(assistant, ask, on):
    given = answer_chain(assistant).invoke({"question": QUESTION, "on": on})
    assert given["question"] == QUESTION
    assert steady(given["answer"]) == steady(answer_json(ask(QUESTION)))
    assert [d.id for d in given["documents"]] == [c["clause_id"] for c in given["answer"]["citations"]]


def test_chain_takes_a_question_in_words(assistant):
    assert answer_chain(assistant).invoke(QUESTION)["answer"]["status"] == "answered"


def test_chain_takes_a_history(assistant, on):
    asked = {"question": "那广州呢？", "history": [QUESTION], "on": on}
    given = answer_chain(assistant).invoke(asked)
    assert {d.metadata["document_id"] for d in given["documents"]} == {"guangzhou"}


def test_chain_answers_a_batch_in_order_and_joins_other_chains(assistant, on):
    chain = answer_chain(assistant) | RunnableLambda(lambda given: given["answer"]["question"])
    questions = [QUESTION, "珠海奖多少？", ""]
    assert chain.batch([{"question": q, "on": on} for q in questions]) == questions


def test_chain_can_be_streamed_and_awaited(assistant, on):
    chain = answer_chain(assistant)
    parts = list(chain.stream({"question": QUESTION, "on": on}))
    assert parts[-1]["answer"]["status"] == "answered"


def test_chain_without_a_question_says_what_is_missing(assistant):
    with pytest.raises(KeyError, match="question"):
        answer_chain(assistant).invoke({"history": []})
