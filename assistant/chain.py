"""The assistant as LangChain parts: a retriever of clauses, and a chain from question to cited answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough
from pydantic import ConfigDict

from assistant.answer import Assistant
from assistant.jsonable import answer_json
from assistant.types import Citation

Asked = str | Mapping[str, Any]


class ClauseRetriever(BaseRetriever):
    """Whole clauses as documents, found through their small units; ``within`` limits them to documents by id."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 4
    within: tuple[str, ...] | None = None
    on: date | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        del run_manager  # nothing is reported while a search of milliseconds runs
        found = self.assistant.search(query, k=self.k, within=self.within, on=self.on)
        return [clause_document(citation, score) for citation, score in found]


def clause_document(citation: Citation, score: float | None = None) -> Document:
    """A citation as LangChain's document: the clause's text, and what reproduces it as metadata."""
    metadata = {
        "clause_id": citation.clause_id,
        "document_id": citation.document_id,
        "document": citation.document,
        "label": citation.label,
        "title": citation.title,
        "quote": citation.quote,
        "standing": citation.standing,
        "sha256": citation.sha256,
    }
    scored: dict[str, Any] = {} if score is None else {"score": score}
    return Document(citation.text, id=citation.clause_id, metadata=metadata | scored)


def answer_chain(assistant: Assistant) -> Runnable[Asked, dict[str, Any]]:
    """A chain from a question to {question, documents, answer}: the cited clauses and the answer object.

    It takes the question as text, or a mapping with ``question`` and, if wanted, ``history`` and ``on``.
    """

    def ask(asked: Mapping[str, Any]) -> Any:
        return assistant.ask(asked["question"], history=asked["history"], on=asked["on"])

    answered = RunnablePassthrough.assign(given=RunnableLambda(ask, name="ask"))
    return RunnableLambda(_asked, name="question") | answered | RunnableLambda(_given, name="answer")


def _asked(asked: Asked) -> dict[str, Any]:
    if isinstance(asked, str):
        return {"question": asked, "history": (), "on": None}
    history: Sequence[Any] = asked.get("history") or ()
    return {"question": asked["question"], "history": history, "on": asked.get("on")}


def _given(state: Mapping[str, Any]) -> dict[str, Any]:
    given = state["given"]
    documents = [clause_document(citation) for citation in given.citations]
    return {"question": state["question"], "documents": documents, "answer": answer_json(given)}
