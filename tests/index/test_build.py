from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from index.build import build, open_index
from index.builds import Builds
from index.content import Content, corpus_content
from index.errors import StaleIndexError, StoreError, StoreUnreachableError
from index.store import Store

WORKERS = get_context("forkserver")


def root(home):
    return home / "index" / "embedded"


def folders(home):
    return sorted(path.name for path in (root(home) / "builds").iterdir())


def pointed_at(home):
    return root(home) / "builds" / (root(home) / "CURRENT").read_text()


def never(*_):
    raise AssertionError("built although there was no reason to")


def ids(hits):
    return [hit.entry_id for hit in hits]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A home with the index of the documents that come with the project."""
    home = tmp_path_factory.mktemp("whole")
    build(home)
    return home


@pytest.fixture(scope="module")
def thousand():
    """Content that is just large enough for the store to keep a graph on disk."""
    content = corpus_content()
    return replace(content, entries=partial(tuple, content.entries()[:1100]))


@pytest.fixture(scope="module")
def thousand_home(thousand, tmp_path_factory):
    home = tmp_path_factory.mktemp("thousand")
    build(home, content=thousand)
    return home


@pytest.fixture
def copied(thousand_home, tmp_path):
    return shutil.copytree(thousand_home, tmp_path / "home")


@pytest.fixture
def index(tmp_path, sample_content):
    opened = open_index(tmp_path, content=sample_content)
    yield opened
    opened.close()


# What is built


def test_the_first_opening_builds_and_tells_how_far_it_is(tmp_path, sample_content):
    seen = []
    index = open_index(tmp_path, content=sample_content, progress=lambda *step: seen.append(step))
    index.close()
    assert [stage for stage, done, total in seen if done == total] == ["entries", "keywords", "vectors", "check"]
    assert all(0 <= done <= total for _, done, total in seen)


def test_an_index_that_fits_is_opened_and_not_built(tmp_path, sample_content):
    build(tmp_path, content=sample_content)
    open_index(tmp_path, content=sample_content, progress=never).close()


def test_the_manifest_says_what_was_built_from_what(whole):
    manifest = json.loads((pointed_at(whole) / "manifest.json").read_text())
    content = corpus_content()
    assert manifest["recipe"]["documents"] == content.documents
    assert manifest["recipe"]["questions"] == content.questions
    assert manifest["recipe"]["embedding"] == "built-in"
    assert {"chromadb", "bm25s", "rjieba"} <= set(manifest["recipe"]["libraries"])
    counts = manifest["counts"]
    assert counts["documents"] == 5
    assert counts["units"] + counts["questions"] == counts["entries"] == len(content.entries())


@pytest.mark.parametrize("leg", ["dense", "lexical"])
def test_both_legs_find_an_entry_by_its_own_words(index, sample_entries, leg):
    for entry in sample_entries:
        assert ids(getattr(index, leg)(entry.text, k=1)) == [entry.id]
        assert index.entry(entry.id) == entry


@pytest.mark.parametrize("leg", ["dense", "lexical"])
def test_both_legs_stay_within_documents(index, leg):
    search = getattr(index, leg)
    assert {i.partition("#")[0] for i in ids(search("租金补贴", k=50, documents={"beta", "gamma"}))} <= {
        "beta",
        "gamma",
    }
    assert ids(search("租金补贴", k=1, documents={"beta"})) == ["beta#1~1"]
    assert search("租金补贴", k=5, documents=set()) == []
    assert search("租金补贴", k=5, documents={"nobody"}) == []


@pytest.mark.parametrize("leg", ["dense", "lexical"])
@pytest.mark.parametrize("query", ["", " ", "😀", "\x00\x01", "xyzzyq", "<script>", "../../etc/passwd"])
def test_a_query_without_known_words_finds_nothing_or_little_but_never_fails(index, leg, query):
    assert len(getattr(index, leg)(query, k=3)) <= 3
    assert getattr(index, leg)("😀", k=3) == []


@pytest.mark.parametrize("leg", ["dense", "lexical"])
def test_more_than_there_is_and_less_than_one_may_be_asked_for(index, leg):
    search = getattr(index, leg)
    assert len(search("租金补贴奖励", k=10_000)) <= len(index.entries)
    assert search("租金", k=0) == search("租金", k=0, documents={"beta"}) == []


@pytest.mark.parametrize("few", [0, 50_000])
def test_a_restricted_search_gives_the_same_by_sifting_and_row_by_row(index, monkeypatch, few):
    exact = [hit for hit in index.dense("租金补贴", k=8) if hit.entry_id.startswith(("alpha", "gamma"))]
    monkeypatch.setattr("index.search._FEW_ROWS", few)
    found = index.dense("租金补贴", k=3, documents={"alpha", "gamma"})
    assert ids(found) == ids(exact[:3])
    assert [hit.score for hit in found] == pytest.approx([hit.score for hit in exact[:3]], abs=1e-5)


def test_many_equal_texts_and_texts_without_words_do_not_spoil_a_search(tmp_path, sample_entries):
    same = [replace(sample_entries[0], id=f"alpha#1~{n}") for n in range(100, 200)]
    mute = [replace(sample_entries[0], id=f"alpha#1~{n}", text="……") for n in range(200, 300)]
    entries = (*same, *mute, *sample_entries)
    index = open_index(tmp_path, content=Content(partial(tuple, entries), {}, {}))
    for entry in sample_entries[1:]:
        assert ids(index.dense(entry.text, k=1)) == [entry.id]
    assert len(index.lexical(same[0].text, k=100)) == 100
    assert len(index.dense("租金", k=100, documents={"alpha"})) == 100
    index.close()


def test_threads_may_ask_at_once(index, sample_entries):
    def ask(entry):
        return ids(index.dense(entry.text, k=1)) == ids(index.lexical(entry.text, k=1)) == [entry.id]

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(ask, sample_entries * 20))


def test_langchain_sees_the_same_entries(index):
    found = index.as_langchain().similarity_search("租金补贴", k=1, filter={"document": "beta"})
    assert [d.metadata["clause"] for d in found] == ["beta#1"]


def test_the_index_of_the_project_finds_a_chinese_phrase_by_either_leg(whole):
    index = open_index(whole, progress=never)
    try:
        for leg in (index.dense, index.lexical):
            found = [index.entry(hit.entry_id).text for hit in leg("租金补贴", k=5)]
            assert any("租" in text for text in found)
    finally:
        index.close()


# When it is built again


@pytest.mark.parametrize("field", ["documents", "questions"])
def test_changed_files_are_noticed_and_indexed(tmp_path, sample_content, other_content, field):
    build(tmp_path, content=sample_content)
    newer = replace(other_content, **{field: {"delta": "another hash"}})
    index = open_index(tmp_path, content=newer)
    assert ids(index.lexical("数据交易", k=1)) == ["delta#1~1"]
    assert index.manifest.recipe.documents == newer.documents
    index.close()
    open_index(tmp_path, content=newer, progress=never).close()


@pytest.mark.parametrize("what", ["code_version", "library_versions"])
def test_other_code_or_libraries_make_an_index_stale(tmp_path, sample_content, monkeypatch, what):
    build(tmp_path, content=sample_content)
    before = pointed_at(tmp_path)
    monkeypatch.setattr(f"index.build.{what}", lambda: "another")
    open_index(tmp_path, content=sample_content).close()
    assert pointed_at(tmp_path) != before


def test_another_model_makes_an_index_stale(tmp_path, sample_content, monkeypatch):
    from index.embed import embedder

    build(tmp_path, content=sample_content)
    before = pointed_at(tmp_path)
    other = embedder()
    other.fingerprint = "another"
    monkeypatch.setattr("index.build.embedder", lambda _: other)
    open_index(tmp_path, content=sample_content).close()
    assert pointed_at(tmp_path) != before


def test_what_left_the_documents_is_no_longer_found(tmp_path, sample_content, other_content):
    build(tmp_path, content=sample_content)
    index = open_index(tmp_path, content=other_content)
    everything = ids(index.dense("开源社区贷款贴息", k=100)) + ids(index.lexical("开源社区贷款贴息", k=100))
    assert not {"beta#2~1", "beta#3~1"} & set(everything)
    with pytest.raises(KeyError):
        index.entry("beta#2~1")
    index.close()


def spoil_hnsw(folder):
    (hnsw,) = (path for path in (folder / "chroma").iterdir() if path.is_dir())
    shutil.rmtree(hnsw)


def truncate(name):
    def spoil(folder):
        path = next(folder.glob(name))
        os.truncate(path, path.stat().st_size // 2)

    return spoil


def forget_entries(folder):
    name = json.loads((folder / "manifest.json").read_text())["collection"]
    store = Store.open(folder / "chroma", name)
    store.delete(["guangdong#1.1~1"])
    store.close()


def replace_vectors(folder):
    import numpy as np

    vectors = np.load(folder / "vectors.npy")
    np.save(folder / "vectors.npy", vectors[::-1])


DAMAGE = {
    "no HNSW folder": spoil_hnsw,
    "HNSW cut off": truncate("chroma/*/data_level0.bin"),
    "database cut off": truncate("chroma/chroma.sqlite3"),
    "database gone": lambda folder: (folder / "chroma" / "chroma.sqlite3").unlink(),
    "store gone": lambda folder: shutil.rmtree(folder / "chroma"),
    "an entry gone": forget_entries,
    "vectors of others": replace_vectors,
    "vectors cut off": truncate("vectors.npy"),
    "entries cut off": truncate("entries.jsonl"),
    "keywords cut off": truncate("lexical/data*.npy"),
    "vocabulary cut off": truncate("lexical/vocab*.json"),
    "manifest cut off": truncate("manifest.json"),
    "manifest gone": lambda folder: (folder / "manifest.json").unlink(),
    "manifest of another shape": lambda folder: (folder / "manifest.json").write_text('{"recipe": []}'),
    "folder gone": shutil.rmtree,
    "pointer empty": lambda folder: (folder.parents[1] / "CURRENT").write_text(""),
    "pointer astray": lambda folder: (folder.parents[1] / "CURRENT").write_text("nowhere"),
}


@pytest.mark.parametrize("spoil", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_index_is_noticed_and_built_again(copied, thousand, spoil):
    broken = pointed_at(copied)
    spoil(broken)
    index = open_index(copied, content=thousand)
    try:
        assert pointed_at(copied) != broken
        assert index.problem() is None
        assert ids(index.lexical("租金补贴", k=1))
    finally:
        index.close()
    assert folders(copied) == [pointed_at(copied).name]


# Readers and writers at once


def test_a_reader_keeps_its_index_while_others_build_and_it_goes_when_it_is_closed(
    tmp_path, sample_content, other_content
):
    old = open_index(tmp_path, content=sample_content)
    build(tmp_path, content=other_content)
    build(tmp_path, content=other_content)
    assert ids(old.dense("开源社区", k=1)) == ids(old.lexical("开源社区", k=1)) == ["beta#2~1"]
    assert len(folders(tmp_path)) == 2
    old.close()
    build(tmp_path, content=other_content)
    assert folders(tmp_path) == [pointed_at(tmp_path).name]


def test_an_index_knows_whether_it_is_still_the_current_one(tmp_path, sample_content):
    index = open_index(tmp_path, content=sample_content)
    assert index.is_current()
    build(tmp_path, content=sample_content)
    assert not index.is_current()
    index.close()


ASK = """
import sys
from pathlib import Path
from index.build import open_index
built = []
index = open_index(Path(sys.argv[1]), progress=lambda *step: built.append(step))
print(len(index.dense('租金补贴', k=5)), len(index.lexical('租金补贴', k=5)), bool(built))
"""


def test_two_processes_that_ask_at_once_both_get_an_answer_and_one_builds(tmp_path):
    command = [sys.executable, "-c", ASK, tmp_path]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [process.communicate(timeout=120) for process in running]
    assert sorted(out.split() for out, _ in said) == [["5", "5", "False"]] * 2 + [["5", "5", "True"]], said


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_the_way_of_a_question_needs_no_torch_and_little_memory(whole):
    # Not ru_maxrss: a child starts with its parent's.
    code = ASK + (
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, whole], capture_output=True, text=True, timeout=60, check=False)
    answer, heavy, kilobytes = done.stdout.strip().splitlines()
    assert answer == "5 5 False", done.stderr
    assert heavy == "[]"
    assert int(kilobytes) <= 400 * 1024


@pytest.mark.slow
@pytest.mark.parametrize(("end", "times"), [("kill", 30), ("terminate", 10)])
def test_a_writer_ended_at_any_moment_leaves_the_old_index_serving(
    tmp_path, sample_content, larger_content, end, times
):
    WORKERS.set_forkserver_preload(["index.build", "chromadb", "bm25s", "rjieba"])
    home, lasting = tmp_path / "home", [_undisturbed(tmp_path / str(n), larger_content) for n in range(3)][-1]
    build(home, content=sample_content)
    draw, interrupted = random.Random(times), 0
    while interrupted < times:
        before = pointed_at(home)
        writer = WORKERS.Process(target=build, args=(home,), kwargs={"content": larger_content})
        writer.start()
        writer.join(draw.uniform(0, lasting))
        getattr(writer, end)()
        writer.join()
        finished = pointed_at(home) != before
        index = open_index(home, content=larger_content if finished else sample_content, progress=never)
        assert ids(index.dense("上市奖励", k=1)) == ids(index.lexical("上市奖励", k=1)) == ["alpha#2~1"]
        index.close()
        interrupted += not finished
        if finished:
            build(home, content=sample_content)
    build(home, content=sample_content)
    assert folders(home) == [pointed_at(home).name]


def _undisturbed(home, content):
    """The seconds that a writer takes when it is left alone."""
    began = time.monotonic()
    writer = WORKERS.Process(target=build, args=(home,), kwargs={"content": content})
    writer.start()
    writer.join()
    assert writer.exitcode == 0
    return time.monotonic() - began


def test_a_home_that_cannot_be_written_is_said_in_one_line(tmp_path, sample_content):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="数据文件夹无法写入") as error:
        open_index(tmp_path / "file" / "home", content=sample_content)
    assert "\n" not in str(error.value)


def test_a_failed_build_leaves_the_old_index_and_no_lock(tmp_path, sample_content):
    build(tmp_path, content=sample_content)

    def fail():
        raise ValueError("the documents cannot be read")

    with pytest.raises(ValueError, match="cannot be read"):
        build(tmp_path, content=replace(sample_content, entries=fail))
    open_index(tmp_path, content=sample_content, progress=never).close()
    build(tmp_path, content=sample_content)
    assert folders(tmp_path) == [pointed_at(tmp_path).name]


def test_a_reader_that_comes_while_the_index_is_swapped_gets_the_new_one(tmp_path, monkeypatch):
    builds = Builds(tmp_path)
    first, second = builds.new(), builds.new()
    builds.publish(first)
    hold = Builds.hold

    def swapped(folder):
        held = hold(folder)
        if folder == first:
            builds.publish(second)
        return held

    monkeypatch.setattr(Builds, "hold", staticmethod(swapped))
    held = builds.hold_current()
    assert held.folder == second
    assert builds.unused() == [first]
    held.release()


# With a server


def test_an_index_on_a_server_answers_as_one_in_a_folder(tmp_path, chroma_server, sample_content, index):
    remote = open_index(tmp_path / "remote", chroma_url=chroma_server, content=sample_content)
    try:
        for query in ("租金补贴", "上市奖励", "开源"):
            assert ids(remote.dense(query, k=3)) == ids(index.dense(query, k=3))
            assert ids(remote.lexical(query, k=3)) == ids(index.lexical(query, k=3))
            within = {"alpha", "gamma"}
            assert ids(remote.dense(query, k=3, documents=within)) == ids(index.dense(query, k=3, documents=within))
    finally:
        remote.close()
    open_index(tmp_path / "remote", chroma_url=chroma_server, content=sample_content, progress=never).close()


def test_a_stale_index_on_a_server_is_refused_with_what_to_do(tmp_path, chroma_server, sample_content, other_content):
    build(tmp_path, chroma_url=chroma_server, content=sample_content)
    with pytest.raises(StaleIndexError, match="policy-assistant index --rebuild") as error:
        open_index(tmp_path, chroma_url=chroma_server, content=other_content, progress=never)
    assert "documents changed" in str(error.value)
    build(tmp_path, chroma_url=chroma_server, content=other_content)
    open_index(tmp_path, chroma_url=chroma_server, content=other_content, progress=never).close()


def test_a_collection_lost_by_the_server_is_refused_with_what_to_do(tmp_path, chroma_server, sample_content):
    manifest = build(tmp_path, chroma_url=chroma_server, content=sample_content)
    store = Store.open(chroma_server, manifest.collection)
    store.drop()
    store.close()
    with pytest.raises(StaleIndexError, match="index --rebuild"):
        open_index(tmp_path, chroma_url=chroma_server, content=sample_content, progress=never)


def test_a_rebuild_removes_its_old_collection_from_the_server_unless_somebody_reads_it(
    tmp_path, chroma_server, sample_content
):
    first = build(tmp_path, chroma_url=chroma_server, content=sample_content)
    reader = open_index(tmp_path, chroma_url=chroma_server, content=sample_content)
    build(tmp_path, chroma_url=chroma_server, content=sample_content)
    assert ids(reader.dense("开源社区", k=1)) == ["beta#2~1"]
    reader.close()
    build(tmp_path, chroma_url=chroma_server, content=sample_content)
    with pytest.raises(StoreError):
        Store.open(chroma_server, first.collection)


def test_a_server_that_is_gone_is_said_as_that(tmp_path, sample_content):
    with pytest.raises(StoreUnreachableError, match="连不上 Chroma 服务器"):
        open_index(tmp_path, chroma_url="http://127.0.0.1:9", content=sample_content)


def test_a_folder_and_a_server_are_kept_side_by_side(tmp_path, chroma_server, sample_content):
    build(tmp_path, content=sample_content)
    build(tmp_path, chroma_url=chroma_server, content=sample_content)
    open_index(tmp_path, content=sample_content, progress=never).close()
    open_index(tmp_path, chroma_url=chroma_server, content=sample_content, progress=never).close()
