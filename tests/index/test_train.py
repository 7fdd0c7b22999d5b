from __future__ import annotations

import json
from random import Random

import numpy as np
import pytest

from eval.peers import minilm
from index.embed import MODEL, StaticEmbedder, embedder
from index.entries import corpus_entries
from index.heldout import measure, split, table
from index.lexicon import lexicon
from index.pairs import Pairs, as_searched, homophones, mistyped
from index.train import made, main, save
from index.vocabulary import pieces, vocabulary


@pytest.fixture(scope="module")
def halves():
    return split(corpus_entries())


def model_of(tokenizer, weights):
    return StaticEmbedder(tokenizer, weights, name="made", fingerprint="")


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# The vocabulary


def test_known_words_stay_whole_and_unknown_ones_fall_into_characters():
    tokenizer = vocabulary(["软件企业租金补贴", "租房", "金额", "GPU算力 500万元"])
    assert tokenizer.encode("软件企业租金补贴").tokens == ["软件", "企业", "租金", "补贴"]
    assert tokenizer.encode("补金").tokens == ["补", "金"]
    assert tokenizer.encode("ＧＰＵ，５００").tokens == ["gpu", "500"]
    assert tokenizer.encode("xyz").ids == [0]


def test_a_vocabulary_does_not_depend_on_the_order_of_texts():
    texts = ["软件企业租金补贴", "租房", "人工智能", "GPU"]
    assert vocabulary(texts).to_str() == vocabulary(texts[::-1]).to_str()


def test_pieces_are_words_letters_and_digits_without_marks():
    assert pieces("A股上市，奖500万元！") == ["a", "股", "上市", "奖", "500", "万元"]


# The pairs


def test_a_question_is_paired_with_its_unit_or_a_question_of_the_same_unit():
    entries = [e for e in corpus_entries() if e.document_id == "guangming"]
    pairs = Pairs(entries, lexicon()).drawn(Random(0))
    of_questions = [pair for pair in pairs if pair.document]
    assert len(of_questions) == sum(e.kind == "question" for e in entries)
    assert {pair.about for pair in of_questions} <= {e.clause_id for e in entries}
    assert any(pair.other.startswith("光明区若干措施") for pair in of_questions)
    assert any(pair.document == "" and pair.other in lexicon().terms.get(pair.one, ()) for pair in pairs)


def test_rounds_differ_and_the_same_draw_gives_the_same_round():
    pairs = Pairs(corpus_entries(), lexicon())
    assert pairs.drawn(Random(1)) == pairs.drawn(Random(1)) != pairs.drawn(Random(2))


def test_a_slip_changes_one_or_two_characters_and_spares_short_questions():
    text = "租金补贴最高多少"
    sounds = homophones(text + "祖")
    slips = {mistyped(text, Random(n), sounds) for n in range(60)}
    assert len(slips) > 10
    assert all(len(text) - 1 <= len(slip) <= len(text) for slip in slips)
    assert any("祖金" in slip for slip in slips)
    assert mistyped("租金 max 500", Random(0), sounds) == "租金 max 500"


def test_a_question_is_embedded_with_the_documents_terms_beside_the_callers_words():
    said = next(iter(lexicon().terms))
    assert as_searched(said, lexicon()).split()[0] == said.split()[0]
    assert as_searched("甲乙丙", lexicon()) == "甲乙丙"


# The split


def test_what_is_kept_back_is_not_in_what_training_sees(halves):
    seen = {e.id for e in halves.seen}
    assert not seen & {e.id for e in (*halves.by_question, *halves.by_clause)}
    closed = {e.clause_id for e in halves.by_clause}
    assert not any(e.kind == "question" and e.clause_id in closed for e in (*halves.seen, *halves.by_question))
    assert len(seen) + len(halves.by_question) + len(halves.by_clause) == len(corpus_entries())
    assert {e.id for e in corpus_entries() if e.kind == "unit"} <= seen
    assert split(corpus_entries()) == halves


# Training


@pytest.mark.slow
def test_training_finds_more_of_what_it_did_not_see_than_lsa_and_words_alone(halves):
    """Four rounds of the thirty: enough to show it, quick enough to run each time."""
    lsa, trained = (measure(halves, model_of(*made(halves.seen, rounds=rounds))) for rounds in (0, 4))
    for kept_back in ("by question", "by clause"):
        assert trained[kept_back, "fused"][-1] > lsa[kept_back, "fused"][-1] > lsa[kept_back, "words"][-1]
    assert trained["by question", "model"][0] > lsa["by question", "model"][0]
    assert "| LSA |" in table({"LSA": lsa, "trained": trained})


@pytest.mark.slow
def test_training_finds_more_of_what_it_did_not_see_than_a_model_of_other_peoples():
    """On one document: MiniLM, which tutorials take, has read little Chinese."""
    few = split(e for e in corpus_entries() if e.document_id == "guangming")
    trained, other = measure(few, model_of(*made(few.seen, rounds=4))), measure(few, embedder(minilm()))
    for kept_back in ("by question", "by clause"):
        for leg in ("model", "fused"):
            assert trained[kept_back, leg][0] > other[kept_back, leg][0]
        assert trained[kept_back, "words"] == other[kept_back, "words"]


@pytest.mark.slow
def test_the_same_data_gives_the_same_bytes(tmp_path):
    entries = [e for e in corpus_entries() if e.document_id == "guangming"]
    for name in ("one", "other"):
        save(*made(entries, rounds=2), tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_the_unknown_word_says_nothing(tmp_path):
    tokenizer, weights = made([e for e in corpus_entries() if e.document_id == "guangming"], rounds=1)
    assert not weights[0].any()
    assert np.isfinite(weights).all()
    assert not model_of(tokenizer, weights).embed_queries(["😀 鱻"]).any()


def test_the_command_writes_a_model_that_loads(tmp_path, monkeypatch):
    few = tuple(e for e in corpus_entries() if e.document_id == "guangming")
    monkeypatch.setattr("index.train.corpus_entries", lambda: few)
    main(["--rounds", "1", "--into", str(tmp_path / "model")])
    assert StaticEmbedder.loaded_from(tmp_path / "model").embed_queries(["租金补贴"]).any()
    assert files(tmp_path / "model").keys() == files(MODEL).keys()


def test_the_built_in_model_knows_the_words_of_the_documents_and_the_lexicon():
    known = json.loads((MODEL / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    words = {piece for e in corpus_entries() if e.kind == "unit" for piece in pieces(e.text)}
    assert not words - {word for word, _ in known}
    assert embedder().embed_queries(list(lexicon().terms)).any(axis=1).mean() > 0.99
