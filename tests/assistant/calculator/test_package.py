"""What the package promises as a whole: its names, no float, nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import assistant.calculator as package

SOURCES = sorted(Path(package.__file__).parent.glob("*.py"))


def test_every_exported_name_is_there_and_sorted():
    assert all(hasattr(package, name) for name in package.__all__)
    assert package.__all__ == sorted(package.__all__)


@pytest.mark.parametrize("path", SOURCES, ids=[p.stem for p in SOURCES])
def test_no_float_anywhere(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"line {node.lineno}"
        assert not (isinstance(node, ast.Name) and node.id == "float"), f"line {node.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=[p.stem for p in SOURCES])
def test_no_figure_of_the_documents_stands_in_code(path):
    from assistant.calculator.load import load_rules

    amounts = {tier.amount.value for a in load_rules().awards if a.kind in ("tiers", "topup") for tier in a.tiers}
    amounts |= {cap.amount.value for a in load_rules().awards for cap in a.caps}
    amounts -= {10**places for places in range(12)}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, int):
            assert node.value not in amounts


def test_calculating_needs_neither_langchain_nor_torch():
    code = (
        "import sys, datetime; from assistant.calculator import *;"
        "award, facts = load_rules().award('shenzhen#5.12/a'), read_facts({'revenue': '12亿'});"
        "calculate(award, facts, on=datetime.date(2026, 1, 1));"
        "check(); heavy = ('langchain', 'torch', 'numpy', 'chromadb', 'gradio', 'fastapi');"
        "print([m for m in sys.modules if m.startswith(heavy)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_is_read_on_import():
    code = (
        "from assistant.calculator import load_inputs, load_rules;"
        "print(load_rules.cache_info().currsize, load_inputs.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0"]
