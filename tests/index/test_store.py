from __future__ import annotations

import socket
import subprocess
import sys
import time
import uuid
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from index.embed import embedder
from index.errors import StoreError, StoreUnreachableError
from index.store import BATCH, Store


@pytest.fixture(scope="module")
def model():
    return embedder()


@pytest.fixture(params=["folder", "server"])
def location(request, tmp_path):
    return tmp_path if request.param == "folder" else request.getfixturevalue("chroma_server")


@pytest.fixture
def store(location, sample_entries, model):
    made = Store.create(location, f"test-{uuid.uuid4().hex}")
    made.add(sample_entries, model.embed_documents([e.text for e in sample_entries]))
    yield made
    made.close()


def ids(hits):
    return [hit.entry_id for hit in hits]


def test_an_entry_is_found_by_its_own_vector_with_cosine_one(store, sample_entries, model):
    for entry in sample_entries:
        best = store.search(model.embed_documents([entry.text])[0], k=1)
        assert ids(best) == [entry.id]
        assert best[0].score == pytest.approx(1, abs=1e-4)


def test_scores_are_cosine_similarities_best_first(store, sample_entries, model):
    vector = model.embed_queries(["租金补贴"])[0]
    exact = model.embed_documents([e.text for e in sample_entries]) @ vector
    found = store.search(vector, k=len(sample_entries))
    assert ids(found) == [sample_entries[row].id for row in np.argsort(-exact, kind="stable")]
    assert [hit.score for hit in found] == pytest.approx(sorted(exact, reverse=True), abs=1e-4)


def test_a_search_is_restricted_to_documents(store, model):
    vector = model.embed_queries(["租金补贴"])[0]
    assert {i.partition("#")[0] for i in ids(store.search(vector, k=9, documents=["beta"]))} == {"beta"}
    assert len(store.search(vector, k=9, documents=["beta", "gamma"])) == 4
    assert store.search(vector, k=9, documents=["nobody"]) == []
    assert store.search(vector, k=9, documents=[]) == []
    assert store.search(vector, k=0) == []


def test_a_deleted_entry_is_never_found_again(store, sample_entries, model):
    gone = sample_entries[0]
    vector = model.embed_documents([gone.text])[0]
    store.delete([gone.id, "no-such-entry"])
    assert len(store) == len(sample_entries) - 1
    assert gone.id not in ids(store.search(vector, k=100))
    assert gone.id not in ids(store.search(vector, k=100, documents=[gone.document_id]))
    assert store.as_langchain(model).get(ids=[gone.id])["ids"] == []


def test_an_entry_stored_again_replaces_the_old_one(store, sample_entries, model):
    changed = replace(sample_entries[0], text="完全不同的内容：保险")
    store.add([changed], model.embed_documents([changed.text]))
    assert len(store) == len(sample_entries)
    assert ids(store.search(model.embed_documents([changed.text])[0], k=1)) == [changed.id]


def test_a_collection_is_opened_again_by_its_name(location, store, sample_entries, model):
    again = Store.open(location, store.name)
    assert len(again) == len(sample_entries)
    again.close()


def test_a_dropped_collection_is_gone(location, store):
    store.drop()
    with pytest.raises(StoreError, match="向量库出错"):
        Store.open(location, store.name)


def test_langchain_searches_the_same_collection(store, sample_entries, model):
    found = store.as_langchain(model).similarity_search_with_score("租金补贴", k=2, filter={"document": "beta"})
    document, distance = found[0]
    assert document.metadata == {"document": "beta", "clause": "beta#1", "unit": "beta#1~1", "kind": "unit"}
    assert document.page_content == sample_entries[4].text
    (best,) = store.search(model.embed_queries(["租金补贴"])[0], k=1, documents=["beta"])
    assert 1 - distance == pytest.approx(best.score)


def test_more_entries_than_a_batch_are_all_stored_and_all_forgotten(tmp_path, sample_entries):
    many = [replace(sample_entries[0], id=f"alpha#{n}~1") for n in range(2 * BATCH + 1)]
    vectors = np.random.default_rng(0).standard_normal((len(many), 8)).astype(np.float32)
    store = Store.create(tmp_path, "many")
    store.add(many, vectors)
    assert len(store) == len(many)
    assert ids(store.search(vectors[-1], k=1)) == [many[-1].id]
    store.delete([entry.id for entry in many])
    assert len(store) == 0
    store.close()


@pytest.mark.parametrize(
    "address",
    ["localhost:8000", "ftp://host:1", "http://", "http://host:99999", "http://host:0", "http://host/path", "x"],
)
def test_an_address_that_is_none_is_refused_in_one_line(address):
    with pytest.raises(StoreError, match="Chroma 地址不对") as error:
        Store.open(address, "any")
    assert "\n" not in str(error.value)


def test_a_server_that_is_not_there_is_said_at_once():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    began = time.monotonic()
    with pytest.raises(StoreUnreachableError, match="连不上 Chroma 服务器"):
        Store.open(f"http://127.0.0.1:{port}", "any")
    assert time.monotonic() - began < 20


@pytest.mark.slow
def test_a_server_that_never_answers_is_given_up_in_seconds():
    began = time.monotonic()
    with closing(socket.create_server(("127.0.0.1", 0))) as silent, pytest.raises(StoreUnreachableError):
        Store.open(f"http://127.0.0.1:{silent.getsockname()[1]}", "any")
    assert time.monotonic() - began < 40


def test_the_server_client_gives_up_on_a_server_that_falls_silent(chroma_server):
    store = Store.create(chroma_server, f"test-{uuid.uuid4().hex}")
    assert store._client._server._session.timeout.read == 60
    store.close()


def test_the_embedded_store_opens_no_connection(tmp_path):
    code = f"""
import socket
def refuse(self, address, *rest):
    raise SystemExit(f'connects to {{address}}')
socket.socket.connect = refuse
import numpy as np
from pathlib import Path
from index.entries import Entry
from index.store import Store
store = Store.create(Path({str(tmp_path)!r}), 'quiet')
store.add([Entry('a#1~1', 'a#1~1', 'a#1', 'a', 'unit', 't')], np.ones((1, 4), dtype=np.float32))
print(len(store.search(np.ones(4, dtype=np.float32), k=3)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "1", done.stderr + done.stdout
