"""An installed wheel works away from the checkout: every data file of ours goes with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(unpacked, tmp_path, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "POLICY_ASSISTANT_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "assistant", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=True).stdout


def test_the_wheel_answers_with_a_cited_clause(unpacked, tmp_path):
    printed = run(unpacked, tmp_path, "ask", "深圳首版次软件开发商最多资助多少", "--json", "--on", "2026-11-20")
    assert json.loads(printed)["citations"][0]["clause_id"] == "shenzhen#6.19"


def test_the_wheels_rules_agree_with_its_documents(unpacked, tmp_path):
    assert "110" in run(unpacked, tmp_path, "check")


def test_the_wheel_makes_its_records_and_keeps_them(unpacked, tmp_path):
    assert "已清除" in run(unpacked, tmp_path, "records", "purge")
    assert (tmp_path / "home" / "records.sqlite3").is_file()


def test_the_wheel_has_its_login_page(unpacked):
    assert (unpacked / "assistant" / "service" / "login.html").is_file()


def test_the_wheel_is_what_was_run(unpacked, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    command = [sys.executable, "-c", "import assistant; print(assistant.__file__)"]
    printed = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=True).stdout
    assert Path(printed.strip()).is_relative_to(unpacked)
