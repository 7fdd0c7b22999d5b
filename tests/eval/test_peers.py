from __future__ import annotations

import re
import sys
from datetime import date
from types import SimpleNamespace

import pytest

from assistant.errors import BadValue
from eval.command import run_eval
from eval.further import parts
from eval.peer_pipelines import CHUNK, DEPTH, PIPELINES, chunks, missing
from eval.peers import Peer, compared, minilm, peers, question_cases, section
from index.embed import embedder

TEXTS = [
    "甲市办法\n\n一、租金补贴。对入驻园区的软件企业按每月每平方米30元给予租金补贴。",
    "乙区细则\n\n一、上市奖励。企业在境内外证券交易所上市的，给予500万元奖励。",
    "丙省计划\n\n一、发展目标。到期末软件业务收入达到两万亿元。",
]


@pytest.fixture(scope="module")
def model():
    return embedder(minilm())


@pytest.fixture
def ours():
    """Finds the first text, and cites nothing but it."""
    found = SimpleNamespace(text=TEXTS[0])
    return SimpleNamespace(
        ask=lambda question, *, history=(), on=None: SimpleNamespace(citations=[found]),
        search=lambda words, *, k=8, within=None, on=None: [(found, 1.0)],
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", PIPELINES)
def test_every_pipeline_gives_whole_chunks_best_first(name, model):
    finds = PIPELINES[name](TEXTS, model)
    found = finds("企业上市 证券交易所 奖励")
    assert set(found) <= set(TEXTS)
    assert len(found) == len(set(found)) <= DEPTH
    if name != "LangChain tutorial":  # MiniLM alone hardly tells Chinese texts apart
        assert found[0] == TEXTS[1]


@pytest.mark.slow
def test_pipelines_made_twice_do_not_see_each_others_texts(model):
    for make in PIPELINES.values():
        make(["别处的办法，完全不同的内容。"], model)
        assert "别处的办法，完全不同的内容。" not in make(TEXTS, model)("办法")


@pytest.mark.slow
def test_the_same_questions_go_through_all_of_them(ours, question):
    cases = [
        question(id="q1", question="租金补贴多少", evidence=("给予租金补贴",)),
        question(id="q2", evidence=("500万元奖励",)),
    ]
    found = compared(ours, cases, texts=TEXTS, on=date(2026, 11, 20))
    assert [peer.name for peer in found][2:] == list(PIPELINES)
    assert (found[0].at_top, found[0].at_cited) == (0.5, 0.5)
    assert all(0 < peer.p50 <= peer.p95 for peer in found)
    assert all(peer.at_cited <= peer.at_top for peer in found)


def test_chunks_are_as_long_as_the_tutorials_at_most():
    pieces = chunks(["句子。" * 400])
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= CHUNK


def test_the_questions_are_those_with_evidence():
    assert len(question_cases()) > 300
    assert all(case.evidence for case in question_cases())
    assert len(question_cases(most=3)) == 3


def test_the_section_shows_quality_and_time_side_by_side():
    shown = section([Peer("一 ours", 0.98, 0.9, 1.25, 3), Peer("Other", 0.13, 0.1, 20, 40)])
    assert shown.rows[1] == ("Other", "0.130", "0.100", "20.0", "40.0")
    assert shown.charts[0].startswith("<svg")
    assert "0.980" in shown.charts[0]


def test_what_is_not_installed_is_named_with_what_to_install(monkeypatch):
    assert missing() == ()
    monkeypatch.setitem(sys.modules, "haystack", None)
    monkeypatch.setattr("eval.peer_pipelines.find_spec", lambda name: None if name == "haystack" else object())
    with pytest.raises(BadValue, match=r"haystack.*pip install .*--group peers"):
        parts(peers=True, on=date(2026, 11, 20))


def test_nothing_of_the_others_is_imported_before_a_pipeline_is_made(ours):
    import subprocess

    code = "import sys, eval.peers, eval.further; print([m for m in sys.modules if m in ('haystack', 'llama_index')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_the_report_holds_the_comparison(ours, tmp_path, monkeypatch):
    monkeypatch.setattr("eval.peers.question_cases", lambda most=None: [])
    monkeypatch.setattr("eval.peers.compared", lambda *a, **k: [Peer("Other <b>", 0.13, 0.1, 20, 40)])
    empty = tmp_path / "limits.yaml"
    empty.write_text("sets: {}")
    answers = tmp_path / "answers.jsonl"
    answers.write_text("")
    verdict = run_eval(
        lambda: ours, ["calc.dev"], answers=answers, thresholds=empty, folder=tmp_path,
        further=[lambda assistant, _sets: peers(assistant, on=date(2026, 11, 20))],
    )  # fmt: skip
    markdown, page = (path.read_text(encoding="utf-8") for path in verdict.files)
    assert "recall@5" in markdown
    assert "recall@5" in verdict.summary
    assert "Other &lt;b&gt;" in page
    assert not re.search("<b>", page)
