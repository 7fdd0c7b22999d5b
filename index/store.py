"""The vectors in Chroma: a folder of this machine by default, a Chroma server by URL. Chroma is used only here."""

from __future__ import annotations

import urllib.request
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from index.embed import Embedder, Vectors
from index.entries import Entry
from index.errors import StoreError, StoreUnreachableError
from index.ranking import Hit

if TYPE_CHECKING:
    from langchain_chroma import Chroma

BATCH = 1000
_PATIENCE = 5.0  # seconds that a server has to say that it is there
_LONGEST = 60.0  # seconds that a server may be silent while it works
# Better connected than by default: entries resemble one another, and what the graph loses nobody is shown.
_HNSW = {"space": "cosine", "max_neighbors": 24, "ef_construction": 100, "ef_search": 200}


class Store:
    """One collection of entries and their vectors; scores are cosine similarities."""

    def __init__(self, client: Any, collection: Any) -> None:
        self._client = client
        self._collection = collection

    @classmethod
    def create(cls, location: Path | str, name: str) -> Store:
        """A new, empty collection in a folder or on the server of a URL; StoreError when it cannot be made."""
        with _told(location), _connected(location) as client:
            made = client.create_collection(name, embedding_function=None, configuration={"hnsw": _HNSW})
            return cls(client, made)

    @classmethod
    def open(cls, location: Path | str, name: str) -> Store:
        """The collection of this name; StoreError when it is not there or cannot be read."""
        with _told(location), _connected(location) as client:
            return cls(client, client.get_collection(name, embedding_function=None))

    @property
    def name(self) -> str:
        """The collection's name."""
        return str(self._collection.name)

    def add(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        """Store entries with their vectors, a row each; an entry that is there already is replaced."""
        with _told(self.name):
            for start in range(0, len(entries), BATCH):
                part = entries[start : start + BATCH]
                self._collection.upsert(
                    ids=[entry.id for entry in part],
                    embeddings=vectors[start : start + BATCH],
                    documents=[entry.text for entry in part],
                    metadatas=[_metadata(entry) for entry in part],
                )

    def delete(self, entry_ids: Sequence[str]) -> None:
        """Forget entries; ids that are not there are passed over."""
        with _told(self.name):
            for start in range(0, len(entry_ids), BATCH):
                self._collection.delete(ids=list(entry_ids[start : start + BATCH]))

    def __len__(self) -> int:
        with _told(self.name):
            return int(self._collection.count())

    def search(self, vector: Vectors, *, k: int, documents: Collection[str] | None = None) -> list[Hit]:
        """At most ``k`` entries nearest to a vector of shape (dimensions,), best first, of these documents."""
        if k < 1 or (documents is not None and not documents):
            return []
        where = None if documents is None else {"document": {"$in": sorted(documents)}}
        with _told(self.name):
            found = self._collection.query(
                query_embeddings=vector[None, :], n_results=k, where=where, include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [Hit(entry_id, 1.0 - float(distance)) for entry_id, distance in pairs]

    def drop(self) -> None:
        """Remove the collection from its server or folder."""
        with _told(self.name):
            self._client.delete_collection(self.name)

    def close(self) -> None:
        """Let go of the files or the connection."""
        _close(self._client)

    def as_langchain(self, embedder: Embedder) -> Chroma:
        """The same collection as LangChain's vector store, asked with this model."""
        from langchain_chroma import Chroma

        return Chroma(
            self.name,
            embedding_function=langchain_embeddings(embedder),
            client=self._client,
            create_collection_if_not_exists=False,
        )


def _metadata(entry: Entry) -> dict[str, str]:
    return {
        "document": entry.document_id,
        "clause": entry.clause_id,
        "unit": entry.unit_id,
        "kind": entry.kind,
    }


@contextmanager
def _connected(location: Path | str) -> Iterator[Any]:
    """A client that stays open, unless what it was opened for fails."""
    client = _client(location)
    try:
        yield client
    except BaseException:
        _close(client)
        raise


def _close(client: Any) -> None:
    """Chroma stops using its connections and leaves them open; we close them."""
    sessions = [getattr(part._server, "_session", None) for part in (client, client._admin_client)]
    client.close()
    for session in sessions:
        if session is not None:
            session.close()


def _client(location: Path | str) -> Any:
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if isinstance(location, Path):
        return chromadb.PersistentClient(str(location), settings=quiet)
    url = _checked(location)
    _require_server(location)
    secure = url.scheme == "https"
    port = url.port or (443 if secure else 8000)
    client = chromadb.HttpClient(str(url.hostname), port, ssl=secure, settings=quiet)
    # Chroma's own client waits for ever; a server that falls silent must not hold up a caller.
    client._server._session.timeout = _LONGEST  # type: ignore[attr-defined]  # no setting reaches it
    return client


def _checked(url: str) -> SplitResult:
    parts = urlsplit(url)
    try:
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and parts.path in ("", "/")
    except ValueError:
        usable = False
    if not usable:
        raise StoreError(
            f"Chroma 地址不对：{url}，应为 http(s)://主机:端口 / not a Chroma address: {url}, expected http(s)://host:port"
        )
    return parts


def _require_server(url: str) -> None:
    """A first word from the server, soon: its client would wait for ever."""
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_PATIENCE) as answer:  # noqa: S310
            answer.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise StoreUnreachableError(
            f"连不上 Chroma 服务器 {url}（{reason}），请启动它或清空 POLICY_ASSISTANT_CHROMA_URL"
            f" / no Chroma server at {url} ({reason}); start it, or clear POLICY_ASSISTANT_CHROMA_URL"
        ) from error


@contextmanager
def _told(where: object) -> Iterator[None]:
    """Whatever Chroma raises, as one sentence: its kinds differ between folder and server, and are not documented."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise StoreError(f"向量库出错（{where}）：{reason} / the vector store failed ({where}): {reason}") from error


def langchain_embeddings(embedder: Embedder) -> Any:
    """The model as LangChain's Embeddings."""
    from langchain_core.embeddings import Embeddings

    class Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in row] for row in embedder.embed_documents(texts)]

        def embed_query(self, text: str) -> list[float]:
            return [float(x) for x in embedder.embed_queries([text])[0]]

    return Adapter()
