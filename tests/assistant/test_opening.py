"""The index and the assistant as the settings say."""

from __future__ import annotations

import pytest

from assistant.errors import BadSetting
from assistant.opening import build_index, open_assistant
from assistant.settings import Settings
from index.errors import IndexFailure
from index.manifest import documents


@pytest.fixture
def configured(assistant, home, monkeypatch):
    """The environment names the folder that the index was built in."""
    monkeypatch.setenv("POLICY_ASSISTANT_HOME", str(home))


def test_assistant_is_opened_over_the_configured_folder(configured, ask, on):
    question = "深圳软件企业营收首次达到10亿元，奖多少？"
    assert open_assistant().ask(question, on=on).answer == ask(question).answer


def test_index_that_is_fresh_is_not_built_anew(configured, home):
    before = {path: path.stat().st_mtime_ns for path in home.rglob("manifest*.json")}
    report = build_index(rebuild=False)
    assert before
    assert {path: path.stat().st_mtime_ns for path in home.rglob("manifest*.json")} == before
    assert f"文件 {len(documents())} 份" in report
    assert "index ready" in report


def test_setting_that_does_not_exist_is_told(monkeypatch):
    monkeypatch.setenv("POLICY_ASSISTANT_HOEM", "x")
    with pytest.raises(BadSetting, match="POLICY_ASSISTANT_HOME"):
        open_assistant()


def test_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexFailure, match="POLICY_ASSISTANT_HOME"):
        open_assistant(Settings(home=tmp_path / "file"))


def test_model_that_is_not_there_is_told(tmp_path):
    with pytest.raises(IndexFailure, match="POLICY_ASSISTANT_EMBEDDING"):
        open_assistant(Settings(home=tmp_path, embedding=str(tmp_path / "none")))
